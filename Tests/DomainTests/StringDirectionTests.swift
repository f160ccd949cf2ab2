import Testing

@testable import Domain

@Suite("The direction of a text")
struct StringDirectionTests {
    @Test(
        "is turned by what is written from right to left, and not by what an isolate holds",
        arguments: [
            ("", false), ("Müll", false), ("שלום", true), ("Ada, שלום", true),
            ("„\u{2068}שלום\u{2069}“ geändert", false), ("\u{2068}שלום\u{2069} → \u{2068}مهمة\u{2069}", false),
            ("\u{2068}a \u{2067}שלום\u{2069} b\u{2069} c", false), ("\u{2068}a\u{2069} שלום", true),
            ("\u{2068}שלום", true), ("\u{2069}שלום", true), ("\u{2068}a", false),
        ])
    func turned(text: String, isTurned: Bool) {
        #expect(text.turnsRightToLeft == isTurned)
    }
}
