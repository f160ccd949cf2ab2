/// The words of one language: `texts[.signIn]`.
///
/// Each language is one `switch` over `Text`, so a text that is missing in a language does not compile.
public struct Texts: Sendable {
    public let language: Language

    public init(_ language: Language) {
        self.language = language
    }

    public subscript(_ text: Text) -> String {
        switch language {
        case .german: Self.german(text)
        case .english: Self.english(text)
        }
    }
}
