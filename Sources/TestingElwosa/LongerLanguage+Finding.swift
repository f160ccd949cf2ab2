import MemoryDomain
import MemoryTexts
import Tokens

extension LongerLanguage {
    package func withoutWord(_ word: String) -> String { Self.longer(memory.withoutWord(word), keeping: [word]) }

    package var questionExamples: [(question: String, meaning: String)] {
        memory.questionExamples.map { ($0.question, Self.longer($0.meaning)) }
    }

    package func order(_ order: EntryQuestion.Sorting) -> String { Self.longer(memory.order(order)) }

    package func foundWords(_ words: [String]) -> String { Self.longer(memory.foundWords(words), keeping: words) }

    package func foundBeside(_ words: [String]) -> String { Self.longer(memory.foundBeside(words), keeping: words) }

    package func foundRelated(_ words: [String]) -> String { Self.longer(memory.foundRelated(words), keeping: words) }

    package func foundScore(_ score: String) -> String { Self.longer(memory.foundScore(score)) }

    package func questionCut(_ words: Int) -> String { Self.longer(memory.questionCut(words)) }

    package func vocabulary(_ vocabulary: TokenVocabulary) -> String { Self.longer(memory.vocabulary(vocabulary)) }

    package func tokens(_ count: Int) -> String { Self.longer(memory.tokens(count)) }

    package func contextSize(_ entries: Int, tokens: Int, of budget: Int) -> String {
        Self.longer(memory.contextSize(entries, tokens: tokens, of: budget))
    }

    package func contextMore(_ entries: Int) -> String { Self.longer(memory.contextMore(entries)) }

    package func emptiness(_ emptiness: PackedContext.Emptiness) -> String { Self.longer(memory.emptiness(emptiness)) }

    package func reason(_ reason: PackedContext.Reason) -> String { Self.longer(memory.reason(reason)) }

    package func left(_ cause: PackedContext.Cause, double: String?) -> String {
        Self.longer(memory.left(cause, double: double), keeping: [double].compactMap { $0 })
    }
}
