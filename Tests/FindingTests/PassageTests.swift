import Domain
import Finding
import MemoryDomain
import Testing

@Suite("Passages")
struct PassageTests {
    private static let at = Instant(rfc3339: "2026-05-13T09:00:00Z")!

    private func marks(_ text: String) -> Set<String> {
        Set(Passage.all(in: text, at: Self.at).flatMap(\.marks))
    }

    @Test("are found by words, folded, and by their stems in the language of the text")
    func words() {
        #expect(marks("Wir haben die Häuser gestrichen").isSuperset(of: ["hauser", "haus", "gestrichen"]))
        #expect(marks("We were painting the houses").isSuperset(of: ["painting", "paint", "houses", "hous"]))
        #expect(!marks("We were painting the houses").contains("painting-"))
    }

    @Test("have the days that they speak of, and that on which they were said")
    func days() {
        let (said, spoken) = (marks("Nothing."), marks("He came last Tuesday."))
        #expect(said.isSuperset(of: ["nothing"]) && said.filter { $0.unicodeScalars.first!.value >= 0xe100 }.count == 3)
        #expect(spoken.subtracting(said).filter { $0.unicodeScalars.first!.value >= 0xe100 }.count == 1)
    }

    @Test("lie side by side in their text, and cut from a later one they are the same")
    func cut() {
        let text = (1...80).map { "Sentence number \($0) says something about the weather." }.joined(separator: " ")
        let all = Passage.all(in: text, at: Self.at)
        #expect(all.count > 5)
        #expect(all.first?.bytes.lowerBound == 0 && all.last?.bytes.upperBound == text.utf8.count)
        for (one, next) in zip(all, all.dropFirst()) { #expect(one.bytes.upperBound == next.bytes.lowerBound) }
        #expect(Passage.all(in: text, from: all[3].bytes.lowerBound) { _ in Self.at } == Array(all[3...]))
    }

    @Test("of JSON have its names and values")
    func json() throws {
        let content = MemoryContent(stored: #"{"pets":[{"name":"Rocco\nthe dog","age":4}],"gone":null}"#, isJSON: true)
        // No name is said more than once, however many values it has.
        let many = MemoryContent(
            stored:
                "{\"\(String(repeating: "a", count: 5_000))\":[\(Array(repeating: "0", count: 5_000).joined(separator: ","))]}",
            isJSON: true)
        #expect(Passage.text(of: many).utf8.count < 16_000)
        #expect(Passage.text(of: content) == "pets\nname\nRocco\nthe dog\nage\n4\ngone")
    }
}
