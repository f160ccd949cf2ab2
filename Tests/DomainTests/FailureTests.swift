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

    @Test("every kind of event belongs to an area and is a noun and a past verb", arguments: EventKind.all)
    func events(kind: EventKind) {
        #expect(kind.rawValue.wholeMatch(of: /[a-z]+_[a-z]+/) != nil)
        let nouns = ["task_", "trash_", "step_", "import_", "comment_", "project_", "member_", "label_", "view_"]
        let isTask = nouns.contains { kind.rawValue.hasPrefix($0) }
        #expect(kind.area == (isTask ? "tasks" : "auth"))
    }
}
