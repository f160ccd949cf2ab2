import Testing
import Tokens

/// Known counts; `TokenInteropTests` compares many more with another library.
@Suite("The tokens of a text")
struct TokenVocabularyTests {
    @Test(
        "are those of the vocabulary",
        arguments: [
            ("", 0, 0), ("a", 1, 1), ("hello world, foo", 4, 4), ("  a\n\n b", 4, 4), (" ſ it'ſ", 5, 6),
        ])
    func known(_ text: String, o200k: Int, cl100k: Int) {
        #expect(TokenVocabulary.o200k.count(text) == o200k)
        #expect(TokenVocabulary.cl100k.count(text) == cl100k)
    }

    @Test("are never more than its bytes, which are the bound where the vocabulary is unknown")
    func bound() {
        for text in ["", "Häuser", "👩‍👩‍👧‍👦", "\u{0}\u{1}\u{2}", String(repeating: "x", count: 1_000)] {
            #expect(TokenVocabulary.bytes.count(text) == text.utf8.count)
            #expect(TokenVocabulary.o200k.count(text) <= text.utf8.count)
            #expect(TokenVocabulary.cl100k.count(text) <= text.utf8.count)
        }
    }

    /// Looking at all pairs at each step takes longer than anybody waits.
    @Test("of 300,000 letters without a space are counted in a moment", .timeLimit(.minutes(1)))
    func long() {
        #expect(TokenVocabulary.o200k.count(String(repeating: "a", count: 300_000)) == 37_500)
    }
}
