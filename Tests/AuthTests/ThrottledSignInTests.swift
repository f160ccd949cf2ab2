import AuthDomain
import AuthStore
import Domain
import HouseStore
import SQLite
import Store
import Testing
import TestingElwosa

@Suite("Guessing passwords")
struct ThrottledSignInTests {
    /// From an address that no other try comes from, unless one is named.
    private func tried(
        _ name: String, _ password: String = "not this one", from network: String = "192.0.2.1", in site: TestSite,
        headers: TestSite.Headers = []
    ) throws -> TestReply {
        let type = [(name: "Content-Type", value: "application/json")]
        return try site.send(
            TestRequest(
                "POST", "/auth/login", headers: type + headers, body: SignInTests.login(name, password),
                network: network))
    }

    @Test("from the fifth failure on the next try waits, even with the right password, and says how long")
    func account() async throws {
        try await withSite { site in
            for _ in 0..<5 { #expect(try tried("Ada", in: site).status == 401) }
            let mark = try site.lastEvent()
            let refused = try tried("ada", Person.ada.password, in: site)
            #expect(
                refused.status == 429 && refused.header("Retry-After") == "1" && refused.header("Set-Cookie") == nil)
            #expect(try site.events(after: mark) == [])
            site.clock.advance(seconds: 1)
            #expect(try tried("Ada", Person.ada.password, in: site).status == 200)
        }
    }

    @Test("six wrong passwords while the clock was ten days ahead make nobody wait once it is right")
    func clockAhead() async throws {
        try await withSite { site in
            site.clock.advance(seconds: 864_000)
            for _ in 0..<6 {
                _ = try tried("Ada", in: site)
                site.clock.advance(seconds: 2)
            }
            site.clock.advance(seconds: -864_012)
            #expect(try tried("Ada", Person.ada.password, in: site).status == 200)
        }
    }

    @Test("a name that nobody has is slowed down just the same", arguments: ["Ada", "nobody"])
    func unknown(name: String) async throws {
        try await withSite { site in
            var answers: [String] = []
            for _ in 0..<8 {
                let reply = try tried(name, in: site)
                answers.append("\(reply.status) \(reply.header("Retry-After") ?? "-")")
            }
            #expect(answers == Array(repeating: "401 -", count: 5) + Array(repeating: "429 1", count: 3))
        }
    }

    @Test("a success resets the account's counter and not the network's")
    func success() async throws {
        try await withSite { site in
            for number in 0..<46 { _ = try tried("nobody \(number)", in: site) }
            for _ in 0..<3 { _ = try tried("Ada", in: site) }
            #expect(try tried("Ada", Person.ada.password, in: site).status == 200)
            // The 50th failure from there.
            #expect(try tried("Ada", in: site).status == 401)
            let refused = try tried("Ben", Person.ben.password, in: site)
            #expect(refused.status == 429 && refused.header("Retry-After") == "1")
            #expect(try tried("Ada", Person.ada.password, from: "192.0.2.2", in: site).status == 200)
        }
    }

    @Test("addresses of one IPv6 /64 are one network")
    func ipv6() async throws {
        try await withSite { site in
            for number in 1...50 { _ = try tried("nobody \(number)", from: "2001:db8::\(number)", in: site) }
            #expect(try tried("Ada", Person.ada.password, from: "2001:db8::ffff", in: site).status == 429)
            #expect(try tried("Ada", Person.ada.password, from: "2001:db8:0:1::1", in: site).status == 200)
        }
    }

    @Test(
        "an address that a client claims to come from counts for nothing",
        arguments: ["X-Forwarded-For", "X-Real-IP", "Forwarded"])
    func forged(header: String) async throws {
        try await withSite { site in
            for number in 0..<50 {
                let claim = [(name: header, value: "203.0.113.\(number)")]
                _ = try tried("nobody \(number)", in: site, headers: claim)
            }
            let claim = [(name: header, value: "198.51.100.1")]
            #expect(try tried("Ada", Person.ada.password, in: site, headers: claim).status == 429)
        }
    }

    @Test("a browser in which the owner has signed in before gets in, however often others guess")
    func device() async throws {
        try await withSite { site in
            let device = try Self.device(of: try tried("Ada", Person.ada.password, in: site))
            for _ in 0..<5 { _ = try tried("Ada", in: site) }
            #expect(try tried("Ada", Person.ada.password, in: site).status == 429)
            #expect(try tried("Ada", Person.ada.password, in: site, headers: [device]).status == 200)
        }
    }

    @Test("a known device has a counter of its own, which its own success resets")
    func deviceCounter() async throws {
        try await withSite { site in
            let device = try Self.device(of: try tried("Ada", Person.ada.password, in: site))
            for _ in 0..<4 { _ = try tried("Ada", in: site, headers: [device]) }
            #expect(try tried("Ada", Person.ada.password, in: site, headers: [device]).status == 200)
            for _ in 0..<5 { #expect(try tried("Ada", in: site, headers: [device]).status == 401) }
            #expect(try tried("Ada", Person.ada.password, in: site, headers: [device]).status == 429)
            #expect(try tried("Ada", Person.ada.password, in: site).status == 200)
        }
    }

    @Test("a forged device, and one of somebody else, count as none")
    func foreignDevice() async throws {
        try await withSite { site in
            let ben = try Self.device(of: try tried("Ben", Person.ben.password, in: site))
            let forged = (name: "Cookie", value: "elwosa-device=\(String(repeating: "A", count: 43))")
            for _ in 0..<5 { _ = try tried("Ada", in: site) }
            for device in [ben, forged] {
                #expect(try tried("Ada", Person.ada.password, in: site, headers: [device]).status == 429)
            }
        }
    }

    @Test("one browser keeps its cookie for several accounts, and a forged cookie is replaced")
    func sharedBrowser() async throws {
        try await withSite { site in
            let ada = try Self.device(of: try tried("Ada", Person.ada.password, in: site))
            let ben = try Self.device(of: try tried("Ben", Person.ben.password, in: site, headers: [ada]))
            #expect(ada.value == ben.value)
            for _ in 0..<5 { _ = try tried("Ada", in: site) }
            #expect(try tried("Ada", Person.ada.password, in: site, headers: [ben]).status == 200)
            let forged = (name: "Cookie", value: "elwosa-device=\(String(repeating: "A", count: 43))")
            let fresh = try Self.device(of: try tried("Ben", Person.ben.password, in: site, headers: [forged]))
            #expect(fresh.value != forged.value)
        }
    }

    @Test("the cookie is out of reach for scripts and lasts 400 days; the database has its hash only")
    func cookie() async throws {
        try await withSite(origin: "https://elwosa.example") { site in
            let reply = try tried("Ada", Person.ada.password, in: site)
            let line = try #require(reply.all("Set-Cookie").first { $0.contains("elwosa-device=") })
            #expect(line.hasPrefix("__Host-elwosa-device=") && line.hasSuffix("; Secure"))
            #expect(line.contains("HttpOnly; SameSite=Lax") && line.contains("Max-Age=34560000"))
            let token = line.dropFirst("__Host-elwosa-device=".count).prefix(43)
            let stored: [UInt8]? = try site.store.database.read { tx in
                try tx.value("SELECT tokenHash FROM knownDevice")
            }
            #expect(stored?.count == 32 && stored != Array(token.utf8.prefix(32)))
        }
    }

    @Test("the page says in words when to come back")
    func page() async throws {
        try await withSite { site in
            for _ in 0..<12 { _ = try site.store.accounts.countFailure([.account(name: "Ada")], at: site.clock.now) }
            let form = [("name", "Ada"), ("password", Person.ada.password)]
            let reply = try site.submit("/auth/login", form, headers: [(name: "Accept-Language", value: "en")])
            #expect(reply.status == 429 && reply.header("Retry-After") == "128")
            #expect(reply.text.contains("Try again in 3 minutes.") && reply.text.contains("value=\"Ada\""))
            #expect(reply.markup.faults == [])
        }
    }

    private static func device(of reply: TestReply) throws -> (name: String, value: String) {
        let line = try #require(reply.all("Set-Cookie").first { $0.hasPrefix("elwosa-device=") })
        return ("Cookie", String(line.prefix { $0 != ";" }))
    }
}
