import TestingElwosa

/// Lines of the query language about the tasks of `RandomChanges`, the same in every run.
struct RandomQueries {
    private var random: SeededRandom

    init(seed: UInt64) {
        random = SeededRandom(seed: seed)
    }

    mutating func next() -> String {
        let count = Int.random(in: 0...3, using: &random)
        return (0..<count).map { _ in condition(depth: 2) }.joined(separator: " ")
    }

    mutating func sort() -> String {
        let keys = ["due", "priority", "created", "updated", "title", "completed"].shuffled(using: &random)
        let chosen = keys.prefix(Int.random(in: 1...2, using: &random))
        return "sort:" + chosen.map { (Bool.random(using: &random) ? "-" : "") + $0 }.joined(separator: ",")
    }

    private mutating func condition(depth: Int) -> String {
        switch depth == 0 ? 9 : Int.random(in: 0...9, using: &random) {
        case 0: "-(\(condition(depth: depth - 1)) \(condition(depth: depth - 1)))"
        case 1, 2: "(\(condition(depth: depth - 1)) or \(condition(depth: depth - 1)))"
        case 3, 4: "-\(term())"
        default: term()
        }
    }

    private mutating func term() -> String { Self.terms.randomElement(using: &random)! }

    /// Every field and flag of docs/api/query.md, with values that some tasks have and others have not.
    static let terms: [String] =
        [
            "open", "active", "waiting", "done", "dropped", "overdue", "blocked", "blocking", "hidden", "mine",
            "unassigned", "subtask", "parent",
        ].map { "is:" + $0 }
        + [
            "steps", "subtasks", "description", "comments", "labels", "assignees", "project", "parent", "blockers",
            "due", "start", "wait", "estimate", "external",
        ].map { "has:" + $0 }
        + [
            "status:open,active", "status:done", "priority:urgent,low", "priority>=high", "priority<normal",
            "priority<=low", "priority>someday", "assignee:me", "assignee:ben,none", "assignee:any", "assignee:Nobody",
            "label:bug", "label:später,none", "label:\"needs review\"", "label:any", "project:Garden",
            "project:house,none", "project:#1", "project:any", "inbox:me", "inbox:Ada,none",
            "inbox:ben", "inbox:any", "parent:#2,#3", "parent:none", "parent:any",
            "estimate:90", "estimate:1h30m,none", "estimate<2h", "estimate>=90", "estimate:any", "id:1,5,9", "id:3",
            "external:x-1,x-2", "milk", "mü", "strasse", "STRAẞE", "\"milk bread\"", "bre", "\"bre\"", "\"bre\"*",
            "foo", "naive", "ueberall", "mül-stra", "4",
        ]
        + ["due", "start", "wait", "created", "updated", "completed"].flatMap { field in
            [
                ":none", ":any", ":2026-11-20", ":2026-11-24", ":2026-11-24T09:00:00Z,today", "<today", "<=2026-11-24",
                ">2026-11-24", ">=tomorrow", "<now", ">2026-11-24T09:00:00Z", "<=2026-11-24T09:00:00Z", "<7d", ">-2w",
                ">=now", ":monday", "<1y",
            ].map { field + $0 }
        }
}
