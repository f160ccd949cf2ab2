import Testing
import AuthTexts
import TaskTexts
import Texts

/// A text of any catalogue, by which tests walk all of them.
struct EveryText: CustomTestStringConvertible, Sendable {
    let name: String
    let words: @Sendable (Texts) -> String

    static let all: [EveryText] =
        CommonText.allCases.map { text in EveryText("\(text)") { $0[text] } }
        + TaskText.allCases.map { text in EveryText("\(text)") { $0[text] } }
        + AuthText.allCases.map { text in EveryText("\(text)") { $0[text] } }

    init(_ name: String, _ words: @escaping @Sendable (Texts) -> String) {
        self.name = name
        self.words = words
    }

    var testDescription: String { name }
}
