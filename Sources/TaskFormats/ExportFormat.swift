import Domain
import TaskDomain

/// A form in which tasks are handed out: one file beside this one, and one line in `ExportFormats`.
package protocol ExportFormat: Sendable {
    /// In addresses and on the command line.
    static var name: String { get }
    /// The media type of the file.
    static var contentType: String { get }
    /// The name under which a browser saves it.
    static var fileName: String { get }

    /// Writes everything, piece by piece.
    ///
    /// - Errors: what the repositories throw, and `write`.
    static func write(_ source: ExportSource, _ write: ([UInt8]) throws -> Void) throws
}

/// Every form there is.
package enum ExportFormats {
    package static let all: [any ExportFormat.Type] = [
        ElwosaExport.self, CSVExport.self, ExcelExport.self, TodoTxtExport.self,
    ]

    package static func named(_ name: String) -> (any ExportFormat.Type)? { all.first { $0.name == name } }
}

/// The source of an export: what is to be handed out, and to whom.
package struct ExportSource: Sendable {
    let tasks: any TaskRepository & ExportRepository
    let projects: any ProjectRepository & LabelRepository
    /// nil for everything that the caller may see.
    let filter: TaskFilter?
    let frame: DayFrame
    let caller: Caller

    package init(
        tasks: any TaskRepository & ExportRepository, projects: any ProjectRepository & LabelRepository,
        filter: TaskFilter?, frame: DayFrame, for caller: Caller
    ) {
        self.tasks = tasks
        self.projects = projects
        self.filter = filter
        self.frame = frame
        self.caller = caller
    }

    var query: TaskQuery? { filter.map { TaskQuery($0, frame: frame) } }

    /// The names of projects by their numbers.
    func projectNames() throws -> [Int64: String] {
        let projects = try projects.projects(archived: true, for: caller)
        return Dictionary(uniqueKeysWithValues: projects.map { ($0.id, $0.project.name) })
    }

    /// The tasks that a list of them shows, in the order that the query asks for.
    func eachListed(_ body: (TaskItem) throws -> Void) throws {
        var query = TaskQuery(filter ?? TaskFilter(), frame: frame, limit: TaskQuery.limitRange.upperBound)
        repeat {
            let page = try tasks.list(query, for: caller)
            for task in page.tasks { try body(task) }
            query.after = page.next
        } while query.after != nil
    }

    /// Every task, with so many in memory at a time.
    func eachTask(_ body: (ExportedTask) throws -> Void) throws {
        var last: TaskItem.ID = 0
        while true {
            let tasks = try tasks.exportTasks(query, after: last, limit: 500, for: caller)
            guard let end = tasks.last else { return }
            for task in tasks { try body(task) }
            last = end.task.id
        }
    }
}

/// Collects what is written, and hands it on in pieces of a size that is worth a system call.
struct ExportBuffer {
    private static let size = 65_536
    private var bytes: [UInt8] = []

    mutating func append(_ more: some Sequence<UInt8>, _ write: ([UInt8]) throws -> Void) throws {
        bytes.append(contentsOf: more)
        if bytes.count >= Self.size { try flush(write) }
    }

    mutating func flush(_ write: ([UInt8]) throws -> Void) throws {
        guard !bytes.isEmpty else { return }
        try write(bytes)
        bytes.removeAll(keepingCapacity: true)
    }
}
