import Calendar

/// The words of one language, with days and hours as they are where the reader lives: `texts[.signIn]`.
///
/// Each language is one `switch` over `Text`, so a text that is missing in a language does not compile.
public struct Texts: Sendable {
    public let language: Language
    public let zone: Zone

    public init(_ language: Language, zone: Zone = .utc) {
        self.language = language
        self.zone = zone
    }

    public subscript(_ text: Text) -> String {
        switch language {
        case .german: Self.german(text)
        case .english: Self.english(text)
        }
    }
}
