import Administration
import ArgumentParser
import Domain
import TaskDomain

extension TaskCommand {
    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Write down a task.")

        @Argument(help: "Its title.")
        var title: [String]

        @Option(help: "More about it.")
        var description = ""

        @Option(help: "Its project, by name or as #7.")
        var project: String?

        @Option(
            help:
                "The name of the account whose inbox it goes into; else the administrator's, where there is one alone.")
        var inbox: String?

        @Option(help: "The task that it is a part of.")
        var parent: String?

        @Option(help: "\(TaskPriority.allCases.map(\.rawValue).joined(separator: ", ")).")
        var priority = TaskPriority.normal

        @Option(help: "A label; may be given more than once.")
        var label: [String] = []

        @Option(help: "The name of who is to do it; may be given more than once.")
        var assignee: [String] = []

        @Option(help: "A day such as 2026-11-25, or a time such as 2026-11-25T09:00:00Z.")
        var due: String?

        @Option(help: "A step; may be given more than once.")
        var step: [String] = []

        func run() throws {
            var draft = try TaskDraft(
                title: title.joined(separator: " "), description: description, priority: priority, steps: step)
            draft.labels = try TaskRules.labels(label)
            draft.assignees = try TaskRules.assignees(assignee)
            draft.dueAt = try due.map { try TaskTime(parsing: $0, field: "due") }
            draft.inbox = inbox
            draft.parentId = try parent.map { try TaskCommand.number($0, of: "a task") }
            try TaskCommand.open { house in
                draft.projectId = try project.map { try TaskCommand.project($0, house.projects) }
                let outcome = try house.tasks.create(draft, by: TaskCommand.change)
                print("Written down: \(TerminalTask.name(outcome.task))\(TerminalTask.undo(outcome.change))")
            }
        }
    }

    /// The project that is meant by a name, or the one of that number.
    static func project(_ text: String, _ projects: any ProjectRepository) throws -> Int64 {
        if text.hasPrefix("#") { return try number(text, of: "a project") }
        let found = NameSearch.meant(
            by: text, among: try projects.projects(archived: false, for: .commandLine), \.project.name)
        guard let project = found.first else {
            throw CommandFailure("There is no project called \(text), or it is archived.")
        }
        guard found.count == 1 else {
            let numbers = found.map { "#\($0.id)" }.joined(separator: ", ")
            throw CommandFailure("\(found.count) projects are called \(text); name one by its number: \(numbers).")
        }
        return project.id
    }

    struct Done: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Mark a task as done.")

        @Argument(help: "Its number.")
        var id: String

        @Flag(help: "Also while open tasks block it.")
        var force = false

        func run() throws {
            let id = try TaskCommand.number(id, of: "a task")
            try TaskCommand.open { house in
                let outcome = try TaskCommand.found("task \(id)") { () throws(Failure) in
                    try house.tasks.complete(id, force: force, ifVersion: nil, by: TaskCommand.change)
                }
                let state = outcome.change == nil ? "Done already" : "Done"
                print("\(state): \(TerminalTask.name(outcome.task))\(TerminalTask.undo(outcome.change))")
            }
        }
    }

    struct Undo: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a change back.",
            discussion:
                "A change of the command line's own, within ten minutes, as long as nobody has changed it since.")

        @Argument(help: "The change's number, as it was printed.")
        var change: String

        func run() throws {
            let seq = try TaskCommand.number(change, of: "a change")
            try TaskCommand.open { house in
                let outcome = try TaskCommand.found("change \(seq) that the command line made") { () throws(Failure) in
                    try house.tasks.undo(seq, by: TaskCommand.change)
                }
                print("Taken back.\(TerminalTask.undo(outcome.change))")
                for task in outcome.tasks { print(task.whole.map(TerminalTask.name) ?? "#\(task.id)") }
            }
        }
    }
}

extension TaskPriority: ExpressibleByArgument {}
