import AuthDomain
import AuthStore
import Crypto
import Domain
import HouseStore
import JSON
import SQLite
import Store
import Testing
import TestingElwosa
import Web

@Suite("Signing in")
struct SignInTests {
    @Test("with name and password opens a session: the cookie of it reads tasks at once")
    func signIn() async throws {
        try await withSite { site in
            let mark = try site.lastEvent()
            let reply = try site.post("/auth/login", json: Self.login("ben", Person.ben.password))
            #expect(reply.status == 200 && reply["account", "name"] == "Ben" && reply["token_type"] == "Bearer")
            let cookie = try #require(reply.header("Set-Cookie"))
            #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && !cookie.contains("Secure"))
            let pair = String(cookie.split(separator: ";")[0])
            let tasks = try site.get("/tasks", headers: [(name: "Cookie", value: "a=b; \(pair)")])
            #expect(tasks.status == 200)
            #expect(try site.events(after: mark) == ["session_started"])
        }
    }

    @Test("a name is good in any spelling of it", arguments: ["ada ", " ADA", "ａｄａ", "Ada\u{3000}"])
    func spelling(name: String) async throws {
        try await withSite { site in
            let reply = try site.post("/auth/login", json: Self.login(name, Person.ada.password))
            #expect(reply.status == 200 && reply["account", "name"] == "Ada")
        }
    }

    @Test("all spellings of a name share one counter of wrong tries")
    func oneCounter() async throws {
        try await withSite { site throws in
            for name in ["ada", "ADA ", "ａda", "Ada", " aDa"] {
                #expect(try site.post("/auth/login", json: Self.login(name, "seven green bottles of 2")).status == 401)
            }
            #expect(try site.post("/auth/login", json: Self.login("adＡ", "seven green bottles of 2")).status == 429)
        }
    }

    @Test("under HTTPS the cookie is Secure and tied to the host")
    func secureCookie() async throws {
        try await withSite(origin: "https://elwosa.example") { site in
            let reply = try site.post("/auth/login", json: Self.login("Ada", Person.ada.password))
            let cookie = try #require(reply.header("Set-Cookie"))
            #expect(
                cookie.hasPrefix("__Host-elwosa-access=") && cookie.contains("; Secure") && cookie.contains("Path=/;"))
        }
    }

    @Test(
        "an unknown name, a wrong password and an agent get one answer, and an event",
        arguments: [
            ("nobody", "seven green bottles of 1"), ("Ada", "seven green bottles of 2"), ("Ada", ""), ("", "x"),
            ("Dot", Person.dot.password), ("Ada", String(repeating: "x", count: 5_000)),
        ])
    func refused(name: String, password: String) async throws {
        try await withSite { site in
            let mark = try site.lastEvent()
            let reply = try site.post("/auth/login", json: Self.login(name, password))
            #expect(reply.status == 401 && reply["detail"] == "The name or the password is wrong.")
            #expect(reply.header("Set-Cookie") == nil)
            #expect(try site.events(after: mark) == ["session_refused"])
        }
    }

    @Test("what was typed as a name stands nowhere: an account's number does, or what only our key makes of the text")
    func typedName() async throws {
        try await withSite { site in
            let mark = try site.lastEvent()
            for name in ["my secret passphrase", "MY SECRET passphrase", "ada"] {
                #expect(try site.post("/auth/login", json: Self.login(name, "x")).status == 401)
            }
            let bodies: [String] = try site.store.database.read { tx in
                try tx.all("SELECT content FROM eventBody WHERE seq > ? ORDER BY seq", mark) { row in try row[0] }
            }
            #expect(bodies.count == 3 && !bodies.joined().lowercased().contains("secret"))
            #expect(bodies[0] == bodies[1] && bodies[0].hasPrefix(#"{"typed":""#))
            #expect(bodies[2].hasPrefix(#"{"account":1,"#))
            let counters: [String] = try site.store.database.read { tx in
                try tx.all("SELECT key FROM throttle WHERE key LIKE 'account:%'") { row in try row[0] }
            }
            // A hash without a key could be tried through by whoever has the file.
            let bare = ["my secret passphrase", "ada"].map { Hexadecimal.encode(SHA256.hash($0)) }
            #expect(counters.count == 2 && !counters.contains { counter in bare.contains { counter.hasSuffix($0) } })
        }
    }

    @Test("however long a wrong name is, its event keeps only the beginning")
    func longName() async throws {
        try await withSite { site in
            let mark = try site.lastEvent()
            // One character to Swift, 100,000 bytes to the disk.
            let name = "a" + String(repeating: "\u{301}", count: 50_000)
            #expect(try site.post("/auth/login", json: Self.login(name, "x")).status == 401)
            let kept: Int? = try site.store.database.read { tx in
                try tx.value("SELECT max(length(CAST(content AS BLOB))) FROM eventBody WHERE seq > ?", mark)
            }
            #expect(try #require(kept) < 400)
        }
    }

    @Test("a browser may call itself anything")
    func device() async throws {
        try await withSite { site in
            for name in ["a" + String(repeating: "\u{301}", count: 3_000), String(repeating: "x", count: 7_000), ""] {
                let reply = try site.post(
                    "/auth/login", json: Self.login("Ada", Person.ada.password),
                    headers: [(name: "User-Agent", value: name)])
                #expect(reply.status == 200)
            }
        }
    }

    @Test("passwords are taken exactly as typed")
    func exactly() async throws {
        try await withSite { site in
            // scrypt fills a short password up with zero bytes, so to it one with a NUL after it would be the same.
            for password in [
                " " + Person.ada.password, Person.ada.password + "\n", Person.ada.password.uppercased(),
                Person.ada.password + "\0",
            ] {
                let body = JSON.object(Self.fields("Ada", password)).json
                let reply = try site.post("/auth/login", json: String(decoding: body, as: UTF8.self))
                #expect(reply.status == 401)
            }
        }
    }

    @Test(
        "a form leads where the person wanted to go, and nowhere else",
        arguments: [
            ("/tasks/7?x=1", "/tasks/7?x=1"), ("", "/"), ("//evil.example", "/"), ("https://evil.example/", "/"),
            ("/\\evil.example", "/"),
        ])
    func next(typed: String, location: String) async throws {
        try await withSite { site in
            let fields = [("name", "Ada"), ("password", Person.ada.password), ("next", typed)]
            let reply = try site.submit("/auth/login", fields)
            #expect(reply.status == 303 && reply.location == location)
        }
    }

    @Test("a wrong password in a form comes back with the name and without the password")
    func formAgain() async throws {
        try await withSite { site in
            let reply = try site.submit("/auth/login", [("name", "A\"da"), ("password", "not this one")])
            #expect(reply.status == 401)
            #expect(reply.text.contains("A&quot;da") && !reply.text.contains("not this one"))
            #expect(reply.text.contains("Name or password is wrong."))
        }
    }

    @Test("another site cannot sign anybody in")
    func foreign() async throws {
        try await withSite { site in
            let mark = try site.lastEvent()
            let reply = try site.post(
                "/auth/login", json: Self.login("Ada", Person.ada.password),
                headers: [(name: "Origin", value: "https://evil.example")])
            #expect(reply.status == 403 && reply.header("Set-Cookie") == nil)
            #expect(try site.events(after: mark) == [])
        }
    }

    @Test("ends the session that the browser had before, whoever's it was, and no other")
    func replaces() async throws {
        try await withSite { site throws in
            let other = try site.cookie(of: .ben)
            let former = try site.cookie(of: .ben)
            let mark = try site.lastEvent()
            let reply = try site.post("/auth/login", json: Self.login("Ada", Person.ada.password), headers: [former])
            #expect(reply.status == 200)
            #expect(try site.events(after: mark) == ["session_ended", "session_started"])
            #expect(try site.get("/tasks", headers: [former]).status == 401)
            let refresh = (name: "Cookie", value: String(former.value.split(separator: " ")[1]))
            #expect(try site.get("/tasks", headers: [refresh]).status == 401)
            #expect(try site.get("/tasks", headers: [other]).status == 200)
            #expect(try site.get("/tasks", as: .ben).status == 200)
        }
    }

    @Test("with a refresh cookie alone ends that session too, and one that is made up ends none")
    func replacesByRefresh() async throws {
        try await withSite { site throws in
            let body = Self.login("Ben", Person.ben.password)
            let madeUp = (name: "Cookie", value: "elwosa-refresh=elwosa_ref_2_" + String(repeating: "A", count: 43))
            #expect(try site.post("/auth/login", json: body, headers: [madeUp]).status == 200)
            #expect(try site.get("/tasks", as: .ben).status == 200)
            let cookie = (name: "Cookie", value: "elwosa-refresh=\(Person.ben.refreshToken.text)")
            #expect(try site.post("/auth/login", json: body, headers: [cookie]).status == 200)
            #expect(try site.get("/tasks", as: .ben).status == 401)
        }
    }

    @Test("signing out ends the session at once and takes the cookie back")
    func signOut() async throws {
        try await withSite { site in
            #expect(try site.get("/tasks", as: .ben).status == 200)
            let mark = try site.lastEvent()
            let reply = try site.post("/auth/logout", as: .ben)
            #expect(reply.status == 204 && reply.header("Set-Cookie")?.contains("Max-Age=0") == true)
            #expect(try site.get("/tasks", as: .ben).status == 401)
            #expect(try site.post("/auth/logout", as: .ben).status == 204)
            #expect(try site.events(after: mark) == ["session_ended"])
        }
    }

    @Test("a session ends by itself after its days")
    func expiry() async throws {
        try await withSite { site in
            site.clock.advance(seconds: 30 * 86_400 - 1)
            let last = try site.get("/tasks", as: .ben)
            site.clock.advance(seconds: 1)
            let late = try site.get("/tasks", as: .ben)
            #expect(last.status == 200 && late.status == 401)
        }
    }

    @Test("a password is good however old it is, and nobody has to change it")
    func oldPassword() async throws {
        try await withSite { site throws in
            site.clock.advance(seconds: 20 * 365 * 86_400)
            let reply = try site.submit("/auth/login", [("name", "Ben"), ("password", Person.ben.password)])
            #expect(reply.status == 303 && reply.location == "/")
            let pairs = reply.all("Set-Cookie").compactMap { $0.split(separator: ";").first }
            let cookie = (name: "Cookie", value: pairs.joined(separator: "; "))
            #expect(try site.get("/", wants: .page, headers: [cookie]).status == 200)
        }
    }

    @Test("a session ends after seven days without a renewal, and each renewal begins them anew")
    func idle() async throws {
        try await withSite { site throws in
            func renewed(_ token: String) throws -> TestReply {
                try site.post(
                    "/auth/refresh", json: #"{"refresh_token":"\#(token)"}"#,
                    headers: [(name: "User-Agent", value: "tests")])
            }
            site.clock.advance(seconds: RefreshPolicy.idleSeconds - 1)
            let second = try #require(try renewed(Person.ben.refreshToken.text)["refresh_token"]?.text)
            site.clock.advance(seconds: RefreshPolicy.idleSeconds - 1)
            let third = try #require(try renewed(second)["refresh_token"]?.text)
            site.clock.advance(seconds: RefreshPolicy.idleSeconds)
            #expect(try renewed(third).status == 401)
            let cookie = (name: "Cookie", value: "elwosa-refresh=\(third)")
            #expect(try site.get("/tasks", headers: [cookie]).status == 401)
            #expect(try site.store.accounts.sessions(of: .account(Person.ben.id), at: site.clock.now) == [])
        }
    }

    @Test("reading writes nothing")
    func noWriteOnRead() async throws {
        try await withSite { site in
            try site.make(.task())
            let before: Int? = try site.store.database.read { tx in try tx.value("PRAGMA data_version") }
            let mark = try site.lastEvent()
            for address in ["/", "/tasks", "/tasks/1"] { _ = try site.get(address, as: .ben, wants: .page) }
            #expect(try site.store.database.read { tx in try tx.value("PRAGMA data_version") } == before)
            #expect(try site.events(after: mark) == [])
        }
    }

    static func login(_ name: String, _ password: String) -> String {
        String(decoding: JSON.object(fields(name, password)).json, as: UTF8.self)
    }

    static func fields(_ name: String, _ password: String) -> JSONObject {
        var out = JSONWriter()
        out.object { out in
            out.member("name", name)
            out.member("password", password)
        }
        guard case .object(let object) = try? JSONParser.parse(out.bytes) else { return JSONObject() }
        return object
    }
}
