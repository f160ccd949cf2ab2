import Domain
import Tokens

/// An entry with when it was said, or else written as it is shown.
package struct DatedEntry: Sendable {
    package let entry: MemoryEntry
    package let at: Instant

    package init(entry: MemoryEntry, at: Instant) {
        (self.entry, self.at) = (entry, at)
    }
}

/// What a model is told: the best entries for a question that fit into a budget.
///
/// - Shape: the same for the same data, question and budget. `items` are in an order that the question has no part in, so
///   that what two questions share begins alike: what always stands first, then by time.
package struct PackedContext: Sendable {
    /// An entry that comes into question.
    package struct Candidate: Sendable {
        package let entry: MemoryEntry
        /// When it was said, or else written.
        package let at: Instant
        /// The part of the entry that is told.
        package let text: String
        package let reason: Reason
        /// nil of what was not searched for.
        package let score: Double?
        /// - Units: tokens of its line.
        package let tokens: Int

        package init(entry: MemoryEntry, at: Instant, text: String, reason: Reason, score: Double?, tokens: Int) {
            (self.entry, self.at, self.text, self.reason) = (entry, at, text, reason)
            (self.score, self.tokens) = (score, tokens)
        }
    }

    package enum Reason: String, CaseIterable, Sendable {
        /// An instruction or a preference, which no question's words lead to.
        case standing
        case found
        /// It is linked as what contradicts another item.
        case contradicts
    }

    /// An entry that came into question and is not told.
    package struct Omission: Sendable {
        package let candidate: Candidate
        package let cause: Cause
        /// The item that says the same; nil for any other cause.
        package let double: LinkTarget?

        package init(_ candidate: Candidate, _ cause: Cause, double: LinkTarget? = nil) {
            (self.candidate, self.cause, self.double) = (candidate, cause, double)
        }
    }

    package enum Cause: String, CaseIterable, Sendable {
        /// There was no room left for it.
        case budget
        /// Another item says the same, or more.
        case double
        /// It was found, and says little of the question beside what says most.
        case faint
    }

    package let items: [Candidate]
    package let leftOut: [Omission]
    /// Entries that were not looked at any more, since many before them had found no room or were faint.
    package let more: Int
    /// The lines of all items, as a model is told them.
    package let text: String
    /// - Units: tokens of `text`, which are those of the items.
    package let tokens: Int
    package let budget: Int
    /// As `FoundEntries.ignoredWords` and `isBounded`.
    package let ignoredWords: Int
    package let isBounded: Bool

    package init(
        items: [Candidate], leftOut: [Omission], more: Int, text: String, budget: Int, ignoredWords: Int,
        isBounded: Bool
    ) {
        (self.items, self.leftOut, self.more) = (items, leftOut, more)
        (self.text, self.budget) = (text, budget)
        (self.ignoredWords, self.isBounded) = (ignoredWords, isBounded)
        tokens = items.reduce(0) { $0 + $1.tokens }
    }

    /// The reason for which nothing is told.
    package enum Emptiness: String, CaseIterable, Sendable {
        /// The budget is zero.
        case noBudget
        case nothingFound
        /// Each of what was found takes more than the budget.
        case nothingFits
    }

    /// - Shape: nil where anything is told.
    package var emptiness: Emptiness? {
        guard items.isEmpty else { return nil }
        return budget == 0 ? .noBudget : leftOut.isEmpty ? .nothingFound : .nothingFits
    }
}
