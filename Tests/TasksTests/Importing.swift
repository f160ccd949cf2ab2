import Domain
import Store
import TaskDomain
import TaskFormats
import TaskStore
import Tasks
import TestingElwosa

/// Imports and exports in one call, as the command line and the page carry them out piece by piece.
extension Store {
    /// - Shape: the file is handed over in pieces of `piece` bytes.
    @discardableResult
    func importing(
        _ text: String, as format: any ImportFormat.Type, by caller: Caller = .commandLine,
        at instant: Instant = TestClock.start, piece: Int = 1_000, _ settings: ImportSettings = ImportSettings()
    ) throws -> ImportReport {
        try importing(Array(text.utf8), as: format, by: caller, at: instant, piece: piece, settings)
    }

    @discardableResult
    func importing(
        _ bytes: [UInt8], as format: any ImportFormat.Type, by caller: Caller = .commandLine,
        at instant: Instant = TestClock.start, piece: Int = 1_000, _ settings: ImportSettings = ImportSettings()
    ) throws -> ImportReport {
        var run = ImportRun(format, settings, into: tasks) { Change(by: caller, at: instant) }
        for start in stride(from: 0, to: bytes.count, by: piece) {
            try run.take(bytes[start..<min(start + piece, bytes.count)])
        }
        return try run.finish()
    }

    func exported(
        _ format: any ExportFormat.Type = ElwosaExport.self, _ query: String? = nil, for caller: Caller = .commandLine
    ) throws -> String {
        let source = ExportSource(
            tasks: tasks, projects: projects, filter: try query.map { try TaskFilter(parsing: $0) },
            frame: DayFrame(utc: TestClock.start), for: caller)
        var bytes: [UInt8] = []
        try format.write(source) { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension TestSite {
    @discardableResult
    func importing(
        _ bytes: [UInt8], as format: any ImportFormat.Type, by caller: Caller = .commandLine, piece: Int = 1_000,
        _ settings: ImportSettings = ImportSettings()
    ) throws -> ImportReport {
        try store.importing(bytes, as: format, by: caller, at: clock.now, piece: piece, settings)
    }

    @discardableResult
    func importing(
        _ text: String, as format: any ImportFormat.Type, by caller: Caller = .commandLine, piece: Int = 1_000,
        _ settings: ImportSettings = ImportSettings()
    ) throws -> ImportReport {
        try store.importing(text, as: format, by: caller, at: clock.now, piece: piece, settings)
    }

    func task(titled title: String) throws -> TaskItem {
        let filter = try TaskFilter(parsing: "")
        let page = try store.tasks.list(TaskQuery(filter, frame: DayFrame(utc: clock.now)), for: .commandLine)
        guard let task = page.tasks.first(where: { $0.title == title }) else { throw Failure.notFound }
        return task
    }

    func task(named externalId: String) throws -> TaskItem {
        let filter = try TaskFilter(parsing: "external:\"\(externalId)\"")
        let page = try store.tasks.list(TaskQuery(filter, frame: DayFrame(utc: clock.now)), for: .commandLine)
        guard let task = page.tasks.first else { throw Failure.notFound }
        return task
    }
}

/// One issue of the tracker beads as its file has it.
func issue(_ id: String, _ more: String = "", updated: String = "2026-01-02T00:00:00Z") -> String {
    #"{"id":"\#(id)","title":"Issue \#(id)","status":"open","created_at":"2026-01-01T00:00:00Z","#
        + #""updated_at":"\#(updated)"\#(more.isEmpty ? "" : "," + more)}"# + "\n"
}

/// Its member `dependencies`.
func waits(_ id: String, for others: String..., type: String = "blocks") -> String {
    let ties = others.map { #"{"issue_id":"\#(id)","depends_on_id":"\#($0)","type":"\#(type)"}"# }
    return #""dependencies":[\#(ties.joined(separator: ","))]"#
}
