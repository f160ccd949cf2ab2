import Search
import Stems
import Testing

@Suite("Stems")
struct StemsTests {
    @Test(
        "are Snowball's",
        arguments: [
            (StemLanguage.english, "houses", "hous"), (.english, "running", "run"), (.german, "häuser", "haus"),
            (.german, "bücher", "buch"), (.german, "kündigungen", "kundig"),
        ])
    func known(_ language: StemLanguage, _ word: String, _ stem: String) {
        #expect(SearchText.fold(Stemmer(language).stem(word)) == stem)
    }

    @Test("are of the language that a text is in, of both where nobody knows")
    func languages() {
        #expect(StemmedText("The houses are old").language == .english)
        #expect(StemmedText("Die Häuser sind alt").language == .german)
        #expect(StemmedText("Rocco").language == nil)
        let unsure = StemmedText("Organisationen houses").words.map(\.stems)
        #expect(unsure.allSatisfy { !$0.isEmpty })
    }

    @Test("are not made of numbers and of scripts without spaces")
    func none() {
        #expect(StemmedText("12345 日本語 100s").words.allSatisfy { $0.word.isWhole == false || $0.stems.isEmpty })
    }

    @Test("no stop word of a language is misspelled by folding")
    func stopWords() {
        for word in ["the", "what", "shouldn"] { #expect(StopWords.contains(SearchText.fold(word), in: .english)) }
        for word in ["für", "über", "müssen", "weiß"] {
            #expect(StopWords.contains(SearchText.fold(word), in: .german) == (word != "weiß"))
        }
    }

    /// Two texts that Swift holds to be the same, and the stemmer does not: each has its own stems, whatever came before.
    @Test("of a word are the same whether others were looked at before or not")
    func memory() {
        let memory = StemMemory()
        for text in ["the ha\u{308}user", "the h\u{e4}user", "the cle\u{301}s", "the cl\u{e9}s", "the houses"] {
            #expect(StemmedText(text, memory).words.map(\.stems) == StemmedText(text).words.map(\.stems), "\(text)")
        }
    }

    @Test(
        "have no signs in them, by which an index would part them",
        arguments: ["C++ C# ℅ Meier ㏂", String(repeating: "houses", count: 50)])
    func signs(_ text: String) {
        for stem in StemmedText(text).words.flatMap(\.stems) {
            #expect(
                stem.utf8.allSatisfy { $0 >= 0x80 || (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) }
                    && stem.utf8.count < 100)
        }
    }
}
