import AreaTables
import Auth
import Domain
import HTML
import SQLite
import Store
import TaskDomain
import Testing
import TestingElwosa

@testable import Tasks
@testable import Web

@Suite("Forms that are sent twice")
struct FormRepetitionTests {
    /// A form that makes something, and one of its fields as another would have it.
    struct Sample: Sendable, CustomTestStringConvertible {
        let route: String
        var path: String
        let fields: [(String, String)]
        let other: (String, String)
        /// The other text stands in a field of the page that shows the form again.
        var isTyped = true

        var testDescription: String { route }
    }

    /// One for each route that makes or appends something; `everyRoute` finds one that is missing.
    static let samples = [
        Sample(route: "POST /tasks", path: "/tasks", fields: [("title", "x")], other: ("title", "Another & more")),
        Sample(
            route: "POST /tasks/batch", path: "/tasks/batch", fields: [("ids", "1"), ("status", "active")],
            other: ("status", "waiting")),
        Sample(
            route: "POST /tasks/{id}/steps", path: "/tasks/1/steps", fields: [("title", "x")],
            other: ("title", "Another & more")),
        Sample(
            route: "POST /tasks/{id}/steps/{step}/subtask", path: "/tasks/1/steps/1/subtask", fields: [],
            other: ("next", "/tasks")),
        Sample(
            route: "POST /tasks/{id}/comments", path: "/tasks/1/comments", fields: [("text", "x")],
            other: ("text", "Another & more")),
        Sample(
            route: "POST /tasks/changes/{mark}/undo", path: "/tasks/changes/{mark}/undo", fields: [],
            other: ("next", "/tasks")),
        Sample(
            route: "POST /trash/{id}/restoration", path: "/trash/2/restoration", fields: [], other: ("next", "/tasks")),
        Sample(route: "POST /projects", path: "/projects", fields: [("name", "x")], other: ("name", "Another & more")),
        Sample(route: "POST /labels", path: "/labels", fields: [("name", "x")], other: ("name", "Another & more")),
        Sample(
            route: "POST /views", path: "/views", fields: [("name", "x"), ("query", "is:open")],
            other: ("name", "Another & more")),
        Sample(
            route: "POST /memory/spaces", path: "/memory/spaces", fields: [("name", "x"), ("kind", "shared")],
            other: ("name", "Another & more")),
        Sample(
            route: "POST /memory/{space}", path: "/memory/1", fields: [("key", "x"), ("content", "x")],
            other: ("key", "Another & more")),
        Sample(
            route: "POST /memory/{space}/{key}/additions", path: "/memory/1/k/additions", fields: [("content", "x")],
            other: ("content", "Another & more")),
        Sample(
            route: "POST /memory/changes/{mark}/undo", path: "/memory/changes/{memoryMark}/undo", fields: [],
            other: ("next", "/memory/1")),
        Sample(route: "POST /users", path: "/users", fields: [("name", "helper")], other: ("name", "another")),
        Sample(
            route: "POST /roles", path: "/roles", fields: [("name", "gardener"), ("permissions", "tasks:read")],
            other: ("name", "another")),
    ]

    private static let key = String(repeating: "k", count: 22)

    /// - Shape: the mark of the last change of memory.
    private func furnish(_ site: TestSite) throws -> String {
        try site.make(.task(steps: ["One"]), by: .ada)
        let gone = try site.make(.task("Gone"), by: .ada)
        _ = try site.post("/projects", json: #"{"name":"Garden"}"#, as: .ada)
        _ = try site.delete("/tasks/\(gone.id)", as: .ada)
        _ = try site.post("/memory/spaces", json: #"{"kind":"personal","name":"Notes"}"#, as: .ada)
        let put = try site.send("PUT", "/memory/1/k", json: #"{"content":"x"}"#, as: .ada)
        try site.make(.task("Last"), by: .ada)
        return put.header("Elwosa-Change") ?? ""
    }

    private func send(
        _ sample: Sample, _ site: TestSite, key: String = key, other: Bool = false, as person: Person = .ada
    ) throws -> TestReply {
        var fields = sample.fields
        if other { fields = fields.filter { $0.0 != sample.other.0 } + [sample.other] }
        return try site.submit(sample.path, fields + [(FormKey.fieldName, key)], as: person)
    }

    @Test("every route that makes something is tried here")
    func everyRoute() {
        let routes = AreaName.allRoutes.filter { $0.repetition == .once }
        #expect(Set(routes.map(\.name)) == Set(Self.samples.map(\.route)))
    }

    @Test("are carried out once, and answered alike", arguments: samples)
    func once(sample: Sample) async throws {
        try await withSite { site in
            let memoryMark = try furnish(site)
            var sample = sample
            sample.path = sample.path.replacing("{mark}", with: "\(try site.lastEvent())")
                .replacing("{memoryMark}", with: memoryMark)
            let before = try site.lastEvent()
            let first = try send(sample, site)
            let mark = try site.lastEvent()
            #expect(first.status == 303 && mark > before)
            let second = try send(sample, site)
            #expect(second.status == 303 && second.location == first.location)
            #expect(try site.events(after: mark) == [])
        }
    }

    @Test("with something else in them are shown again under a new key, and nothing is lost", arguments: samples)
    func other(sample: Sample) async throws {
        try await withSite { site in
            let memoryMark = try furnish(site)
            var sample = sample
            sample.path = sample.path.replacing("{mark}", with: "\(try site.lastEvent())")
                .replacing("{memoryMark}", with: memoryMark)
            _ = try send(sample, site)
            let mark = try site.lastEvent()
            let again = try send(sample, site, other: true)
            #expect(again.status == 422)
            #expect(try site.events(after: mark) == [])
            let page = again.markup
            #expect(page.faults == [] && page.root.all("p").contains { $0["id"] == "sent-before" })
            let form = try #require(
                page.root.all("form").first { form in
                    form["action"] == sample.path
                        && form.all.contains { $0["value"] == sample.other.1 || $0.text == sample.other.1 }
                })
            let key = try #require(form.all("input").first { $0["name"] == FormKey.fieldName }?["value"])
            #expect(FormKey.isKey(key) && key != Self.key)
        }
    }

    @Test("by somebody else under the same key are that person's own")
    func actors() async throws {
        try await withSite { site in
            let first = try send(Self.samples[0], site)
            let second = try send(Self.samples[0], site, as: .ben)
            #expect(first.status == 303 && second.status == 303 && first.destination != second.destination)
        }
    }

    @Test("and set what is there leave no key behind, so each is carried out")
    func settling() async throws {
        try await withSite { site in
            try site.make(.task(), by: .ada)
            for method in ["POST", "DELETE", "POST"] {
                let fields = [("_method", method), (FormKey.fieldName, Self.key)]
                #expect(try site.submit("/tasks/1/completion", fields, as: .ada).status == 303)
            }
            #expect(try site.get("/tasks/1", as: .ada)["status"] == "done")
            #expect(try site.store.database.read { try $0.value("SELECT count(*) FROM retry") as Int? } == 0)
        }
    }

    @Test("a page that is kept hands out a key of its own each time, at one length")
    func kept() async throws {
        try await withSite { site in
            let pages = try (0..<3).map { _ in try site.get("/", as: .ada, wants: .page) }
            let keys = pages.map { page in
                page.markup.root.all("input").filter { $0["name"] == FormKey.fieldName }.compactMap { $0["value"] }
            }
            #expect(Set(keys.flatMap { $0 }).count == 3 * keys[0].count && keys[0].count > 1)
            #expect(Set(pages.map(\.body.count)).count == 1)
            #expect(Set(pages.map(\.keyless)).count == 1)
        }
    }
}

@Suite("Forms whose answer is a secret, sent twice")
struct SecretRepetitionTests {
    private static let key = (FormKey.fieldName, String(repeating: "s", count: 22))

    /// The form, and the table that what it makes is in.
    static let forms: [(path: String, fields: [(String, String)], table: String)] = [
        ("/auth/tokens", [("name", "laptop"), ("scopes", "tasks:read"), ("days", "30")], "personalToken"),
        ("/users/4/tokens", [("name", "laptop"), ("scopes", "tasks:read"), ("days", "30")], "personalToken"),
        ("/users/invitations", [("role", "member"), ("days", "7")], "invitation"),
        ("/users/2/reset", [], "invitation"),
    ]

    private func count(_ table: String, _ site: TestSite) throws -> Int? {
        try site.store.database.read { tx in
            table == "invitation"
                ? try tx.value("SELECT count(*) FROM invitation") : try tx.value("SELECT count(*) FROM personalToken")
        }
    }

    /// The status that whoever has the secret which a page shows is answered with.
    private func answer(to page: TestReply, _ path: String, _ site: TestSite) throws -> Int {
        if path.hasSuffix("/tokens") {
            let token = try #require(page.text.firstMatch(of: /elwosa_pat_[-_A-Za-z0-9]{43}/)).0
            return try site.get("/tasks", headers: [(name: "Authorization", value: "Bearer \(token)")]).status
        }
        let link = try #require(page.text.firstMatch(of: /\/(?:invitation|reset)\?token=[-_A-Za-z0-9]+/)).0
        return try site.get(String(link)).status
    }

    @Test("at once show one that is good, and there is only one", arguments: forms)
    func twice(path: String, fields: [(String, String)], table: String) async throws {
        try await withSite { site in
            let before = try count(table, site) ?? 0
            let first = try site.submit(path, fields + [Self.key], as: .ada)
            site.clock.advance(seconds: 5)
            let second = try site.submit(path, fields + [Self.key], as: .ada)
            #expect(first.status == 201 && second.status == 201 && first.text != second.text)
            #expect(try [400, 401, 404].contains(answer(to: first, path, site)))
            #expect(try answer(to: second, path, site) == 200)
            #expect(try count(table, site) == before + 1)
        }
    }

    @Test("later make nothing and take nothing away: the form is shown again", arguments: forms)
    func later(path: String, fields: [(String, String)], table: String) async throws {
        try await withSite { site in
            let before = try count(table, site) ?? 0
            _ = try site.submit(path, fields + [Self.key], as: .ada)
            site.clock.advance(seconds: 31)
            let mark = try site.lastEvent()
            let again = try site.submit(path, fields + [Self.key], as: .ada)
            #expect(
                again.status == 422 && again.text.contains("id=\"sent-before\"") && again.text.contains("shown once"))
            #expect(try count(table, site) == before + 1 && site.events(after: mark) == [])
        }
    }
}
