import Domain
import Texts

/// The query language in the reader's own; the words that are typed are understood in both.
extension Texts {
    /// The fault of a query, beside the word that is marked, with what was probably meant: `Dieses Feld gibt es nicht.
    /// Meinst Du assignee:?`
    public func sentence(_ error: QueryError) -> String {
        let sentence = tasks.sentence(error.rule)
        return error.suggestions.isEmpty ? sentence : "\(sentence) \(tasks.didYouMean(error.suggestions))"
    }

    public var queryExamples: [(query: String, meaning: String)] { tasks.queryExamples }

    public var queryJoining: [(term: String, meaning: String)] { tasks.queryJoining }

    public var queryFields: [(term: String, meaning: String)] { tasks.queryFields }

    public var queryTimes: [(term: String, meaning: String)] { tasks.queryTimes }

    /// The action of a chip with a term of the query.
    public func withoutFilter(_ term: String) -> String { tasks.withoutFilter(term) }
}
