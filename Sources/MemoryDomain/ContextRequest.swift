import Domain
import Tokens

/// A request for what a model is to know before it answers a question.
package struct ContextRequest: Sendable {
    /// The question that is searched for; its limit is how many entries are considered beside those that always are.
    package let question: EntryQuestion
    /// - Units: tokens of `vocabulary`.
    package let budget: Int
    package let vocabulary: TokenVocabulary

    package static let budgetRange = 0...200_000
    package static let usualBudget = 2_000

    /// - Errors: `.invalid` on `budget`, and as `EntryQuestion.check`.
    package init(
        _ question: EntryQuestion, budget: Int, _ vocabulary: TokenVocabulary = .o200k
    ) throws(Failure) {
        var question = question
        (question.order, question.after) = (.nearest, nil)
        question.limit = EntryQuestion.limitRange.upperBound
        try question.check()
        guard Self.budgetRange.contains(budget) else {
            throw Failure(.range(Self.budgetRange.lowerBound, Self.budgetRange.upperBound), field: "budget")
        }
        (self.question, self.budget, self.vocabulary) = (question, budget, vocabulary)
    }
}
