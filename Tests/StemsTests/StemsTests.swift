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
}
