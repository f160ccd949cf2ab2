import Domain
import TaskDomain

/// The words of a language for the pages of tasks, projects and labels.
///
/// Each language is a type of its own in a folder of its own, and none has anything by default: one that lacks a
/// sentence does not compile.
package protocol TaskCatalogue: Sendable {
    subscript(text: TaskText) -> String { get }

    /// After `It may`.
    func permission(_ permission: TaskPermission) -> String

    // Dashboard, lists and boards

    func greeting(_ name: String) -> String
    func doneSummary(done: Int, live: Int) -> String
    /// - Units: `days` back to `first`.
    func openSummary(from first: Int, to last: Int, days: Int) -> String
    func doneOn(_ day: String, _ count: Int) -> String
    func showAll(_ count: String, _ section: String) -> String
    func moreIn(_ lane: String) -> String
    func choose(_ title: String) -> String

    // A task

    func stepsDone(_ progress: Progress) -> String
    func blockedBy(_ count: Int) -> String
    func isBlocked(by count: Int) -> String
    func blockedQuestion(_ title: String) -> String
    func deleteQuestion(_ title: String) -> String
    func deleteConsequence(steps: Int, subtasks: Int) -> String
    func changeField(_ field: String) -> String
    func seenByYou(and others: [String]) -> String
    func agent(_ name: String, of owner: String) -> String
    func inboxOf(_ name: String) -> String

    // Times

    /// For what is late, before the day or the hour since which it is.
    func since(_ time: String) -> String
    func dueOn(_ time: String) -> String
    /// The hour of a day that is near.
    func nearDayAndHour(_ day: String, _ hour: String) -> String
    func hours(_ count: Int) -> String
    func minutes(_ count: Int) -> String

    // History, undo and trash

    /// Somebody's deed, around the name of what it was done to.
    func activity(_ kind: TaskEventKind) -> (before: String, after: String)
    func deed(_ kind: TaskEventKind) -> String
    /// The deed done to something of that name, without whoever did it.
    func done(_ kind: TaskEventKind, _ name: String) -> String
    /// The same done to several tasks.
    func done(_ kind: TaskEventKind, tasks count: Int) -> String
    func notRestored(_ fields: [String]) -> String
    func trashLead(days: Int) -> String
    func deletedBy(_ name: String, _ when: String) -> String
    func goneIn(days: Int) -> String

    // Projects and labels

    func membersOf(_ project: String) -> String
    func stillToDo(_ count: Int) -> String
    func taskCount(_ count: Int) -> String
    func archivedSince(_ when: String) -> String
    func colour(_ colour: LabelColour) -> String
    func labelDeleteConsequence(_ count: Int) -> String

    // Importing tasks

    func importLimit(megabytes: Int) -> String
    func importOf(_ file: String) -> String
    func importTaken(_ count: ImportCount) -> String
    func importStopped(line: Int, column: Int?, since: Int) -> String
    func importSkipped(_ reason: ImportSkip.Reason) -> String

    // The query language; the words that are typed are understood in every language.

    /// The language that queries are shown in.
    var queryLanguage: QueryLanguage { get }
    func sentence(_ rule: QueryRule) -> String
    func didYouMean(_ words: [String]) -> String
    func withoutFilter(_ term: String) -> String
    var queryExamples: [(query: String, meaning: String)] { get }
    var queryJoining: [(term: String, meaning: String)] { get }
    var queryFields: [(term: String, meaning: String)] { get }
    var queryTimes: [(term: String, meaning: String)] { get }
}
