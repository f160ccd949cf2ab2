import Domain
import JSON
import Testing
import TestingElwosa

/// Forms that are shown once more since something in them was wrong, while somebody else has saved.
@Suite("A form that is mended")
struct FormVersionTests {
    /// Something that is made, and the form by which it is changed.
    struct Case: Sendable, CustomTestStringConvertible {
        let place: String
        let make: String
        let address: String
        let patch: String
        let wrong: (String, String)
        let right: (String, String)

        var testDescription: String { address }
    }

    static let cases = [
        Case(
            place: "/tasks", make: #"{"title": "A"}"#, address: "/tasks/1", patch: #"{"title": "B"}"#,
            wrong: ("title", ""),
            right: ("title", "C")),
        Case(
            place: "/projects", make: #"{"name": "A"}"#, address: "/projects/1", patch: #"{"name": "B"}"#,
            wrong: ("name", ""), right: ("name", "C")),
        Case(
            place: "/labels", make: #"{"name": "A"}"#, address: "/labels/1", patch: #"{"name": "B"}"#,
            wrong: ("name", ""),
            right: ("name", "C")),
        Case(
            place: "/views", make: #"{"name": "A", "query": "is:open"}"#, address: "/views/1", patch: #"{"name": "B"}"#,
            wrong: ("name", ""), right: ("name", "C")),
        Case(
            place: "/tasks/1/comments", make: #"{"text": "A"}"#, address: "/tasks/1/comments/1",
            patch: #"{"text": "B"}"#,
            wrong: ("text", ""), right: ("text", "C")),
        Case(
            place: "/memory/spaces", make: #"{"kind": "shared", "name": "A"}"#, address: "/memory/spaces/1",
            patch: #"{"name": "B"}"#, wrong: ("name", ""), right: ("name", "C")),
        Case(
            place: "/memory/1", make: #"{"key": "k", "content": "A"}"#, address: "/memory/1/k",
            patch: #"{"content": "B"}"#, wrong: ("importance", "99"), right: ("content", "C")),
    ]

    @Test("is still of the version that was seen, so another's change is not written over", arguments: cases)
    func mended(one: Case) async throws {
        try await withSite { site in
            let version = try prepare(one, site)
            let changed = try site.patch(one.address, json: one.patch, as: .ada)
            #expect(changed.status == 200, "\(changed.text)")
            let sent = [("_method", "PATCH"), ("version", String(version))]
            let page = try site.submit(one.address, sent + [one.wrong], as: .ada)
            #expect(page.status == 422, "\(page.text)")
            let forms = page.markup.root.all.filter { $0.name == "form" && $0["action"] == one.address }
            let versions = forms.flatMap(\.all).filter { $0["name"] == "version" }.compactMap { $0["value"] }
            #expect(versions.contains(String(version)), "\(versions)")
            let mended = try site.submit(one.address, sent + [one.right], as: .ada)
            #expect(mended.status == 412, "\(mended.status)")
            let beside = mended.markup.root.all.filter { $0.name == "form" && $0["action"] == one.address }
            let stored = beside.flatMap(\.all).filter { $0["name"] == "version" }.compactMap { $0["value"] }
            #expect(!stored.isEmpty && !stored.contains(String(version)), "\(stored)")
        }
    }

    @Test("of a version that nothing has is stale, however far it lies", arguments: cases)
    func far(one: Case) async throws {
        try await withSite { site in
            _ = try prepare(one, site)
            for version in [0, -1, 99, Int64.max, .min] {
                let sent = [("_method", "PATCH"), ("version", String(version)), one.right]
                #expect(try site.submit(one.address, sent, as: .ada).status == 412, "\(version)")
            }
            guard one.address == "/tasks/1" else { return }
            for version in [Int64.max, .min] {
                // A small form is carried out over others' changes where they are known.
                let sent = [("_method", "PATCH"), ("version", String(version)), ("priority", "high")]
                #expect(try site.submit(one.address, sent, as: .ada).status == 412, "\(version)")
            }
        }
    }

    /// - Shape: the version that is there then.
    private func prepare(_ one: Case, _ site: TestSite) throws -> Int64 {
        if one.place.hasPrefix("/tasks/") { _ = try site.post("/tasks", json: #"{"title": "T"}"#, as: .ada) }
        if one.place == "/memory/1" {
            _ = try site.post("/memory/spaces", json: #"{"kind": "shared", "name": "S"}"#, as: .ada)
        }
        let made = try site.post(one.place, json: one.make, as: .ada)
        #expect(made.status == 201, "\(made.text)")
        return try #require(try site.get(one.address, as: .ada).integer("version") ?? made.integer("version"))
    }
}
