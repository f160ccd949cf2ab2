import Domain
import HTML
import TaskDomain
import TaskTexts
import Texts
import Web

/// The suggestions for what somebody is typing, by what the caller sees, all found by the one folding of the search.
struct Suggestions {
    let tasks: any TasksRepositories
    let projects: any ProjectsRepositories
    let surroundings: any TaskSurroundings
    let exchange: Exchange
    let caller: Caller
    let typed: String

    /// The number of suggestions of each kind, at most.
    private static let few = 4
    private static let tasksShown = 6

    private var texts: Texts { exchange.texts }
    private var language: QueryLanguage { texts.queryLanguage }

    init(_ area: TasksArea, _ exchange: Exchange, _ typed: String) throws(Failure) {
        (tasks, projects, surroundings) = (area.tasks, area.projects, area.surroundings)
        (self.exchange, self.typed) = (exchange, typed)
        caller = try exchange.caller
    }

    /// For a query: the tasks that it finds, and its last word as a term or a value.
    func query() throws(Failure) -> [Suggestion] {
        let completion = QueryCompletion(of: typed)
        var found = try typed.isEmpty ? [] : tasksFound(by: try? TaskFilter(parsing: typed, for: language))
        found += completion.values(in: language, limit: 14).map { value in
            Suggestion(.term, value, .text(completion.before + value + " "), texts)
        }
        for kind in completion.kinds where completion.isNaming {
            found += try names(kind, like: completion.typed, limit: completion.kinds.count == 1 ? 8 : Self.few).map {
                Suggestion(kind.suggested, $0, .text(completion.text(with: $0, kind, in: language)), texts)
            }
        }
        found += completion.terms(in: language, limit: Self.few).map { term in
            let isDone = !term.hasSuffix(":")
            return Suggestion(.term, term, .text(completion.before + term + (isDone ? " " : "")), texts)
        }
        return found
    }

    /// For the palette: everything with a name, and where it leads.
    func places() throws(Failure) -> [Suggestion] {
        var found = NameSearch.offered(for: typed, among: exchange.places, limit: Self.tasksShown, \.name).map {
            Suggestion(.page, $0.name, .to($0.link), texts)
        }
        guard !typed.isEmpty else { return found }
        found += try tasksFound(by: TaskFilter(wordsOf: typed))
        found += try entries()
        let own = try projects.projects(archived: true, for: caller)
        found += NameSearch.offered(for: typed, among: own, limit: Self.few, \.project.name).map {
            Suggestion(.project, $0.project.name, .to(.to("projects", $0.id)), texts)
        }
        let views = try projects.savedViews(of: caller.accountId ?? 0)
        found += NameSearch.offered(for: typed, among: views, limit: Self.few, \.name).map {
            Suggestion(.view, $0.name, .to(.to("tasks", query: [("q", $0.query)])), texts)
        }
        for kind in [QueryCompletion.NameKind.label, .person] {
            found += try names(kind, like: typed, limit: Self.few).map {
                let query = QueryCompletion(of: "").text(with: $0, kind, in: .english).trimmed
                return Suggestion(kind.suggested, $0, .to(.to("tasks", query: [("q", query)])), texts)
            }
        }
        return found.onceEach
    }

    /// Entries of memory by their keys and titles, and conversations by theirs.
    private func entries() throws(Failure) -> [Suggestion] {
        guard typed.trimmed.utf8.count > 1 else { return [] }
        let found = try surroundings.entries(
            named: typed.trimmed, limit: Self.tasksShown, at: exchange.now, for: caller)
        return found.map { entry in
            let turns = entry.conversation.map {
                Link.to("memory", entry.space, query: [("prefix", $0), ("order", "key")])
            }
            return Suggestion(.entry, entry.name, .to(turns ?? .to("memory", entry.space, entry.key)), texts)
        }
    }

    /// For a field in which names of labels are typed.
    func labels() throws(Failure) -> [Suggestion] { named(try names(.label, like: typed, limit: 8), .label) }

    /// For one in which people of a project are named, or anybody.
    func people(in project: Int64?) throws(Failure) -> [Suggestion] {
        named(try names(.person, like: typed, limit: 8, in: project), .person)
    }

    private func named(_ names: [String], _ kind: Suggestion.Kind) -> [Suggestion] {
        names.map { Suggestion(kind, $0, .text($0), texts) }
    }

    private func names(
        _ kind: QueryCompletion.NameKind, like typed: String, limit: Int, in project: Int64? = nil
    ) throws(Failure) -> [String] {
        let all =
            switch kind {
            case .label: try projects.labelNames(limit: LabelRules.countLimit, for: caller)
            case .project: try projects.projects(archived: false, for: caller).map(\.project.name)
            // As on pages: whoever may give tasks to people sees who there is.
            case .person: caller.may(.tasksWrite) ? try projects.people(in: project, for: caller).map(\.name) : []
            }
        return NameSearch.offered(for: typed, among: all, limit: limit) { $0 }
    }

    /// So many words begin with one or two letters of an alphabet that their tasks say nothing, and take long to find.
    private var isLongEnough: Bool {
        typed.unicodeScalars.count > 2 || typed.unicodeScalars.contains { $0.value >= 0x0e00 }
    }

    /// - Shape: none for a query without words, which finds tasks by something else.
    private func tasksFound(by filter: TaskFilter?) throws(Failure) -> [Suggestion] {
        var found: [TaskItem] = []
        if let number = TaskNumber.typed(typed), let task = try? tasks.find(number, for: caller) { found = [task] }
        if let filter, filter.isSearch, isLongEnough {
            let query = TaskQuery(filter, frame: exchange.frame, limit: Self.tasksShown)
            found += try tasks.list(query, for: caller).tasks.filter { $0.id != found.first?.id }
        }
        return found.prefix(Self.tasksShown).map {
            Suggestion(.task, $0.title, .to(.to("tasks", $0.id)), texts)
        }
    }
}

extension QueryCompletion {
    /// One letter may begin too many names for them to say anything; behind a field all of them do.
    fileprivate var isNaming: Bool {
        if case .value = wanted { true } else { typed.unicodeScalars.count > 1 || typed.utf8.count > 2 }
    }
}

extension QueryCompletion.NameKind {
    fileprivate var suggested: Suggestion.Kind {
        switch self {
        case .label: .label
        case .project: .project
        case .person: .person
        }
    }
}

extension [Suggestion] {
    /// The first of those that lead to the same page.
    fileprivate var onceEach: [Suggestion] {
        var seen: Set<Link> = []
        return filter { suggestion in
            guard case .to(let link) = suggestion.leads else { return true }
            return seen.insert(link).inserted
        }
    }
}

/// A task's number as people type it: `#570`, or `570`.
enum TaskNumber {
    /// - Shape: nil for anything else.
    static func typed(_ text: String) -> TaskItem.ID? {
        let digits = text.trimmed.trimmingPrefix("#")
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int64(digits)
    }
}
