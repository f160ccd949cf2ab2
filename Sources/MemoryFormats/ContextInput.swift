import Calendar
import Domain
import Input
import MemoryDomain
import Tokens

/// What is asked for of a packed context, as bodies, addresses and calls by name send it: a question with `budget`,
/// `vocabulary`, and `agent` in place of `space`.
package struct ContextInput {
    private var question: EntryQuestion
    private let agent: Int64?
    private let budget: Int
    private let vocabulary: TokenVocabulary

    /// - Errors: naming the field, as a question's; the values are asked by `request`.
    package init(_ fields: inout Fields, in zone: Zone, at now: Instant) throws(Failure) {
        question = try EntryQuestion(&fields, in: zone, at: now)
        budget = Int(clamping: try fields.integer("budget") ?? Int64(ContextRequest.usualBudget))
        vocabulary = try fields.choice("vocabulary", TokenVocabulary.self) ?? .o200k
        agent = try fields.integerOrNull("agent") ?? nil
    }

    /// - Shape: `spaces` says which of the caller's spaces one of its agents reaches.
    /// - Errors: `.invalid` naming the field.
    package func request(
        _ spaces: (_ ofAgent: Int64) throws(Failure) -> Set<Int64>
    ) throws(Failure) -> ContextRequest {
        var question = question
        if let agent {
            guard question.spaces == nil else { throw Failure(.notBeside("space"), field: "agent") }
            question.spaces = try spaces(agent)
        }
        return try ContextRequest(question, budget: budget, vocabulary)
    }
}
