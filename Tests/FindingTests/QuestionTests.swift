import Domain
import Finding
import Testing

@Suite("A question as it is searched for")
struct QuestionTests {
    private static let today = CivilDate(text: "2026-05-13")!

    private func words(_ text: String) -> [String] {
        Question(text, today: Self.today).terms.compactMap(\.word)
    }

    @Test("has no words that stand in every text of its language")
    func stopWords() {
        #expect(words("What did we pay for the new boiler?") == ["pay", "new", "boiler"])
        #expect(
            words("Was haben wir für die neue Heizung bezahlt?")
                == ["neu", "heizung", "bezahlt"])
    }

    @Test("keeps words of one language that say nothing in the other")
    func languages() {
        #expect(words("when did the war end and who had to die").contains("war"))
        #expect(words("when did the war end and who had to die").contains("die"))
        #expect(words("war die Lieferung da").contains("lieferung"))
        #expect(!words("war die Lieferung da").contains("war"))
        // Nobody knows which of both this is.
        #expect(words("war die") == ["war", "die"])
    }

    @Test("of nothing but such words is searched for as it is")
    func nothingElse() {
        #expect(words("to be or not to be") == ["to", "be", "or", "not"])
        #expect(words("  ?! ") == [])
    }

    @Test("looks for each word in all its forms, once")
    func stems() {
        let terms = Question("Häuser Haus houses", today: Self.today).terms
        #expect(terms.first?.marks.contains("haus") == true)
        #expect(Question("Haus Haus haus", today: Self.today).terms.count == 1)
    }

    @Test("looks for the times that it names, and says less of their words")
    func times() {
        let terms = Question("What broke last March?", today: Self.today).terms
        #expect(terms.contains { $0.word == nil && $0.marks.count == 1 })
        #expect(terms.first { $0.word == "march" }.map { $0.weight < 1 } == true)
        #expect(terms.first { $0.word == "broke" }?.weight == 1)
    }

    @Test("of a thousand words is cut, and says so")
    func long() {
        let question = Question((1...1_000).map { "word\($0)" }.joined(separator: " "), today: Self.today)
        #expect(question.wordCount == 1_000)
        #expect(question.terms.count == Question.termLimit)
    }
}
