import Domain
import SQLite
import Search
import Store
import TaskDomain

/// The tasks that are shown where a search finds nothing: by the same without signs that mean something, as in a title
/// that somebody pasted, and by the same with one slip in each word that nobody has.
struct SearchForgiving {
    private let query: TaskQuery
    private let access: Access
    private let tx: ReadTransaction

    /// Spellings that are tried for one word, of so many that are looked at.
    private static let spellings = 5
    private static let candidates = 40
    /// Words for which others are looked for: each is compared with some thousands.
    private static let wordLimit = 4

    init(_ query: TaskQuery, _ access: Access, _ tx: ReadTransaction) {
        (self.query, self.access, self.tx) = (query, access, tx)
    }

    /// - Shape: nil where nothing is found in this way either, and behind the last page of what was found.
    func page() throws -> TaskPage? {
        guard query.filter.isSearch, try query.after == nil || isNothing(query.filter) else { return nil }
        let titles = QueryLanguage.allCases.compactMap { query.filter.asTitle(in: $0) }
        for filter in try titles.map(Optional.some) + [respelled()] {
            guard let filter else { continue }
            var instead = query
            instead.filter = filter
            let page = try SQLiteTaskRepository.page(instead, access, tx)
            guard page.tasks.isEmpty else {
                return TaskPage(tasks: page.tasks, next: page.next, instead: filter, comments: page.comments)
            }
        }
        return nil
    }

    /// Words of other people are no spellings: the filter with them is shown to whoever asks.
    private func spellings(of word: String) throws -> [String] {
        let near = try SearchVocabulary.words(near: word, limit: Self.candidates, tx)
        return try Array(near.lazy.filter { try isSeen($0) }.prefix(Self.spellings))
    }

    /// Looked for among the newest tasks that have it: there are many to be tried.
    private func isSeen(_ word: String) throws -> Bool {
        let asked = try ListConditions(
            TaskFilter([.term(.phrase(word))]), query.frame, access, tx, isRanked: true)
        return try asked.search.map { try TaskSearch($0, asked, tx).isFoundEarly } ?? false
    }

    private func isNothing(_ filter: TaskFilter) throws -> Bool {
        let page = try SQLiteTaskRepository.page(TaskQuery(filter, frame: query.frame, limit: 1), access, tx)
        return page.tasks.isEmpty && page.next == nil
    }

    /// - Shape: nil where every word is one that the caller sees, or nothing is spelled nearly so.
    private func respelled() throws -> TaskFilter? {
        var (isOther, count) = (false, 0)
        let conjuncts = try query.filter.conjuncts.map { condition in
            guard case .term(let term) = condition, case .word = term, let pattern = term.pattern, pattern.isPart,
                count < Self.wordLimit, try isNothing(TaskFilter([condition]))
            else { return condition }
            count += 1
            let near = try spellings(of: pattern.words[0])
            isOther = isOther || !near.isEmpty
            return near.isEmpty ? condition : .either(near.map { .term(.word($0)) })
        }
        return isOther ? TaskFilter(conjuncts, sort: query.filter.sort) : nil
    }
}
