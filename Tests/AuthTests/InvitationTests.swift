import Domain
import JSON
import SQLite
import Store
import Testing
import TestingElwosa

@Suite("Invitations and reset links")
struct InvitationTests {
    private func token(_ reply: TestReply) throws -> String {
        guard case .string(let link)? = reply["link"] else { throw Missing() }
        return String(try #require(link.split(separator: "=").last))
    }

    private struct Missing: Error {}

    private func body(_ token: String, _ name: String?, _ password: String = "four yellow submarines") -> String {
        let named = name.map { #","name":"\#($0)""# } ?? ""
        return #"{"token":"\#(token)"\#(named),"password":"\#(password)"}"#
    }

    @Test("an invited person chooses name and password, is signed in, and the link is used up")
    func invite() async throws {
        try await withSite { site throws in
            let mark = try site.lastEvent()
            let made = try site.post("/users/invitations", json: #"{"role":"viewer","days":3}"#, as: .ada)
            #expect(made.status == 201 && made.header("Cache-Control")?.contains("no-") == true)
            let token = try token(made)
            #expect(try site.get("/invitation?token=\(token)")["role"] == "viewer")
            let page = try site.get("/invitation?token=\(token)", wants: .page)
            #expect(page.text.contains(token))
            #expect(page.headers.filter { $0.name == "Referrer-Policy" }.map(\.value) == ["strict-origin"])
            let accepted = try site.post("/invitation", json: body(token, "Eve"))
            #expect(accepted.status == 200)
            #expect(try site.get("/users/5", as: .ada)["role"] == "viewer")
            #expect(accepted.header("Set-Cookie") != nil)
            #expect(
                try site.events(after: mark) == [
                    "invitation_made", "invitation_used", "account_created", "session_started",
                ])
            #expect(try site.post("/invitation", json: body(token, "Fay")).status == 404)
            #expect(try site.get("/invitation?token=\(token)").status == 404)
            // The second click of two.
            let again = try site.submit(
                "/invitation", [("token", token), ("name", "Eve"), ("password", "four yellow submarines")])
            #expect(again.status == 404 && again.text.contains("<h1>This link is no longer valid. If you have just"))
        }
    }

    @Test("a name that is taken or a weak password leaves the link good")
    func refused() async throws {
        try await withSite { site throws in
            let token = try token(site.post("/users/invitations", as: .ada))
            let mark = try site.lastEvent()
            #expect(try site.post("/invitation", json: body(token, "ADA")).status == 409)
            #expect(try site.post("/invitation", json: body(token, "Eve", "short")).status == 422)
            let page = try site.submit(
                "/invitation", [("token", token), ("name", "Ben"), ("password", "four yellow submarines")])
            #expect(page.status == 409 && page.text.contains("This name is taken."))
            #expect(try site.events(after: mark) == [])
            #expect(try site.get("/invitation?token=\(token)").status == 200)
        }
    }

    @Test("a link that has expired, was withdrawn or never was is not found, whatever it was for")
    func gone() async throws {
        try await withSite { site throws in
            let withdrawn = try site.post("/users/invitations", as: .ada)
            #expect(try site.get("/users/invitations", as: .ada)["invitations", 0, "madeBy"] == "Ada")
            #expect(try site.delete("/users/invitations/1", as: .ada).status == 204)
            #expect(try site.delete("/users/invitations/1", as: .ada).status == 404)
            let used = try site.post("/invitation", json: body(token(withdrawn), "Eve"))
            #expect(used.status == 404)
            let late = try token(site.post("/users/invitations", json: #"{"days":1}"#, as: .ada))
            site.clock.advance(seconds: 86_400)
            #expect(try site.post("/invitation", json: body(late, "Eve")).status == 404)
            let unknown = try site.post("/invitation", json: body("x", "Eve"))
            #expect(unknown.status == 404 && unknown["field"] == "token")
            #expect(try site.get("/invitation").status == 404)
        }
    }

    @Test("days outside 1 to 30 and unknown roles are refused")
    func rules() async throws {
        try await withSite { site throws in
            for sent in [#"{"days":0}"#, #"{"days":31}"#, #"{"role":"odd"}"#] {
                #expect(try site.post("/users/invitations", json: sent, as: .ada).status == 422)
            }
        }
    }

    @Test("a reset link sets a new password once, ends every session, and signs nobody in")
    func reset() async throws {
        try await withSite { site throws in
            let first = try token(site.post("/users/2/reset", as: .ada))
            let token = try token(site.post("/users/2/reset", as: .ada))
            #expect(try site.post("/reset", json: body(first, nil)).status == 404)
            #expect(try site.get("/tasks", as: .ben).status == 200)
            let mark = try site.lastEvent()
            #expect(try site.post("/reset", json: body(token, nil, "short")).status == 422)
            let done = try site.post("/reset", json: body(token, nil))
            #expect(done.status == 204 && done.header("Set-Cookie") == nil)
            #expect(try site.events(after: mark) == ["password_changed", "session_ended"])
            #expect(try site.get("/tasks", as: .ben).status == 401)
            #expect(try site.post("/reset", json: body(token, nil)).status == 404)
            #expect(try site.post("/auth/login", json: SignInTests.login("Ben", Person.ben.password)).status == 401)
            let new = SignInTests.login("Ben", "four yellow submarines")
            #expect(try site.post("/auth/login", json: new).status == 200)
        }
    }

    @Test("a reset link leaves the second factor in force, and whoever follows it needs a code as before")
    func resetBesideFactor() async throws {
        try await withSite { site throws in
            let (app, codes) = try site.setUpFactor(of: .ben)
            let link = try token(site.post("/users/2/reset", as: .ada))
            let done = try site.post("/reset", json: body(link, nil))
            #expect(done.status == 204 && done.header("Set-Cookie") == nil)
            let new = SignInTests.login("Ben", "four yellow submarines")
            let half = try site.post("/auth/login", json: new)
            #expect(half.status == 401 && half["field"] == "code" && half.header("Set-Cookie") == nil)
            let member = { (code: String) in String(new.dropLast()) + #","code":"\#(code)"}"# }
            #expect(try site.post("/auth/login", json: member("000000")).status == 401)
            #expect(try site.post("/auth/login", json: member(app.code(at: site.clock.now, later: 1))).status == 200)
            #expect(try site.post("/auth/login", json: member(codes[0])).status == 200)
        }
    }

    @Test("an invitation is no reset link, a reset link no invitation, and an agent has neither")
    func purpose() async throws {
        try await withSite { site throws in
            let join = try token(site.post("/users/invitations", as: .ada))
            let reset = try token(site.post("/users/2/reset", as: .ada))
            #expect(try site.post("/reset", json: body(join, nil)).status == 404)
            #expect(try site.get("/reset?token=\(join)").status == 404)
            #expect(try site.post("/invitation", json: body(reset, "Eve")).status == 404)
            #expect(try site.post("/users/4/reset", as: .ada).status == 409)
        }
    }

    @Test("no event and no row holds the link's token")
    func secret() async throws {
        try await withSite { site throws in
            let token = try token(site.post("/users/2/reset", as: .ada))
            let found: Int? = try site.store.database.read { tx in
                try tx.value("SELECT count(*) FROM eventBody WHERE instr(content, ?) > 0", token)
            }
            #expect(found == 0)
        }
    }
}
