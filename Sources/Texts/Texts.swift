import Calendar

/// The words of one language, with days and hours as they are where the reader lives: `texts[.signIn]`.
///
/// Each area adds its own words: a list of texts, a protocol of sentences, and for each language one type that has all
/// of them.
package struct Texts: Sendable {
    package let language: Language
    package let zone: Zone
    /// A language that is none of the house's and speaks in place of `language`; each area asks it for its words.
    package let standIn: StandIn?

    package typealias StandIn = any CommonCatalogue & AnyObject

    package init(_ language: Language, zone: Zone = .utc) {
        self.language = language
        self.zone = zone
        standIn = nil
    }

    /// - Shape: whatever asks for the language itself hears of `language`.
    package init(_ standIn: StandIn, as language: Language, zone: Zone = .utc) {
        self.language = language
        self.zone = zone
        self.standIn = standIn
    }

    /// The one place that knows who speaks for a language in what is common to all areas.
    package var common: any CommonCatalogue {
        if let standIn { return standIn }
        return switch language {
        case .german: GermanCommon()
        case .english: EnglishCommon()
        }
    }

    package subscript(_ text: CommonText) -> String { common[text] }
}
