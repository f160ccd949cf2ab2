import Administration
import ArgumentParser
import Calendar
import Domain
import Settings
import TaskDomain
import TaskFormats
import Tasks
import Web

/// Takes tasks from other systems, and from other installations.
struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take tasks from another system or another installation.",
        discussion: """
            Tasks are recognised, so a second run changes nothing. Each 500 lines are taken together or not at all; a line \
            that cannot be taken is named, and nothing of its batch is. Exit code 1 then. The columns of a table are known \
            by their names, or said with --columns; --preview shows what would come of it.
            """)

    @Argument(help: "What the file is: \(ImportFormats.all.map { $0.name }.joined(separator: ", ")).")
    var format: String

    @Argument(help: "The file; - is standard input.")
    var file: String

    @Option(
        help: "The account whose inbox takes what is in no project; else the administrator's, where there is one alone."
    )
    var inbox: String?

    @Option(
        help:
            "Of a table: the meaning of each column, with commas between and nothing for one that is left out. One of \(CSVColumn.all.map(\.name).joined(separator: ", ")). Without it the names of the columns say it."
    )
    var columns: String?

    @Option(help: "Of a table: day or month, whichever stands first in 3/4/2026.")
    var dates: String?

    @Option(help: "The time zone that times without one are meant in, such as Europe/Berlin.")
    var zone: String?

    @Flag(help: "Of a table: show its columns and the first tasks, and take nothing.")
    var preview = false

    func validate() throws {
        guard dates.map({ ["day", "month"].contains($0) }) ?? true else {
            throw ValidationError("--dates is day or month.")
        }
        _ = try chosenColumns()
        guard ImportFormats.named(format) != nil else {
            let names = ImportFormats.all.map { $0.name }.joined(separator: ", ")
            throw ValidationError("\(format) is no format that can be taken; there is \(names).")
        }
    }

    private func chosenColumns() throws -> [CSVColumn?]? {
        try columns?.split(separator: ",", omittingEmptySubsequences: false).map { name in
            guard !name.isEmpty else { return nil }
            guard let column = CSVColumn(named: String(name)) else {
                throw ValidationError(
                    "\(name) is no meaning of a column; there is \(CSVColumn.all.map(\.name).joined(separator: ", ")).")
            }
            return column
        }
    }

    private func importSettings() throws -> ImportSettings {
        var settings = ImportSettings()
        settings.fileName = file == "-" ? "" : String(file.split(separator: "/").last ?? "")
        settings.columns = try chosenColumns()
        settings.isDayFirst = dates.map { $0 == "day" }
        settings.zone = try importZone()
        return settings
    }

    /// The house's where none is said.
    private func importZone() throws -> Zone {
        guard let zone else { return Zones().zone(chosen: try Settings.load().timeZone, otherwise: .utc) }
        guard let known = try? Zones().zone(named: zone) else {
            throw CommandFailure("\(zone) is no time zone that this machine knows.")
        }
        return known
    }

    func run() throws {
        guard !preview else { return try showPreview() }
        try Installation(settings: try Settings.load()).open { house in try take(into: house.tasks) }
    }

    private func take(into tasks: any ImportRepository) throws {
        var run = ImportRun(ImportFormats.named(format)!, try importSettings(), into: tasks) {
            Change(by: .commandLine, at: Clock.system.now())
        }
        run.inbox = inbox
        var bar = TerminalProgress()
        do {
            try InputFile(path: file).eachPiece { piece, done, total in
                try run.take(piece)
                if let total { bar.show(done / 1_024, of: total / 1_024, unit: "KiB") }
            }
            _ = try run.finish()
        } catch {
            bar.end()
            ImportWords.lines(run.report).forEach { print($0) }
            throw error
        }
        bar.end()
        ImportWords.lines(run.report).forEach { print($0) }
    }
}

extension Import {
    private func showPreview() throws {
        guard format == CSVFormat.name else { throw CommandFailure("--preview is for tables: elwosa import csv.") }
        let (content, settings) = (try InputFile(path: file).bytes(limit: 1 << 26), try importSettings())
        let preview: CSVPreview
        do throws(ImportFault) {
            try CSVFormat.require(content)
            preview = try CSVPreview(content, settings)
        } catch {
            throw CommandFailure(ImportRun.Stop(error).message)
        }
        for (name, column) in zip(preview.header, preview.columns) {
            print("\(cell(name)): \(column?.name ?? "left out")")
        }
        if let failure = preview.failure { print(failure.message) }
        for task in preview.tasks {
            print("- \(cell(task.draft.title))")
            for (field, value) in task.draft.plan.values { print("  \(field.name): \(cell(value.text))") }
            let labels = task.draft.labels.joined(separator: ", ")
            print(
                "  status: \(task.draft.status.rawValue), priority: \(task.draft.priority.rawValue), labels: \(cell(labels))"
            )
        }
    }
}

/// The report of an import, for the operator.
enum ImportWords {
    static func lines(_ report: ImportReport) -> [String] {
        let count = report.count
        let taken =
            "Taken: \(count.created) new, \(count.updated) brought up to date, \(count.unchanged) unchanged; "
            + "\(count.ties) ties, \(count.projects) projects."
        let undo = report.change.map { "All of it is taken back by `elwosa task undo \($0)`, within ten minutes." }
        return [taken] + [undo].compactMap { $0 }
            + report.skipped.map { skipped in
                let more = skipped.count > skipped.names.count ? ", …" : ""
                return "Left out: \(skipped.count) \(what(skipped.reason)): "
                    + skipped.names.map(cell).joined(separator: ", ") + more
            }
    }

    private static func what(_ reason: ImportSkip.Reason) -> String {
        switch reason {
        case .deletedThere: "deleted there already (tombstones)"
        case .inTrash: "deleted here"
        case .projectMissing: "whose project is not in the file"
        case .parentMissing: "parents that are not there"
        case .blockerMissing: "blockers that are not there"
        case .secondParent: "second parents, as a task has one"
        case .circle: "ties that would go round in a circle"
        case .tooDeep: "parents, as subtasks go \(TaskRules.depthLimit) deep"
        case .otherProject: "parents in another project"
        case .changedHere: "whose ties stay as they were changed here"
        case .timeAhead: "times that lie ahead, now earlier ones"
        case .assigneeUnknown: "assignees that nobody here is called, now labels was:NAME"
        case .memberUnknown: "members that nobody here is called"
        case .commentsTooMany: "tasks that had no room for all of their comments"
        case .tiesTooMany: "ties of tasks that have as many as they may have"
        case .notAllowed: "ties that may not be made"
        case .labelsTooMany: "labels for which the house has no room"
        case .notATask: "lines that are no task"
        case .partUnknown: "parts of the file that have no place here"
        case .valueKept: "values that their field does not take, now in the description"
        case .recurring: "times at which a task comes again, now in the description, as no task here does"
        case .textContinued: "long texts, which go on in the description or in comments"
        case .signsRemoved: "texts with control characters, which were taken out"
        case .titleMissing: "without a title, now called by their name there"
        }
    }
}
