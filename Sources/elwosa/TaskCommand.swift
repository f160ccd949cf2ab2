import Administration
import ArgumentParser
import Domain
import Settings
import TaskDomain
import Tasks
import Web

/// Tasks without a browser, with the rights of whoever may open the database.
struct TaskCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "task", abstract: "List, show, add, complete and undo tasks.",
        discussion: """
            Exit code 0 when it is done, 1 when it is refused, 64 for a command or a query that cannot be read.
            """,
        subcommands: [List.self, Show.self, Add.self, Done.self, Undo.self])

    /// Runs with the contracts, and closes the database afterwards.
    static func open<Value>(_ body: (Repositories) throws -> Value) throws -> Value {
        try Installation(settings: try Settings.load()).open(body)
    }

    static var change: Change { Change(by: .commandLine, at: Clock.system.now()) }

    /// `7` or `#7`.
    static func number(_ text: String, of what: String) throws -> Int64 {
        guard let number = Int64(text.hasPrefix("#") ? text.dropFirst() : text[...]), number > 0 else {
            throw ValidationError("\(text) is no number of \(what).")
        }
        return number
    }

    /// A failure in the words of somebody who looks at a list and not at an address.
    static func found<Value>(_ what: String, _ body: () throws(Failure) -> Value) throws -> Value {
        do throws(Failure) {
            return try body()
        } catch {
            throw error.kind == .notFound ? CommandFailure("There is no \(what).") : error
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the tasks that a query asks for.",
            discussion: "The query language is that of the search field, such as: is:open due<7d -label:later sort:due")

        // A minus turns a term round, so what looks like an option may be one.
        @Argument(parsing: .allUnrecognized, help: "The query; without one, what is open.")
        var query: [String] = []

        @Option(help: "At most so many.")
        var limit = 50

        @Flag(help: "Print JSON, one object a line.")
        var json = false

        func validate() throws {
            guard limit > 0 else { throw ValidationError("--limit is a number from 1.") }
        }

        func run() throws {
            let filter = try CommandQuery.read(query.isEmpty ? "is:open" : query.joined(separator: " "))
            try TaskCommand.open { house in
                let tasks = try read(filter, house.tasks)
                guard !json else { return tasks.forEach { print(TerminalTask.json($0)) } }
                guard !tasks.isEmpty else { return print("There is no such task.") }
                TaskTable.lines(tasks).forEach { print($0) }
            }
        }

        private func read(_ filter: TaskFilter, _ repository: any TaskRepository) throws -> [TaskItem] {
            var query = TaskQuery(filter, frame: DayFrame(utc: Clock.system.now()))
            var tasks: [TaskItem] = []
            repeat {
                query.limit = min(limit - tasks.count, TaskQuery.limitRange.upperBound)
                let page = try repository.list(query, for: .commandLine)
                tasks += page.tasks
                query.after = page.next
            } while query.after != nil && tasks.count < limit
            return tasks
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show one task with all that belongs to it.")

        @Argument(help: "Its number.")
        var id: String

        @Flag(help: "Print JSON.")
        var json = false

        func run() throws {
            let id = try TaskCommand.number(id, of: "a task")
            try TaskCommand.open { house in
                let task = try TaskCommand.found("task \(id)") { () throws(Failure) in
                    try house.tasks.find(id, for: .commandLine)
                }
                guard !json else { return print(TerminalTask.json(task)) }
                let project = try task.projectId.map { try house.projects.project($0, for: .commandLine).project.name }
                let comments = try house.tasks.comments(of: id, for: .commandLine)
                TaskTable.lines(of: task, project: project, comments: comments).forEach { print($0) }
            }
        }
    }
}
