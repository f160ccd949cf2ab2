import Auth
import AuthDomain
import AuthStore
import Crypto
import Domain
import HouseStore
import JSON
import Store
import Testing
import TestingElwosa
import Web

@Suite("Setting up")
struct SetupTests {
    @Test("the link makes the first administrator once, and signs in")
    func once() throws {
        let house = try EmptyHouse()
        let token = try house.link()
        let reply = house.setUp(token: token, name: "Ada", password: "correct horse battery")
        #expect(reply.status == 200 && reply["account", "role"] == "administrator")
        #expect(reply.header("Set-Cookie")?.hasPrefix("elwosa-access=") == true)
        #expect(house.setUp(token: token, name: "Eve", password: "correct horse battery").status == 404)
        #expect(try house.store.accounts.hasAdministrator())
    }

    @Test("the page keeps its address, which holds the token, to itself")
    func referrer() throws {
        let house = try EmptyHouse()
        let page = house.site.send(TestRequest("GET", "/setup?token=x").with("Accept", "text/html"))
        #expect(page.status == 200)
        #expect(page.headers.filter { $0.name == "Referrer-Policy" }.map(\.value) == ["strict-origin"])
    }

    @Test("another token than the last one makes nothing")
    func wrongToken() throws {
        let house = try EmptyHouse()
        let old = try house.link()
        _ = try house.link()
        for token in [old, "", "x"] {
            let reply = house.setUp(token: token, name: "Eve", password: "correct horse battery")
            #expect(reply.status == 403 && reply["field"] == "token")
        }
        #expect(try !house.store.accounts.hasAdministrator())
    }

    @Test(
        "names and passwords keep their rules",
        arguments: [
            ("", "correct horse battery", "name"), ("A\u{7}da", "correct horse battery", "name"),
            (String(repeating: "a", count: 65), "correct horse battery", "name"), ("Ada", "too short", "password"),
            ("Adalbert", "I am adalbert the first", "password"),
            ("Ada", String(repeating: "x", count: 1_025), "password"), ("Ada", "correct horse battery\0", "password"),
        ])
    func rules(name: String, password: String, field: String) throws {
        let house = try EmptyHouse()
        let token = try house.link()
        let reply = house.setUp(token: token, name: name, password: password)
        #expect(reply.status == 422 && reply["field"] == .string(field))
        #expect(house.setUp(token: token, name: "Ada", password: "correct horse battery").status == 200)
    }

    @Test("two who use the link at once make one administrator")
    func race() async throws {
        let house = try EmptyHouse()
        let token = try house.link()
        let made = await withTaskGroup(of: Int.self) { group in
            for number in 0..<4 {
                group.addTask {
                    house.setUp(token: token, name: "P\(number)", password: "correct horse battery").status
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(made.filter { $0 == 200 }.count == 1)
    }

    @Test("the page is gone once there is an administrator")
    func gone() async throws {
        try await withSite { site in
            #expect(try site.get("/setup").status == 404)
            let page = try site.get("/setup?token=x", wants: .page)
            #expect(page.status == 303 && page.location == "/auth/login")
            #expect(try !site.store.accounts.storeSetupToken(hash: SHA256.hash("x"), at: site.clock.now))
        }
    }
}

/// A site on which nobody has an account yet.
final class EmptyHouse: Sendable {
    let store: Store
    private let temporary: TemporaryStore
    let site: DirectSite

    init() throws {
        temporary = try TemporaryStore(people: false)
        store = temporary.store
        let area = AuthArea(
            accounts: store.accounts, hashing: PasswordHashing(parameters: TemporaryStore.parameters),
            passwords: PasswordRules(), seals: TemporaryStore.seals, sessionDays: 30)
        site = DirectSite(area.routes, sessions: store.accounts, clock: TestClock().clock)
    }

    func link() throws -> String {
        let token = Random.token()
        #expect(try store.accounts.storeSetupToken(hash: SHA256.hash(token), at: TestClock.start))
        return token
    }

    func setUp(token: String, name: String, password: String) -> TestReply {
        var out = JSONWriter()
        out.object { out in
            out.member("token", token)
            out.member("name", name)
            out.member("password", password)
        }
        return site.send(
            TestRequest(
                "POST", "/setup", headers: [(name: "Content-Type", value: "application/json")],
                body: String(decoding: out.bytes, as: UTF8.self)))
    }
}
