import Finding
import Stems
import Testing

@Suite("Words within words")
struct WordPartsTests {
    private func term(_ word: String, _ stems: String...) -> Question.Term {
        Question.Term(marks: [word] + stems, word: word, weight: 1)
    }

    @Test(
        "begin longer ones or end them, or are long themselves",
        arguments: [
            ("reifen", "winterreifen", true), ("reifen", "reifenwechsel", true), ("reifen", "reifens", false),
            ("wohnung", "ferienwohnungen", true), ("work", "homework", true), ("work", "worker", false),
            ("laut", "verlautbarung", false), ("meister", "hausmeisterei", true), ("ort", "sportverein", false),
            ("reifen", "autos", false),
        ])
    func parts(word: String, longer: String, isPart: Bool) throws {
        #expect(WordParts(term(word))?.isPart(of: LongerWord(longer, StemMemory())) ?? false == isPart)
    }

    @Test("are none where it is another form of the same word")
    func forms() throws {
        let parts = try #require(WordParts(term("readings", "read")))
        #expect(!parts.isPart(of: LongerWord("reading", StemMemory())))
    }

    @Test("are looked for in words of letters alone, with four letters or more")
    func short() {
        #expect(WordParts(term("ort")) == nil)
        #expect(WordParts(term("2026")) == nil)
        #expect(WordParts(Question.Term(marks: ["@2026"], word: nil, weight: 1)) == nil)
    }

    @Test("may be the two that a long one is made of, without what links them")
    func halves() throws {
        func has(_ word: String, _ first: String, _ second: String) -> Bool {
            WordHalves(term(word)).pairs.contains { $0.first.contains(first) && $0.second.contains(second) }
        }
        #expect(has("winterreifen", "winter", "reifen"))
        #expect(has("geburtstagsgeschenk", "geburtstag", "geschenk"))
        #expect(has("schulhof", "schule", "hof") == false, "a half has four letters")
        #expect(has("erdbeerkuchen", "erdbeere", "kuchen"))
        #expect(has("nachnamen", "nach", "namen") == false, "a half says something")
        #expect(WordHalves(term("reifen")).pairs.isEmpty)
        #expect(WordHalves(term(String(repeating: "reifen", count: 20))).pairs.isEmpty)
        #expect(WordHalves(Question.Term(marks: ["@2026-05-04x"], word: nil, weight: 1)).pairs.isEmpty)
    }
}
