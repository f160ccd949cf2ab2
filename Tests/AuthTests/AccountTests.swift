import Domain
import JSON
import Store
import Testing
import TestingElwosa

@Suite("One's account")
struct AccountTests {
    private static let new = "a boat with nine sails"

    private static func body(_ current: String, _ password: String) -> String {
        #"{"currentPassword":"\#(current)","password":"\#(password)"}"#
    }

    @Test("says who is calling and what they may do, also to a viewer")
    func show() async throws {
        try await withSite { site in
            let reply = try site.get("/account", as: .cleo)
            #expect(reply.status == 200 && reply["name"] == "Cleo" && reply["role"] == "viewer")
            #expect(reply["permissions"] == .array(["tasks:read", "memory:read"]))
            #expect(try site.get("/account").status == 401)
        }
    }

    @Test("another password ends all other sessions, and only it signs in from then on")
    func password() async throws {
        try await withSite { site in
            let other = try site.cookie(of: .ben)
            let mark = try site.lastEvent()
            let body = Self.body(Person.ben.password, Self.new)
            let reply = try site.send("PUT", "/account/password", json: body, as: .ben)
            #expect(reply.status == 200 && reply["endedSessions"] == 1)
            #expect(try site.events(after: mark) == ["password_changed", "session_ended"])
            #expect(try site.get("/tasks", as: .ben).status == 200)
            #expect(try site.get("/tasks", headers: [other]).status == 401)
            #expect(try site.signIn("Ben", Person.ben.password).status == 401)
            #expect(try site.signIn("Ben", Self.new).status == 200)
        }
    }

    @Test(
        "a password is changed by whoever knows the present one, and within the rules",
        arguments: [
            ("not the one", new, "currentPassword"), ("", new, "currentPassword"),
            (Person.ben.password, "too short", "password"),
            (String(repeating: "x", count: 2_000), new, "currentPassword"),
        ])
    func passwordRefused(current: String, password: String, field: String) async throws {
        try await withSite { site in
            let mark = try site.lastEvent()
            let body = Self.body(current, password)
            let reply = try site.send("PUT", "/account/password", json: body, as: .ben)
            #expect(reply.status == 422 && reply["field"] == .string(field))
            #expect(try site.events(after: mark) == (field == "password" ? [] : ["session_refused"]))
            let form = [("_method", "PUT"), ("currentPassword", current), ("password", password)]
            let page = try site.submit("/account/password", form, as: .ben)
            #expect(page.status == 422 && page.text.contains("id=\"\(field)-error\""))
            #expect(!page.text.contains(password) && page.markup.brokenRules() == [])
            #expect(try site.signIn("Ben", Person.ben.password).status == 200)
        }
    }

    @Test("guessing the present password is slowed down as it is at the sign-in")
    func guessing() async throws {
        try await withSite { site in
            let wrong = Self.body("not the one", Self.new)
            for _ in 1...5 {
                #expect(try site.send("PUT", "/account/password", json: wrong, as: .ben).status == 422)
            }
            let right = Self.body(Person.ben.password, Self.new)
            let slowed = try site.send("PUT", "/account/password", json: right, as: .ben)
            #expect(slowed.status == 429 && slowed.header("Retry-After") == "1")
            site.clock.advance(seconds: 1)
            #expect(try site.send("PUT", "/account/password", json: right, as: .ben).status == 200)
        }
    }

    @Test("changing the password asks for a fresh proof")
    func stale() async throws {
        try await withSite { site in
            site.clock.advance(seconds: Caller.freshSeconds)
            let body = Self.body(Person.ben.password, Self.new)
            #expect(try site.send("PUT", "/account/password", json: body, as: .ben).status == 401)
            let page = try site.get("/account/password", as: .ben, wants: .page)
            #expect(page.status == 303 && page.location == "/auth/proof?next=%2Faccount%2Fpassword")
        }
    }

    @Test("no event about a password holds it, or its hash")
    func secrets() async throws {
        try await withSite { site in
            let mark = try site.lastEvent()
            _ = try site.send("PUT", "/account/password", json: Self.body("wrong one", Self.new), as: .ben)
            _ = try site.send("PUT", "/account/password", json: Self.body(Person.ben.password, Self.new), as: .ben)
            let contents = try site.eventContents(after: mark).joined()
            #expect(contents.contains("\"network\":\"127.0.0.1\""))
            for secret in ["wrong one", Self.new, Person.ben.password, "scrypt"] {
                #expect(!contents.contains(secret))
            }
        }
    }

    @Test("language and theme are kept, and every page follows them at once, whatever the browser asks for")
    func appearance() async throws {
        try await withSite { site in
            let before = try site.get("/", as: .ben, wants: .page).text
            #expect(before.contains("<html lang=\"en\">"))
            let mark = try site.lastEvent()
            let form = [("_method", "PUT"), ("language", "de"), ("theme", "dark")]
            for _ in 1...2 {
                let reply = try site.submit("/account/appearance", form, as: .ben)
                #expect(reply.status == 303 && reply.location == "/account?saved=appearance")
            }
            #expect(try site.events(after: mark) == ["account_changed"])
            for address in ["/", "/account", "/tasks/9999", "/auth/sessions"] {
                let page = try site.get(address, as: .ben, wants: .page, headers: [("Accept-Language", "en")])
                #expect(page.text.contains("<html lang=\"de\" data-theme=\"dark\">"), "\(address)")
            }
            #expect(try site.get("/", as: .ada, wants: .page).text.contains("<html lang=\"en\">"))
        }
    }

    @Test("null, and a form's empty choice, leave language and theme to the browser again")
    func unchosen() async throws {
        try await withSite { site in
            let chosen = #"{"language":"de","theme":"light"}"#
            #expect(try site.send("PUT", "/account/appearance", json: chosen, as: .ben)["theme"] == "light")
            let body = #"{"language":null,"theme":null}"#
            #expect(try site.send("PUT", "/account/appearance", json: body, as: .ben)["language"] == .null)
            _ = try site.send("PUT", "/account/appearance", json: chosen, as: .ben)
            _ = try site.submit("/account/appearance", [("_method", "PUT"), ("language", ""), ("theme", "")], as: .ben)
            #expect(try site.get("/account/appearance", as: .ben)["language"] == .null)
        }
    }

    @Test(
        "what is not offered is refused, and nothing is kept",
        arguments: [
            (#"{"language":"fr"}"#, "language"), (#"{"theme":"blue"}"#, "theme"), (#"{"theme":""}"#, "theme"),
            (#"{"colour":"blue"}"#, "colour"), (#"{"language":1}"#, "language"),
        ])
    func notOffered(body: String, field: String) async throws {
        try await withSite { site in
            let mark = try site.lastEvent()
            let reply = try site.send("PUT", "/account/appearance", json: body, as: .ben)
            #expect(reply.status == 422 && reply["field"] == .string(field))
            #expect(try site.events(after: mark) == [])
        }
    }

    @Test("every page of the account keeps every rule of a page, fresh or not", arguments: ["de", "en"])
    func rules(language: String) async throws {
        try await withSite { site in
            _ = try site.post("/auth/tokens", json: #"{"name":"<b>","scopes":["tasks:read"]}"#, as: .ben)
            _ = try site.cookie(of: .ben, device: "<script>/1.0")
            for isFresh in [true, false] {
                for address in ["/account", "/account/appearance", "/auth/sessions", "/auth/tokens"] {
                    let headers = [(name: "Accept-Language", value: language)]
                    let page = try site.get(address, as: .ben, wants: .page, headers: headers)
                    #expect(page.status == 200 && page.markup.brokenRules() == [], "\(address), fresh: \(isFresh)")
                    #expect(!page.text.contains("<script>"))
                }
                site.clock.advance(seconds: Caller.freshSeconds)
            }
        }
    }
}
