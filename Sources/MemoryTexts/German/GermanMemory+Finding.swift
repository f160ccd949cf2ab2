import MemoryDomain
import Texts
import Tokens

extension GermanMemory {
    package func withoutWord(_ word: String) -> String { "Ohne \(word)" }

    package var questionExamples: [(question: String, meaning: String)] {
        [
            ("Wann haben wir den Apfelbaum gepflanzt?", "irgendeines dieser Wörter, die seltensten zählen am meisten"),
            ("\"Apfelbaum gepflanzt\" schlagwort:garten", "genau diese Wörter nebeneinander, mit diesem Schlagwort"),
            ("art:anweisung sprecher:Ada", "was Ada gesagt hat, wie etwas zu tun ist"),
            ("Heizung ab:2026-05-01 bis:2026-06-01", "was im Mai gesagt oder geschrieben wurde"),
            ("reihenfolge:älteste ab:2026-05-01", "alles von da an, der Reihe nach"),
            ("Adresse galt:2024-01-01", "was damals galt"),
        ]
    }

    package func order(_ order: EntryQuestion.Sorting) -> String {
        switch order {
        case .nearest: "das Nächste zuerst"
        case .oldest: "das Älteste zuerst"
        case .newest: "das Neueste zuerst"
        }
    }

    package func foundWords(_ words: [String]) -> String { "hat: \(words.joined(separator: ", "))" }

    package func foundBeside(_ words: [String]) -> String { "daneben: \(words.joined(separator: ", "))" }

    package func foundRelated(_ words: [String]) -> String { "wie anderes Gefundene: \(words.joined(separator: ", "))" }

    package func foundScore(_ score: String) -> String { "Wert \(String(score.map { $0 == "." ? "," : $0 }))" }

    package func questionCut(_ words: Int) -> String {
        words == 1
            ? "Das letzte Wort der Frage wurde nicht gesucht."
            : "Die letzten \(words) Wörter der Frage wurden nicht gesucht."
    }

    package func vocabulary(_ vocabulary: TokenVocabulary) -> String {
        switch vocabulary {
        case .o200k: "GPT-4o und neueren (o200k)"
        case .cl100k: "GPT-4 und GPT-3.5 (cl100k)"
        case .bytes: "irgendeinem anderen Modell: höchstens ein Token je Byte"
        }
    }

    package func tokens(_ count: Int) -> String { German.counted(count, "Token", "Token") }

    package func contextSize(_ entries: Int, tokens: Int, of budget: Int) -> String {
        "\(entryCount(entries)), \(tokens) von \(self.tokens(budget))"
    }

    package func contextMore(_ entries: Int) -> String {
        entries == 1
            ? "1 weiterer Eintrag ist hier nicht genannt: Für viele davor war kein Platz, oder sie sagen wenig zur Frage."
            : "\(entries) weitere Einträge sind hier nicht genannt: Für viele davor war kein Platz, oder sie sagen wenig zur Frage."
    }

    package func emptiness(_ emptiness: PackedContext.Emptiness) -> String {
        switch emptiness {
        case .noBudget: "Ein Budget von null kauft nichts."
        case .nothingFound: "Zu dieser Frage wurde nichts gefunden."
        case .nothingFits: "Jeder gefundene Eintrag braucht mehr als das Budget."
        }
    }

    package func reason(_ reason: PackedContext.Reason) -> String {
        switch reason {
        case .standing: "immer dabei: eine Anweisung oder Vorliebe"
        case .found: "gefunden"
        case .contradicts: "widerspricht einem anderen Eintrag"
        }
    }

    package func left(_ cause: PackedContext.Cause, double: String?) -> String {
        switch cause {
        case .budget: "kein Platz mehr"
        case .double: double.map { "sagt dasselbe wie \($0)" } ?? "sagt dasselbe wie ein anderer Eintrag"
        case .faint: "sagt wenig zur Frage"
        }
    }
}
