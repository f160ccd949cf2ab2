import Administration
import ArgumentParser
import Domain
import MemoryDomain
import MemoryFolder
import Web

extension MemoryCommand {
    struct Sync: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Bring a folder of Markdown files and a space in step.",
            discussion: """
                What was changed on one side since the last time is changed on the other. What was changed on both is \
                left as it is, and the entry put beside its file as KEY.conflict.md: make KEY.md what it is to be and \
                remove that file, or say --prefer with the key, and sync once more. Exit code 1 as long as there is a \
                conflict, or a file that cannot be read. docs/memory-files.md has the format.
                """)

        @Argument(help: "The folder.")
        var directory: String

        @Option(help: "The space, by name or as #7.")
        var space: String

        @Option(help: "files or entries: the side that counts in the conflicts of --key.")
        var prefer: SyncSide?

        @Option(help: "A key in conflict for --prefer; may be given more than once.")
        var key: [String] = []

        @Option(help: "The number of entries that may be deleted, where their files are gone and most files are.")
        var deletions: Int?

        @Flag(help: "Say what would be done, and do nothing.")
        var dryRun = false

        func validate() throws {
            guard (prefer == nil) == key.isEmpty else {
                throw ValidationError("--prefer and --key go together: which side counts, and for which keys.")
            }
        }

        func run() throws {
            var options = MemorySync.Options()
            (options.isDry, options.deletions) = (dryRun, deletions)
            options.prefer = prefer.map { ($0, Set(key)) }
            let report = try MemoryCommand.open { house in
                let space = try MemoryCommand.space(space, house.memory)
                var sync = try MemorySync(
                    try SyncFolder(directory), with: space.id, of: house.memory, in: house.life, by: .commandLine,
                    options, now: Clock.system.now)
                return try sync.run()
            }
            SyncWords.lines(report, isDry: dryRun).forEach { print($0) }
            guard report.isInStep else { throw ExitCode(1) }
        }
    }
}

extension SyncSide: ExpressibleByArgument {}

/// The report of a sync, for the operator.
enum SyncWords {
    static func lines(_ report: SyncReport, isDry: Bool) -> [String] {
        let done = [
            ("Written from files", report.put), ("Deleted, as their files are gone", report.deleted),
            ("Files written", report.written), ("Files removed, as their entries are gone", report.removed),
        ]
        let lines = done.filter { !$0.1.isEmpty }.map { what, keys in
            "\(what): \(keys.count). " + keys.prefix(shown).map(cell).joined(separator: ", ")
                + (keys.count > shown ? ", …" : "")
        }
        let quiet = isDry ? "Nothing is to be done." : "Nothing was changed."
        return (isDry && !lines.isEmpty ? ["It would be:"] : []) + (lines.isEmpty ? [quiet] : lines)
            + report.foreign.map {
                "\(cell($0.path)): \($0.names.map(cell).joined(separator: ", ")) stays in the file alone."
            }
            + report.links.map { "\(cell($0)): is a link, and left alone." }
            + report.conflicts.map(line) + report.faults.map { cell($0.description) }
    }

    /// Keys that are named of each kind.
    private static let shown = 20

    private static func line(_ conflict: SyncReport.Conflict) -> String {
        let what =
            switch conflict.kind {
            case .bothThere: "is there on both sides, and not the same"
            case .bothChanged: "was changed on both sides"
            case .entryGone: "was changed in its file, and its entry is gone"
            case .fileGone: "was changed, and its file is gone"
            }
        let shown =
            conflict.shown.map { "the entry is shown in \(cell($0))" } ?? "its conflict file is another file's name"
        return "Conflict: \(cell(conflict.key)) \(what); \(shown)."
    }
}
