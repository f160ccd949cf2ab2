import Testing

@testable import Domain

struct FailureTests {
    static let rules: [Rule] = [
        .required, .tooLong(3), .tooShort(3), .tooManyBytes(3), .tooMany(3), .controlCharacter, .unseen,
        .nameCharacters, .reservedName, .oneOf(["a", "b"]),
        .unknownField, .doubled, .type("a string"), .range(1, 3), .containsName,
    ]

    @Test("a broken rule is a sentence that names its field and its limit", arguments: rules)
    func sentence(rule: Rule) {
        let failure = Failure(rule, field: "title")
        #expect(failure.kind == .invalid && failure.field == "title" && failure.rule == rule)
        #expect(failure.message.hasPrefix("title: ") && failure.message.hasSuffix("."))
        #expect(failure.description == failure.message)
        if case .tooLong(let limit) = rule { #expect(failure.message.contains("\(limit)")) }
        if case .oneOf(let values) = rule { #expect(values.allSatisfy(failure.message.contains)) }
        if case .range(let low, let high) = rule { #expect(failure.message.contains("\(low) and \(high)")) }
    }

    @Test(
        "what is wrong with a part is told at its place, with the same rule and the same words",
        arguments: [
            ("title", "steps[2]", "steps[2].title"), ("[3].title", "commands", "commands[3].title"),
            ("[3]", "commands", "commands[3]"), ("", "labels[0]", "labels[0]"), (nil, "end", "end"),
        ])
    func within(field: String?, place: String, whole: String) {
        let plain = Failure(.conflict, "This went wrong.", field: field, cause: "x", retryAfter: 2)
        #expect(
            plain.within(place)
                == Failure(.conflict, "This went wrong.", field: whole, cause: "x", retryAfter: 2))
        guard let field else { return }
        let broken = Failure(.tooLong(3), field: field, kind: .malformed)
        #expect(broken.within(place) == Failure(.tooLong(3), field: whole, kind: .malformed))
    }

    @Test("every kind of event belongs to an area and is a noun and a past verb", arguments: EventKind.all)
    func events(kind: EventKind) {
        #expect(kind.rawValue.wholeMatch(of: /[a-z]+_[a-z]+/) != nil)
        let nouns = ["task_", "trash_", "step_", "import_", "comment_", "project_", "member_", "label_", "view_"]
        let isTask = nouns.contains { kind.rawValue.hasPrefix($0) }
        let isMemory = ["space_", "entry_", "sharing_"].contains { kind.rawValue.hasPrefix($0) }
        #expect(kind.area == (isTask ? "tasks" : isMemory ? "memory" : "auth"))
    }
}
