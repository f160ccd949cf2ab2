import Domain
import TaskDomain
import Texts

/// Projects and labels; importing tasks.
extension EnglishTasks {
    package func membersOf(_ project: String) -> String { "Members of \(project)" }

    package func stillToDo(_ count: Int) -> String { "\(count) to do" }

    package func taskCount(_ count: Int) -> String { English.counted(count, "task", "tasks") }

    package func archivedSince(_ when: String) -> String {
        "The project is archived (\(when)). Its tasks are in no list unless you ask for them."
    }

    package func colour(_ colour: LabelColour) -> String {
        switch colour {
        case .grey: "Grey"
        case .green: "Green"
        case .teal: "Teal"
        case .blue: "Blue"
        case .violet: "Violet"
        case .pink: "Pink"
        case .red: "Red"
        case .orange: "Orange"
        case .yellow: "Yellow"
        }
    }

    package func labelDeleteConsequence(_ count: Int) -> String {
        switch count {
        case 0: "No task that you see has it."
        case 1: "1 task that you see loses it; the task itself stays."
        default: "\(count) tasks that you see lose it; the tasks themselves stay."
        }
    }

    package func importLimit(megabytes: Int) -> String { "At most \(megabytes) MiB." }

    package func importOf(_ file: String) -> String { "Import of \(English.quoted(file))" }

    package func importTaken(_ count: ImportCount) -> String {
        "New: \(count.created). Updated: \(count.updated). Unchanged: \(count.unchanged). "
            + "New projects: \(count.projects). Relations: \(count.ties)."
    }

    package func importStopped(line: Int, column: Int?, since: Int) -> String {
        "It stopped at line \(line)\(column.map { ", column \($0)" } ?? ""); nothing from line \(since) on was imported."
    }

    package func importSkipped(_ reason: ImportSkip.Reason) -> String {
        switch reason {
        case .deletedThere: "Deleted there already"
        case .inTrash: "Deleted here, by you or somebody else"
        case .projectMissing: "In a project that is not in the file, or not yours"
        case .parentMissing: "Parents that are not here"
        case .blockerMissing: "Blocking tasks that are not here"
        case .secondParent: "Second parents (a task has one)"
        case .circle: "Relations that would form a circle"
        case .tooDeep: "Subtasks that would lie deeper than \(TaskRules.depthLimit)"
        case .otherProject: "Parents in another project"
        case .changedHere: "Changed here, the relations stay as they are"
        case .timeAhead: "With times in the future (replaced by earlier ones)"
        case .assigneeUnknown: "Assignees without an account here (now labels “was:…”)"
        case .memberUnknown: "Members without an account here"
        case .commentsTooMany: "Tasks with more comments than can be kept"
        case .tiesTooMany: "Relations of tasks that already have as many as possible"
        case .notAllowed: "Relations that you may not make"
        case .labelsTooMany: "Labels for which there is no room"
        case .notATask: "Lines that are no task"
        case .partUnknown: "Parts of the file that have no place here"
        case .valueKept: "Values that their field does not take (now in the description)"
        case .recurring: "Recurring tasks (there are none here; how often is now in the description)"
        case .textContinued: "Long texts (they go on in the description or in comments)"
        case .signsRemoved: "Control characters in texts (taken out)"
        case .titleMissing: "Without a title (now called by their name there)"
        }
    }
}
