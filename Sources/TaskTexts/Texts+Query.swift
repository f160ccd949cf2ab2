import Domain
import TaskDomain
import Texts

/// The query language in the reader's own; the words that are typed are understood in both.
extension Texts {
    /// The language that queries are shown in; addresses and what is stored have the canonical spelling.
    package var queryLanguage: QueryLanguage { tasks.queryLanguage }

    /// A query for a field or a line: `ist:offen`.
    package func query(_ filter: TaskFilter) -> String { filter.text(in: queryLanguage) }

    /// A stored query in the same way; as it stands where it cannot be read.
    package func query(stored text: String) -> String { (try? TaskFilter(parsing: text)).map(query) ?? text }

    /// The fault of a query, beside the word that is marked, with what was probably meant: `Dieses Feld gibt es nicht.
    /// Meinst Du assignee:?`
    package func sentence(_ error: QueryError) -> String {
        let sentence = tasks.sentence(error.rule)
        return error.suggestions.isEmpty ? sentence : "\(sentence) \(tasks.didYouMean(error.suggestions))"
    }

    package var queryExamples: [(query: String, meaning: String)] { tasks.queryExamples }

    package var queryJoining: [(term: String, meaning: String)] { tasks.queryJoining }

    package var queryFields: [(term: String, meaning: String)] { tasks.queryFields }

    package var queryTimes: [(term: String, meaning: String)] { tasks.queryTimes }

    /// The action of a chip with a term of the query.
    package func withoutFilter(_ term: String) -> String { tasks.withoutFilter(term.isolated) }
}
