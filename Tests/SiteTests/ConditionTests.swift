import AreaTables
import Domain
import Testing
import TestingElwosa
import Web

/// `If-Match` and a form's `version`, at every address that changes something that is there.
@Suite("A change that was made for an older version")
struct ConditionTests {
    /// Changes that keep nothing from being overwritten, and why. They refuse an `If-Match` as well: no tag is theirs.
    static let unversioned = [
        "PUT /account/password": "asks for the very password that it replaces",
        "POST /account/factor": "begins anew what nobody has confirmed",
        "DELETE /account/factor": "asks for the password, and there is but one",
        "POST /account/factor/confirmation": "asks for a code of the very factor",
        "POST /account/factor/codes": "makes new ones of whatever there are",
        "DELETE /auth/sessions": "ends them all", "DELETE /auth/sessions/{id}": "is never changed, only ended",
        "DELETE /auth/tokens/{id}": "is never changed, only revoked",
        "DELETE /users/{id}/tokens/{token}": "is never changed, only revoked",
        "POST /users/{id}/tokens": "makes a new one", "POST /users/{id}/reset": "makes a new link",
        "DELETE /users/invitations/{id}": "is never changed, only revoked",
        "POST /tasks/{id}/comments": "makes a new one",
        "POST /tasks/changes/{mark}/undo": "is refused where anything has changed since",
        "POST /trash/{id}/restoration": "nothing changes in the trash",
        "POST /memory/{space}": "makes new ones", "DELETE /memory/{space}": "says how many it means",
        "POST /memory/{space}/{key}/erasure": "goes whatever it says",
        "POST /memory/spaces/{id}/import": "leaves what is there as it is",
        "POST /memory/changes/{mark}/undo": "is refused where anything has changed since",
    ]

    /// Every line that changes one thing: by its method, or since its address names it.
    private static let changing = AreaName.allRoutes.filter {
        !$0.method.isSafe && ($0.method != .post || $0.pattern.contains("{") || $0.pattern.hasPrefix("/account/"))
    }

    static let versioned = changing.map(\.name).filter { unversioned[$0] == nil }

    @Test("every exception is a line of a table")
    func exceptions() {
        #expect(Set(Self.unversioned.keys).isSubset(of: Self.changing.map(\.name)))
        #expect(Self.versioned.count >= 27)
    }

    /// The address that names the version, and how somebody else changes it.
    private static func resource(of pattern: String) -> (pattern: String, method: String, change: String, body: String)?
    {
        let all: [(pattern: String, method: String, change: String, body: String)] = [
            ("/tasks/{id}/comments/{comment}", "PATCH", "", #"{"text":"- [ ] y"}"#),
            ("/tasks/{id}", "PATCH", "", #"{"priority":"low"}"#),
            ("/projects/{id}", "PATCH", "", #"{"description":"- [ ] y"}"#),
            ("/labels/{id}", "PATCH", "", #"{"colour":"blue"}"#),
            ("/views/{id}", "PATCH", "", #"{"name":"y"}"#), ("/users/{id}", "POST", "/disablement", "{}"),
            ("/roles/{name}", "PATCH", "", #"{"permissions":["tasks:read"]}"#),
            ("/account/appearance", "PUT", "", #"{"theme":"dark"}"#),
            ("/memory/spaces/{id}", "PATCH", "", #"{"name":"y"}"#),
            ("/memory/{space}/{key}", "PATCH", "", #"{"tags":["y"]}"#),
        ]
        return all.first { pattern.hasPrefix($0.pattern) }
    }

    private func target(_ pattern: String, _ world: MatrixWorld) throws -> String {
        let meant: MatrixObject =
            switch pattern.split(separator: "/").prefix(2).joined(separator: "/") {
            case "memory/spaces": .openedByCaller
            case let place: place.hasPrefix("projects") ? .owned : place.hasPrefix("users") ? .foreign : .own
            }
        return try #require(MatrixLine.targets(pattern, of: 1, world).first { $0.object == meant }).address
    }

    @Test("is refused and changes nothing; made for the stored one it is carried out", arguments: versioned)
    func everyRoute(name: String) async throws {
        let line = try #require(Self.changing.first { $0.name == name })
        let resource = try #require(Self.resource(of: line.pattern), "name what its version is, or why it has none")
        let body = try #require(MatrixAnswer.all[name]).body
        try await withSite { site in
            let world = try MatrixWorld(site, for: Person.ada.id) { _ in }
            let (address, whole) = (try target(line.pattern, world), try target(resource.pattern, world))
            let send = { (tag: String) in
                try site.send(
                    name.prefix { $0 != " " }.description, address, json: body, as: .ada, headers: [("If-Match", tag)])
            }
            let old = try #require(try site.get(whole, as: .ada).header("ETag"))
            #expect(
                try site.send(resource.method, whole + resource.change, json: resource.body, as: .ada).status == 200)
            let mark = try site.lastEvent()
            #expect(try send(old).status == 412)
            #expect(try send(#""0-0""#).status == 412 && site.events(after: mark) == [])
            let stored = try site.get(whole, as: .ada)
            let tag = try #require(stored.header("ETag"))
            #expect(tag != old)
            #expect(try site.get(whole, as: .ada, headers: [("If-None-Match", tag)]).status == 304)
            // A project with tasks is not deleted, and says so.
            let status = try send(tag).status
            #expect((200...204).contains(status) || (status == 409 && name == "DELETE /projects/{id}"))
        }
    }

    @Test("where there are no versions is refused as well", arguments: unversioned.keys.sorted())
    func noVersions(name: String) async throws {
        let line = try #require(Self.changing.first { $0.name == name })
        try await withSite { site in
            let world = try MatrixWorld(site, for: Person.ada.id) { _ in }
            let targets = MatrixLine.targets(line.pattern, of: 1, world)
            let address = try #require(targets.first { $0.object == .agent } ?? targets.first { $0.object == .own })
                .address
            let body = try rightBody(name, site)
            let mark = try site.lastEvent()
            let reply = try site.send(
                line.method.rawValue, address, json: body, as: .ada,
                headers: [("If-Match", #""1-1""#)])
            #expect(reply.status == 412 && reply.text.contains(#""field":"If-Match""#))
            #expect(try site.events(after: mark) == [])
        }
    }

    /// The body that a line is sent; two say first what is wrong with that, so they are sent what is right.
    private func rightBody(_ name: String, _ site: TestSite) throws -> String? {
        switch name {
        case "PUT /account/password":
            return #"{"currentPassword":"\#(Person.ada.password)","password":"four yellow submarines"}"#
        case "POST /account/factor/confirmation":
            let begun = try site.post("/account/factor", as: .ada)
            let key = try #require(begun.text.firstMatch(of: /"key":"([^"]+)"/)?.1)
            let app = try #require(Authenticator(String(key)))
            return #"{"code":"\#(app.code(at: site.clock.now))"}"#
        default:
            return try #require(MatrixAnswer.all[name]).body
        }
    }

    struct Form: Sendable {
        let page: String
        var method = "PATCH"
        let fields: [(String, String)]
        /// The request that somebody else makes meanwhile.
        let other: (method: String, address: String, body: String)
        /// The words of both that the page then shows.
        let shown: [String]
    }

    static let forms = [
        Form(
            page: "/tasks/1/comments/1", fields: [("text", "Mine")],
            other: ("PATCH", "/tasks/1/comments/1", #"{"text":"Theirs"}"#), shown: ["Mine", "Theirs"]),
        Form(
            page: "/tasks/1/comments/1", method: "DELETE", fields: [],
            other: ("PATCH", "/tasks/1/comments/1", #"{"text":"Theirs"}"#), shown: ["Theirs", "newer version"]),
        Form(
            page: "/tasks/1/comments/1/boxes/1", method: "POST", fields: [],
            other: ("PATCH", "/tasks/1/comments/1", #"{"text":"- [ ] Theirs"}"#), shown: ["Theirs", "newer version"]),
        Form(
            page: "/projects/4/boxes/1", method: "POST", fields: [],
            other: ("PATCH", "/projects/4", #"{"description":"- [ ] Theirs"}"#), shown: ["Theirs", "newer version"]),
        Form(
            page: "/labels/1", fields: [("name", "mine"), ("colour", "red")],
            other: ("PATCH", "/labels/1", #"{"name":"theirs"}"#), shown: [#"value="mine""#, ">theirs<"]),
        Form(
            page: "/labels/1", method: "DELETE", fields: [], other: ("PATCH", "/labels/1", #"{"name":"theirs"}"#),
            shown: ["theirs", "newer version"]),
        Form(
            page: "/views/1", fields: [("name", "Mine"), ("query", "is:open")],
            other: ("PATCH", "/views/1", #"{"name":"Theirs"}"#), shown: [#"value="Mine""#, ">Theirs<"]),
        Form(
            page: "/views/1", method: "DELETE", fields: [], other: ("PATCH", "/views/1", #"{"name":"Theirs"}"#),
            shown: [">Theirs<", "Somebody else saved first"]),
        Form(
            page: "/projects/4/members", method: "POST", fields: [("account", "Ben"), ("role", "owner")],
            other: ("POST", "/projects/4/members", #"{"account":"Ben","role":"viewer"}"#),
            shown: [#"<span class="pill">Viewer</span>"#, #"<option value="owner" selected>"#]),
        Form(
            page: "/projects/4", fields: [("name", "Mine"), ("description", "")],
            other: ("PATCH", "/projects/4", #"{"name":"Theirs"}"#), shown: [#"value="Mine""#, "<h1>Theirs</h1>"]),
        Form(
            page: "/projects/4/archive", method: "POST", fields: [],
            other: ("PATCH", "/projects/4", #"{"name":"Theirs"}"#), shown: ["<h1>Theirs</h1>", "newer version"]),
        Form(
            page: "/users/5/disablement", method: "POST", fields: [],
            other: ("PATCH", "/users/5", #"{"role":"viewer"}"#), shown: ["Viewer", "newer version"]),
        Form(
            page: "/users/5", fields: [("role", "member")], other: ("PATCH", "/users/5", #"{"role":"viewer"}"#),
            shown: ["<dd>Viewer</dd>", #"<option value="member" selected>"#]),
        Form(
            page: "/roles/spare", fields: [("permissions", "tasks:read")],
            other: ("PATCH", "/roles/spare", #"{"permissions":["tasks:write"]}"#),
            shown: ["<dd>add and change tasks</dd>", #"value="tasks:read" checked"#]),
        Form(
            page: "/account/appearance", method: "PUT",
            fields: [("language", "en"), ("theme", "light"), ("timeZone", "")],
            other: ("PUT", "/account/appearance", #"{"language":"en","theme":"dark"}"#),
            shown: ["<dd>Dark</dd>", #"<option value="light" selected>"#]),
    ]

    @Test(
        "of a button alone names the version that its page shows",
        arguments: [
            ("/projects/4", "/projects/4/archive"), ("/projects/4/delete", "/projects/4/archive"),
            ("/users/5", "/users/5/disablement"),
        ])
    func buttons(page: String, action: String) async throws {
        try await withSite { site in
            _ = try MatrixWorld(site, for: Person.ada.id) { _ in }
            let form = try site.get(page, as: .ada, wants: .page).markup.root.all("form").first {
                $0["action"] == action
            }
            let resource = String(action[..<action.lastIndex(of: "/")!])
            let version = try #require(try site.get(resource, as: .ada).integer("version"))
            #expect(form?.all("input").first { $0["name"] == "version" }?["value"] == "\(version)")
        }
    }

    @Test("shows a browser both versions, and the next try replaces what it has seen", arguments: forms.indices)
    func pages(place: Int) async throws {
        let form = Self.forms[place]
        try await withSite { site in
            _ = try MatrixWorld(site, for: Person.ada.id) { _ in }
            let resource = form.page.replacing("/members", with: "").replacing("/archive", with: "")
                .replacing("/disablement", with: "").replacing("/boxes/1", with: "")
            let old = try #require(try site.get(resource, as: .ada).integer("version"))
            let sent = [("_method", form.method)] + form.fields
            #expect(
                try (200...201).contains(
                    site.send(form.other.method, form.other.address, json: form.other.body, as: .ada).status))
            let mark = try site.lastEvent()
            let reply = try site.submit(form.page, sent + [("version", "\(old)")], as: .ada)
            #expect(reply.status == 412 && reply.markup.brokenRules() == [])
            #expect(try site.events(after: mark) == [])
            for part in form.shown { #expect(reply.text.contains(part), "\(part)") }
            let new = try #require(try site.get(resource, as: .ada).integer("version"))
            #expect(reply.text.contains(#"name="version" value="\#(new)""#))
            #expect(try site.submit(form.page, sent + [("version", "\(new)")], as: .ada).status == 303)
        }
    }
}
