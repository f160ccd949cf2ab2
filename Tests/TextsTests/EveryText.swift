import AuthTexts
import MemoryTexts
import TaskTexts
import Testing
import Texts

/// A text of any catalogue, by which tests walk all of them.
struct EveryText: CustomTestStringConvertible, Sendable {
    /// The list it is in: `TaskText`.
    let list: String
    let name: String
    let words: @Sendable (Texts) -> String

    static let all: [EveryText] =
        texts(of: CommonText.self) { $0[$1] } + texts(of: TaskText.self) { $0[$1] }
        + texts(of: AuthText.self) { $0[$1] } + texts(of: MemoryText.self) { $0[$1] }

    private static func texts<Text: CaseIterable & Sendable>(
        of list: Text.Type, _ words: @escaping @Sendable (Texts, Text) -> String
    ) -> [EveryText] {
        list.allCases.map { text in EveryText(list: "\(list)", name: "\(text)") { words($0, text) } }
    }

    var testDescription: String { name }
}
