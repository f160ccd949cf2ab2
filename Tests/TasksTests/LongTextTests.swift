import Domain
import HTML
import Store
import TaskDomain
import Testing
import TestingElwosa
import Texts

/// Texts at their limits: a browser counts UTF-16 units and would cut what is pasted, the house counts characters.
@Suite("Texts at their limits")
struct LongTextTests {
    struct Field: Sendable, CustomTestStringConvertible {
        let target: String
        let name: String
        let limit: Int
        var more: [(String, String)] = []
        var testDescription: String { "\(name) of \(target)" }
    }

    static let change = [("_method", "PATCH"), ("version", "1")]
    static let fields = [
        Field(target: "/tasks", name: "title", limit: TaskRules.titleLimit),
        Field(target: "/tasks/1", name: "title", limit: TaskRules.titleLimit, more: change),
        Field(target: "/tasks/1", name: "location", limit: TaskRules.locationLimit, more: change),
        Field(target: "/tasks/1/steps", name: "title", limit: TaskRules.titleLimit),
        Field(target: "/tasks/1/steps/1", name: "title", limit: TaskRules.titleLimit, more: change),
        Field(target: "/projects", name: "name", limit: ProjectRules.nameLimit),
        Field(target: "/projects/1", name: "name", limit: ProjectRules.nameLimit, more: change),
        Field(target: "/labels", name: "name", limit: LabelRules.nameLimit),
        Field(target: "/labels/1", name: "name", limit: LabelRules.nameLimit, more: change),
        Field(target: "/views", name: "name", limit: SavedView.nameLimit, more: [("query", "is:open")]),
        Field(target: "/views/1", name: "name", limit: SavedView.nameLimit, more: change + [("query", "is:open")]),
    ]

    /// One character of four UTF-16 units.
    private static let flag = "🇩🇪"

    private func furnish(_ site: TestSite) throws {
        try site.make(.task(steps: ["One"]), by: .ada)
        _ = try site.post("/projects", json: #"{"name":"Garden"}"#, as: .ada)
        _ = try site.post("/labels", json: #"{"name":"bug"}"#, as: .ada)
        _ = try site.post("/views", json: #"{"name":"Mine","query":"is:open"}"#, as: .ada)
    }

    @Test("one that fits is taken whole; one that does not is said and comes back as it was typed", arguments: fields)
    func limits(field: Field) async throws {
        try await withSite { site in
            try furnish(site)
            let fitting = String(repeating: Self.flag, count: field.limit)
            let long = fitting + Self.flag
            let refused = try site.submit(field.target, field.more + [(field.name, long)], as: .ada)
            #expect(refused.status == 422)
            #expect(refused.text.contains(Texts(.english).sentence(.tooLong(field.limit))))
            #expect(refused.markup.root.all("input").contains { $0["value"] == long })
            #expect(refused.markup.brokenRules() == [])
            #expect(try site.submit(field.target, field.more + [(field.name, fitting)], as: .ada).status == 303)
        }
    }
}
