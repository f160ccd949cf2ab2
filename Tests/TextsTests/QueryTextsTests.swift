import AuthTexts
import Domain
import Foundation
import TaskDomain
import TaskTexts
import Testing
import Texts

struct QueryTextsTests {
    /// A query for every rule.
    static let broken = [
        String(repeating: "x", count: 2_001), "label:" + String(repeating: "x,", count: 51) + "x",
        String(repeating: "-(", count: 11) + "is:open",
        "asignee:me", "is:x", "label:", "label<x", "due<7d,8d", "id:x", "estimate:x", "due:x", "is:open \"x",
        "(is:open", "is:open)", "is:open ()",
        "is:open or", "(sort:due)", "[]",
    ]

    static func error(_ text: String) throws -> QueryError {
        try #require(throws: QueryError.self) { _ = try TaskFilter(parsing: text) }
    }

    @Test("what is wrong with a query is a sentence in both languages, each rule's its own")
    func sentences() throws {
        let errors = try Self.broken.map(Self.error)
        #expect(Set(errors.map(\.rule)).count == Self.broken.count)
        let german = errors.map(Texts(.german).sentence)
        let english = errors.map(Texts(.english).sentence)
        #expect(Set(german).count == errors.count && Set(english).count == errors.count)
        for (german, english) in zip(german, english) {
            #expect(german != english && ".?".contains(german.last!) && ".?".contains(english.last!))
        }
    }

    @Test("the page on how to search has the language's own words", arguments: Language.allCases)
    func helped(language: Language) throws {
        let texts = Texts(language)
        for (query, _) in texts.queryExamples {
            #expect(texts.query(try TaskFilter(parsing: query)) == query)
        }
        // Lists of words, each of which can be typed behind the field's name.
        let lists = texts.queryFields.filter { ["ist:", "is:", "sortierung:", "sort:"].contains($0.term) }
        #expect(lists.count == 2)
        for (term, meaning) in lists {
            for word in meaning.prefix(while: { $0 != ";" }).components(separatedBy: ", ") {
                #expect(texts.query(try TaskFilter(parsing: term + word)) == term + word)
            }
        }
        for word in texts.queryTimes[0].term.components(separatedBy: ", ") {
            let due = texts.queryFields[5].term.prefix { $0 != ":" }
            #expect(texts.query(try TaskFilter(parsing: "\(due):\(word)")) == "\(due):\(word)")
        }
    }

    @Test("limits, possible values and what was meant come back in the sentence", arguments: Language.allCases)
    func carried(language: Language) throws {
        let texts = Texts(language)
        for (index, limit) in ["2000", "50", "10"].enumerated() {
            #expect(texts.sentence(try Self.error(Self.broken[index])).contains(limit))
        }
        #expect(texts.sentence(try Self.error("status:opne")).contains("waiting"))
        #expect(texts.sentence(try Self.error("status:opne")).contains(texts.quoted("open") + "?"))
        #expect(texts.sentence(try Self.error("is:block")).contains(texts.quoted("blocking")))
    }
}
