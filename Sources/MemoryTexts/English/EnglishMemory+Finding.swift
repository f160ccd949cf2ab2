import MemoryDomain
import Texts
import Tokens

extension EnglishMemory {
    package func withoutWord(_ word: String) -> String { "Without \(word)" }

    package var questionExamples: [(question: String, meaning: String)] {
        [
            ("When did we plant the apple tree?", "any of these words, the rarest count most"),
            ("\"apple tree\" tag:garden", "exactly these words beside each other, with this tag"),
            ("kind:instruction speaker:Ada", "what Ada said how things are to be done"),
            ("boiler from:2026-05-01 until:2026-06-01", "what was said or written in May"),
            ("order:oldest from:2026-05-01", "everything from then on, in its order"),
            ("address validAt:2024-01-01", "what was true then"),
        ]
    }

    package func order(_ order: EntryQuestion.Sorting) -> String {
        switch order {
        case .nearest: "nearest first"
        case .oldest: "oldest first"
        case .newest: "newest first"
        }
    }

    package func foundWords(_ words: [String]) -> String { "has: \(words.joined(separator: ", "))" }

    package func foundBeside(_ words: [String]) -> String { "beside it: \(words.joined(separator: ", "))" }

    package func foundRelated(_ words: [String]) -> String {
        "as others that were found: \(words.joined(separator: ", "))"
    }

    package func foundScore(_ score: String) -> String { "score \(score)" }

    package func questionCut(_ words: Int) -> String {
        words == 1
            ? "The last word of the question was not looked for."
            : "The last \(words) words of the question were not looked for."
    }

    package func vocabulary(_ vocabulary: TokenVocabulary) -> String {
        switch vocabulary {
        case .o200k: "GPT-4o and later (o200k)"
        case .cl100k: "GPT-4 and GPT-3.5 (cl100k)"
        case .bytes: "any other model: one token a byte at most"
        }
    }

    package func tokens(_ count: Int) -> String { English.counted(count, "token", "tokens") }

    package func contextSize(_ entries: Int, tokens: Int, of budget: Int) -> String {
        "\(entryCount(entries)), \(tokens) of \(self.tokens(budget))"
    }

    package func contextMore(_ entries: Int) -> String {
        "\(English.counted(entries, "entry more is", "entries more are")) not named here: many before had no room, or say little of the question."
    }

    package func emptiness(_ emptiness: PackedContext.Emptiness) -> String {
        switch emptiness {
        case .noBudget: "A budget of zero buys nothing."
        case .nothingFound: "Nothing was found for this question."
        case .nothingFits: "Each entry that was found takes more than the budget."
        }
    }

    package func reason(_ reason: PackedContext.Reason) -> String {
        switch reason {
        case .standing: "always told: an instruction or a preference"
        case .found: "found"
        case .contradicts: "contradicts another entry"
        }
    }

    package func left(_ cause: PackedContext.Cause, double: String?) -> String {
        switch cause {
        case .budget: "no room left"
        case .double: double.map { "says the same as \($0)" } ?? "says the same as another entry"
        case .faint: "says little of the question"
        }
    }
}
