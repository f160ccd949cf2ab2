import Input
import MemoryFormats
import Testing

@Suite("A question with filters as words")
struct TypedQuestionTests {
    private func typed(_ text: String, _ more: [(name: String, value: String)] = []) -> TypedQuestion {
        TypedQuestion([(name: "question", value: text)] + more)
    }

    private func words(_ typed: TypedQuestion) -> [String] { typed.filters.map { "\($0.filter)=\($0.value)" } }

    @Test(
        "takes filters out, in both languages, wherever they stand",
        arguments: [
            ("boat kind:fact", "boat", ["kind=fact"]),
            ("KIND:fact boat tag:a tag:b", "boat", ["kind=fact", "tag=a", "tag=b"]),
            ("who speaker:\"Ada Lovelace\" was", "who was", ["speaker=Ada Lovelace"]),
            ("art:tatsache schlüssel:a reihenfolge:älteste", "", ["kind=fact", "prefix=a", "order=oldest"]),
            ("boat from:2026-05-01 from:2026-06-01", "boat", ["from=2026-06-01"]),
            ("validat:2026-01-01", "", ["validAt=2026-01-01"]),
        ])
    func filters(_ text: String, _ rest: String, _ filters: [String]) {
        #expect(typed(text).text == rest)
        #expect(words(typed(text)) == filters)
    }

    @Test(
        "leaves alone what is no filter",
        arguments: [
            "note: milk", "https://example.org/a", "at 10:15", "colour:blue", "kind:", "kind: fact",
            "\"kind:fact tag:a\"",
            "speaker:\"\"", "a:b:c", "::", "\"",
        ])
    func words(_ text: String) {
        #expect(typed(text).text == text)
        #expect(words(typed(text)) == [])
    }

    @Test("says the same as parameters, which come before nothing that was typed")
    func parameters() {
        let both = typed(
            "boat kind:fact from:2026-05-01", [("kind", "note"), ("from", "2020-01-01"), ("tag", " "), ("limit", "3")])
        #expect(words(both) == ["kind=note", "kind=fact", "from=2026-05-01"])
        let pairs = both.fields.form?.pairs.map { "\($0.name)=\($0.value)" }
        #expect(pairs == ["question=boat", "kind=note", "kind=fact", "from=2026-05-01", "limit=3"])
        #expect(typed("", [("other", "x")]).isEmpty)
    }

    @Test("is written as it could have been typed")
    func line() {
        let lines = [
            "boat kind:fact", "speaker:\"Ada Lovelace\"", "\"a b\" c tag:x", "kind:turn order:newest validAt:x",
        ]
        for (text, isGerman) in lines.flatMap({ [($0, false), ($0, true)] }) {
            let once = typed(text)
            let again = typed(once.line(inGerman: isGerman))
            #expect(again.text == once.text && words(again) == words(once))
        }
        let one = typed("boat kind:fact tag:a")
        #expect(one.without(0).line() == "boat tag:a")
        #expect(one.with((.space, "3")).with((.space, "3")).line() == "boat kind:fact tag:a space:3")
        #expect(one.line(without: [.tag]) == "boat kind:fact")
        #expect(typed("kind:fact order:oldest").line(inGerman: true) == "art:tatsache reihenfolge:älteste")
    }
}
