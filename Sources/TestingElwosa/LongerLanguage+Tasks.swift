import Domain
import TaskDomain
import TaskTexts

extension LongerLanguage: TaskCatalogue {
    package subscript(text: TaskText) -> String { Self.longer(tasks[text]) }

    package func permission(_ permission: TaskPermission) -> String { Self.longer(tasks.permission(permission)) }

    package func greeting(_ name: String) -> String { Self.longer(tasks.greeting(name), keeping: [name]) }

    package func doneSummary(done: Int, live: Int) -> String { Self.longer(tasks.doneSummary(done: done, live: live)) }

    package func openSummary(from first: Int, to last: Int, days: Int) -> String {
        Self.longer(tasks.openSummary(from: first, to: last, days: days))
    }

    package func doneOn(_ day: String, _ count: Int) -> String {
        Self.longer(tasks.doneOn(day, count), keeping: [day])
    }

    package func showAll(_ count: String, _ section: String) -> String {
        Self.longer(tasks.showAll(count, section), keeping: [section])
    }

    package func moreIn(_ lane: String) -> String { Self.longer(tasks.moreIn(lane), keeping: [lane]) }

    package func choose(_ title: String) -> String { Self.longer(tasks.choose(title), keeping: [title]) }

    package func stepsDone(_ progress: Progress) -> String { Self.longer(tasks.stepsDone(progress)) }

    package func blockedBy(_ count: Int) -> String { Self.longer(tasks.blockedBy(count)) }

    package func isBlocked(by count: Int) -> String { Self.longer(tasks.isBlocked(by: count)) }

    package func blockedQuestion(_ title: String) -> String {
        Self.longer(tasks.blockedQuestion(title), keeping: [title])
    }

    package func deleteQuestion(_ title: String) -> String {
        Self.longer(tasks.deleteQuestion(title), keeping: [title])
    }

    package func deleteConsequence(steps: Int, subtasks: Int) -> String {
        Self.longer(tasks.deleteConsequence(steps: steps, subtasks: subtasks))
    }

    package func changeField(_ field: String) -> String { Self.longer(tasks.changeField(field), keeping: [field]) }

    package func seenByYou(and others: [String]) -> String {
        Self.longer(tasks.seenByYou(and: others), keeping: others)
    }

    package func agent(_ name: String, of owner: String) -> String {
        Self.longer(tasks.agent(name, of: owner), keeping: [name, owner])
    }

    package func inboxOf(_ name: String) -> String { Self.longer(tasks.inboxOf(name), keeping: [name]) }

    package func since(_ time: String) -> String { Self.longer(tasks.since(time), keeping: [time]) }

    package func dueOn(_ time: String) -> String { Self.longer(tasks.dueOn(time), keeping: [time]) }

    /// Both are in words already.
    package func nearDayAndHour(_ day: String, _ hour: String) -> String { tasks.nearDayAndHour(day, hour) }

    package func hours(_ count: Int) -> String { Self.longer(tasks.hours(count)) }

    package func minutes(_ count: Int) -> String { Self.longer(tasks.minutes(count)) }

    package func activity(_ kind: TaskEventKind) -> (before: String, after: String) {
        let words = tasks.activity(kind)
        return (Self.longer(words.before), Self.longer(words.after))
    }

    package func deed(_ kind: TaskEventKind) -> String { Self.longer(tasks.deed(kind)) }

    package func done(_ kind: TaskEventKind, _ name: String) -> String {
        Self.longer(tasks.done(kind, name), keeping: [name])
    }

    package func done(_ kind: TaskEventKind, tasks count: Int) -> String { Self.longer(tasks.done(kind, tasks: count)) }

    package func notRestored(_ fields: [String]) -> String {
        Self.longer(tasks.notRestored(fields), keeping: fields)
    }

    package func trashLead(days: Int) -> String { Self.longer(tasks.trashLead(days: days)) }

    package func deletedBy(_ name: String, _ when: String) -> String {
        Self.longer(tasks.deletedBy(name, when), keeping: [name, when])
    }

    package func goneIn(days: Int) -> String { Self.longer(tasks.goneIn(days: days)) }

    package func membersOf(_ project: String) -> String {
        Self.longer(tasks.membersOf(project), keeping: [project])
    }

    package func stillToDo(_ count: Int) -> String { Self.longer(tasks.stillToDo(count)) }

    package func taskCount(_ count: Int) -> String { Self.longer(tasks.taskCount(count)) }

    package func archivedSince(_ when: String) -> String { Self.longer(tasks.archivedSince(when), keeping: [when]) }

    package func colour(_ colour: LabelColour) -> String { Self.longer(tasks.colour(colour)) }

    package func labelDeleteConsequence(_ count: Int) -> String { Self.longer(tasks.labelDeleteConsequence(count)) }

    package func importLimit(megabytes: Int) -> String { Self.longer(tasks.importLimit(megabytes: megabytes)) }

    package func importOf(_ file: String) -> String { Self.longer(tasks.importOf(file), keeping: [file]) }

    package func importTaken(_ count: ImportCount) -> String { Self.longer(tasks.importTaken(count)) }

    package func importStopped(line: Int, column: Int?, since: Int) -> String {
        Self.longer(tasks.importStopped(line: line, column: column, since: since))
    }

    package func importSkipped(_ reason: ImportSkip.Reason) -> String { Self.longer(tasks.importSkipped(reason)) }

    package var queryLanguage: QueryLanguage { tasks.queryLanguage }

    package func sentence(_ rule: QueryRule) -> String {
        if case .unknownValue(let values) = rule { return Self.longer(tasks.sentence(rule), keeping: values) }
        return Self.longer(tasks.sentence(rule))
    }

    package func didYouMean(_ words: [String]) -> String { Self.longer(tasks.didYouMean(words), keeping: words) }

    package func withoutFilter(_ term: String) -> String { Self.longer(tasks.withoutFilter(term), keeping: [term]) }

    package var queryExamples: [(query: String, meaning: String)] { tasks.queryExamples.map(Self.explained) }

    package var queryJoining: [(term: String, meaning: String)] { tasks.queryJoining.map(Self.explained) }

    package var queryFields: [(term: String, meaning: String)] { tasks.queryFields.map(Self.explained) }

    package var queryTimes: [(term: String, meaning: String)] { tasks.queryTimes.map(Self.explained) }

    /// A term beside its meaning: what is typed stays as it is understood.
    private static func explained(_ typed: String, _ meaning: String) -> (String, String) { (typed, longer(meaning)) }
}
