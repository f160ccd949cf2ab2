import Testing

@testable import TaskDomain

@Suite("A query that is being typed")
struct QueryCompletionTests {
    @Test(
        "ends with a word, or with a value of a field",
        arguments: [
            ("milk", "", QueryCompletion.Ending.word("milk")), ("oat milk", "oat ", .word("milk")),
            ("milk ", "milk ", .word("")), ("", "", .word("")), ("-(mi", "-(", .word("mi")),
            ("\"oat milk\" la", "\"oat milk\" ", .word("la")), ("label:", "label:", .value(.label, "")),
            ("milk -label:ca", "milk -label:", .value(.label, "ca")),
            ("etikett:a,ca", "etikett:a,", .value(.label, "ca")),
            ("label:\"ca f", "label:", .value(.label, "ca f")), ("due<=to", "due<=", .value(.due, "to")),
            ("label:\"a b\",\"c d\"", "label:\"a b\",", .value(.label, "c d")), ("label:x is", "label:x ", .word("is")),
            ("(is:open or is:d", "(is:open or is:", .value(.is, "d")),
        ])
    func wanted(text: String, before: String, wanted: QueryCompletion.Ending) {
        let completion = QueryCompletion(of: text)
        #expect(completion.before == before && completion.wanted == wanted)
    }

    @Test("wants nothing within quotes, behind an unknown field, and where it is too long")
    func nothing() {
        for text in ["\"oat mi", "\"oat\"", "lable:x", String(repeating: "x", count: TaskFilter.byteLimit + 1)] {
            #expect(QueryCompletion(of: text).wanted == .nothing, "\(text)")
        }
    }

    @Test("goes on with the words of the reader's language, else with those of another")
    func words() {
        func values(_ text: String, _ language: QueryLanguage) -> [String] {
            QueryCompletion(of: text).values(in: language, limit: 3)
        }
        #expect(values("is:ov", .english) == ["overdue"] && values("ist:uber", .german) == ["überfällig"])
        #expect(values("is:ueberf", .english) == ["überfällig"])
        #expect(values("due:t", .english) == ["today", "tomorrow", "tuesday"])
        #expect(values("label:x", .english) == [] && values("id:", .english) == [])
        let german = QueryCompletion(of: "f").terms(in: .german, limit: 4)
        #expect(german == ["fällig:"])
        #expect(QueryCompletion(of: "bl").terms(in: .english, limit: 4) == ["is:blocked", "is:blocking"])
        #expect(QueryCompletion(of: "x ").terms(in: .english, limit: 4) == [])
    }

    @Test("takes a name for its last word, in quotes where it needs them, and reads it again as that name")
    func names() throws {
        let word = QueryCompletion(of: "milk caf")
        #expect(word.text(with: "Café", .label, in: .english) == "milk label:Café ")
        #expect(word.text(with: "Neues Haus", .project, in: .german) == "milk projekt:\"Neues Haus\" ")
        let value = QueryCompletion(of: "label:a,ca")
        #expect(value.text(with: "none", .label, in: .english) == "label:a,\"none\" ")
        for name in ["none", "me", "#7", "a,b", "a\"b", "über uns", "C++", "-x", "is:open"] {
            for kind in QueryCompletion.NameKind.allCases {
                let filter = try TaskFilter(parsing: word.text(with: name, kind, in: .german))
                let term: TaskTerm =
                    switch kind {
                    case .label: .label([.value(name)])
                    case .project: .project([.value(.name(name))])
                    case .person: .assignee([.value(.name(name))])
                    }
                #expect(filter.contains(.term(term)), "\(name)")
            }
        }
    }
}
