import AreaTables
import Auth
import Domain
import HTML
import TaskDomain
import Testing
import TestingElwosa

@testable import Tasks
@testable import Web

@Suite("Every form of every page")
struct FormKeyPagesTests {
    /// Addresses with a number or a name in them, as the site below has them.
    private static let addresses = [
        "/tasks/{id}": "/tasks/1", "/tasks/{id}/edit": "/tasks/1/edit", "/tasks/{id}/delete": "/tasks/1/delete",
        "/tasks/{id}/history": "/tasks/1/history", "/tasks/{id}/comments": "/tasks/1/comments",
        "/tasks/{id}/comments/{comment}": "/tasks/1/comments/1", "/labels/{id}": "/labels/1", "/views/{id}": "/views/1",
        "/projects/{id}": "/projects/1", "/projects/{id}/delete": "/projects/1/delete",
        "/labels/{id}/delete": "/labels/1/delete", "/users/{id}": "/users/2", "/users/{id}/delete": "/users/2/delete",
        "/users/{id}/tokens": "/users/4/tokens", "/roles/{name}": "/roles/gardener",
        "/memory/spaces/{id}": "/memory/spaces/1", "/memory/spaces/{id}/delete": "/memory/spaces/1/delete",
        "/memory/spaces/{id}/readings": "/memory/spaces/1/readings",
        "/memory/spaces/{id}/clear": "/memory/spaces/1/clear?kind=note",
        "/memory/spaces/{id}/new": "/memory/spaces/1/new",
        "/memory/spaces/{id}/export": "/memory/spaces/1/export",
        "/memory/{space}": "/memory/1",
        "/memory/{space}/{key}": "/memory/1/k", "/memory/{space}/{key}/edit": "/memory/1/k/edit",
        "/memory/{space}/{key}/delete": "/memory/1/k/delete",
        "/memory/{space}/{key}/versions": "/memory/1/k/versions",
        "/memory/{space}/{key}/citations": "/memory/1/k/citations", "/tasks/{id}/citations": "/tasks/1/citations",
    ]

    private static let lines = AreaName.allRoutes

    private static let table = RouteTable(
        lines.map { line in
            Route(line.method, line.pattern, needs: line.needs, twice: line.repetition) { (_) throws(Failure) in
                Response(.ok)
            }
        })

    /// Something of everything, so that each page shows its forms.
    private func furnish(_ site: TestSite) throws {
        try site.make(.task(steps: ["One", "Two"]), by: .ada)
        let gone = try site.make(.task("Gone"), by: .ada)
        _ = try site.delete("/tasks/\(gone.id)", as: .ada)
        for (path, body) in [
            ("/tasks/1/comments", #"{"text":"x"}"#), ("/labels", #"{"name":"x"}"#), ("/projects", #"{"name":"x"}"#),
            ("/views", #"{"name":"x","query":"is:open"}"#),
            ("/roles", #"{"name":"gardener","permissions":["tasks:read"]}"#), ("/users/invitations", "{}"),
            ("/users/4/tokens", #"{"name":"x","scopes":["tasks:read"]}"#), ("/account/factor", "{}"),
            ("/memory/spaces", #"{"kind":"shared","name":"x"}"#), ("/memory/1", #"{"key":"k","content":"one"}"#),
            ("/memory/1/k/additions", #"{"content":" two"}"#),
        ] {
            #expect(try site.post(path, json: body, as: .ada).status < 300, "\(path)")
        }
    }

    @Test("has a key of its own, or leads where no key counts")
    func keys() async throws {
        try await withSite { site in
            try furnish(site)
            var (forms, keyed) = (0, Set<String>())
            for line in Self.lines where line.method == .get && !line.pattern.hasPrefix("/live/") {
                let path = Self.addresses[line.pattern] ?? line.pattern
                try #require(!path.contains("{"), "\(line.pattern) needs an address here")
                let reply = try site.get(path, as: line.needs == .nobody ? nil : .ada, wants: .page)
                guard reply.status == 200, reply.header("Content-Type")?.hasPrefix("text/html") == true else {
                    continue
                }
                let posts = reply.markup.root.all("form").filter { $0["method"] == "post" }
                for form in posts {
                    forms += 1
                    let key = form.all("input").first { $0["name"] == FormKey.fieldName }?["value"]
                    if let key {
                        #expect(FormKey.isKey(key) && keyed.insert(key).inserted, "\(path)")
                    } else {
                        #expect(try repetition(of: form) == .session, "\(path): \(form["action"] ?? "")")
                    }
                }
            }
            #expect(forms > 60 && keyed.count > 55, "\(forms) forms, \(keyed.count) with keys")
        }
    }

    private func repetition(of form: MarkupElement) throws -> Repetition? {
        let meant = form.all("input").first { $0["name"] == "_method" }?["value"] ?? "POST"
        guard case .found(let route) = Self.table.match(Method(rawValue: meant), try Path(target: form["action"] ?? ""))
        else { return nil }
        return route.repetition
    }

    @Test("makes something only where the route says that a key counts")
    func methods() {
        // PUT, PATCH and DELETE name what they set or remove; whatever else a POST does is said in its line.
        for line in Self.lines where line.repetition == .once || line.repetition == .replaces {
            #expect(line.method == .post, "\(line.pattern)")
        }
        let settling = Self.lines.filter { $0.method == .post && $0.repetition == .settles }.map(\.pattern)
        #expect(
            Set(settling) == [
                "/tasks/{id}/completion", "/tasks/{id}/boxes/{box}", "/tasks/{id}/steps/{step}/completion",
                "/tasks/{id}/comments/{comment}/boxes/{box}", "/projects/{id}/boxes/{box}",
                "/projects/{id}/archive",
                "/projects/{id}/members", "/users/{id}/disablement", "/tasks/import", "/audit/erasure",
                "/memory/spaces/{id}/members", "/memory/spaces/{id}/import", "/memory/{space}/{key}/erasure",
                "/memory/{space}/{key}/versions/{version}/restoration", "/memory/context",
            ])
    }
}
