import Domain
import TaskDomain
import Texts

/// The query language.
extension EnglishTasks {
    package var queryLanguage: QueryLanguage { .english }

    package func sentence(_ rule: QueryRule) -> String { rule.sentence }

    package func didYouMean(_ words: [String]) -> String {
        "Did you mean \(words.map(English.quoted).joined(separator: " or "))?"
    }

    package func withoutFilter(_ term: String) -> String { "Without \(term)" }

    package var queryExamples: [(query: String, meaning: String)] {
        [
            ("assignee:me is:open due<=7d", "what you have to do in the next seven days"),
            ("\"oat milk\" label:shopping", "exactly these words, with this label"),
            ("priority>=high -is:blocked", "what is pressing and not blocked"),
            ("is:waiting updated<-2w", "what is waiting and has not changed for two weeks"),
            ("project:Garden (label:spring or has:steps)", "one or the other, in one project"),
        ]
    }

    package var queryJoining: [(term: String, meaning: String)] {
        [
            ("milk bread", "both words, in title or description, also their beginnings"),
            ("\"oat milk\"", "exactly these words side by side"), ("-label:later", "not with this label"),
            ("label:bug,docs", "one of these"), ("label:bug or assignee:me", "one or the other"),
            ("(milk or bread) is:open", "parentheses keep together what belongs together"),
        ]
    }

    package var queryFields: [(term: String, meaning: String)] {
        [
            ("is:", "open, active, waiting, done, dropped, overdue, blocked, mine, unassigned, hidden"),
            ("priority: priority>=", "urgent, high, normal, low, someday"),
            ("assignee:", "a name, me, none, any"), ("label: project:", "a name, #7, none, any"),
            ("parent:", "the number of the task above: #7"),
            ("due: start: hidden:", "a day or a time, also with <, <=, >, >="),
            ("created: updated: completed:", "the same"), ("estimate<=", "90, 2h, 1h30m"),
            ("has:", "steps, description, comments, labels, project …"),
            ("sort:", "due, priority, created, updated, title, completed; with - the other way round"),
        ]
    }

    package var queryTimes: [(term: String, meaning: String)] {
        [
            ("today, tomorrow, yesterday", "that day, where you are"),
            ("7d, -2w, 3m, 1y", "so many days, weeks, months, years from today"),
            ("monday … sunday", "the next one, today included"), ("2026-11-25", "this day"),
            ("now", "this moment"),
        ]
    }
}
