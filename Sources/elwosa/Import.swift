import ArgumentParser
import Domain
import Settings
import Store
import Tasks
import Web

/// Takes tasks from other systems.
struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take tasks from another system.", subcommands: [Beads.self])

    /// Takes the issues of the tracker beads.
    struct Beads: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take the issues of the tracker beads from its JSONL file.",
            discussion: """
                Tasks are recognised by the issue's id, so a second run changes nothing. Each 500 lines are taken together \
                or not at all; a line that cannot be taken is named, and nothing of its batch is.
                """)

        @Argument(help: "The file, usually .beads/issues.jsonl; - is standard input.")
        var file: String

        func run() throws {
            let lines = try InputFile(path: file).bytes().split(
                separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            let store = try Installation(settings: try Settings.load()).openStore()
            defer { store.close() }
            var run = BeadsRun(tasks: store.tasks, total: lines.count)
            for batch in stride(from: 0, to: lines.count, by: 500) {
                try run.take(lines[batch..<min(batch + 500, lines.count)], firstLine: batch + 1)
            }
            try run.finish()
        }
    }
}

/// One import on its way: what was taken and skipped so far.
private struct BeadsRun {
    let tasks: any TaskRepository
    let total: Int
    private var count = ImportCount()
    private var tombstones = 0
    private var bar = ProgressBar()

    init(tasks: any TaskRepository, total: Int) {
        self.tasks = tasks
        self.total = total
    }

    mutating func take(_ lines: ArraySlice<ArraySlice<UInt8>>, firstLine: Int) throws {
        var items: [ImportedTask] = []
        var skipped = 0
        for (offset, line) in lines.enumerated() where !line.isEmpty {
            do throws(Failure) {
                switch try BeadsFormat.read(Array(line)) {
                case .task(let task): items.append(task)
                case .tombstone: skipped += 1
                }
            } catch {
                bar.end()
                throw CommandFailure(
                    "Line \(firstLine + offset): \(error.message) Nothing from line \(firstLine) on was taken.")
            }
        }
        let taken = try tasks.importBatch(items, by: Change(by: .commandLine, at: Clock.system.now()))
        count.created += taken.created
        count.updated += taken.updated
        count.unchanged += taken.unchanged
        tombstones += skipped
        bar.show(firstLine + lines.count - 1, of: total)
    }

    mutating func finish() throws {
        bar.end()
        try tasks.finishImport(from: "beads", count, by: Change(by: .commandLine, at: Clock.system.now()))
        print("Taken: \(count.created) new, \(count.updated) brought up to date, \(count.unchanged) unchanged.")
        print("Skipped: \(tombstones) deleted issues (tombstones).")
        print("Left where they are: labels, parents, blockers and comments.")
    }
}
