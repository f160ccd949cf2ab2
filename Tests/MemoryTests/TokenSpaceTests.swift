import AuthDomain
import AuthStore
import Crypto
import Domain
import HouseStore
import JSON
import Store
import Testing
import TestingElwosa

@Suite("The spaces that a token names")
struct TokenSpaceTests {
    private func bearer(
        _ site: TestSite, of account: Int64, spaces: Set<Int64>?, by change: Change? = nil
    ) throws -> TestSite.Headers {
        let secret = TokenRules.prefix + Random.token()
        let token = NewPersonalToken(
            accountId: account, name: "x", tokenHash: SHA256.hash(secret), scopes: [.memoryRead, .memoryWrite],
            spaces: spaces, expiresAt: site.clock.now.adding(seconds: 3_600))
        let maker = change ?? Change(by: .commandLine, at: site.clock.now)
        _ = try site.store.accounts.makePersonalToken(token, by: maker)
        return [(name: "Authorization", value: "Bearer \(secret)")]
    }

    private func statuses(_ site: TestSite, _ spaces: [Int64], _ bearer: TestSite.Headers) throws -> [Int] {
        try spaces.flatMap { space in
            [
                try site.get("/memory/\(space)", headers: bearer).status,
                try site.send("PUT", "/memory/\(space)/k", json: #"{"content":"x"}"#, headers: bearer).status,
            ]
        }
    }

    @Test("bound a person's: the others are as if they were not there, and a list has none of them")
    func person() async throws {
        try await withSite { site in
            let spaces = try [site.makeSpace(of: .ben), site.makeSpace(of: .ben)]
            let foreign = try site.makeSpace()
            let one = try bearer(site, of: Person.ben.id, spaces: [spaces[0]])
            #expect(try statuses(site, spaces + [foreign], one) == [200, 201, 404, 404, 404, 404])
            let listed = try site.get("/memory", headers: one)["spaces"]?.items.compactMap { $0.object?["id"]?.integer }
            #expect(listed == [spaces[0]])
            #expect(try statuses(site, spaces, bearer(site, of: Person.ben.id, spaces: nil)) == [200, 200, 200, 201])
            #expect(try statuses(site, spaces, bearer(site, of: Person.ben.id, spaces: [])) == [404, 404, 404, 404])
            // A space that is named and another's stays hidden.
            #expect(try statuses(site, [foreign], bearer(site, of: Person.ben.id, spaces: [foreign])) == [404, 404])
        }
    }

    @Test("say what a person's agent would be told, and nobody else's agent's")
    func told() async throws {
        try await withSite { site in
            let agent = try site.makeAgent(of: .ben)
            let (named, other) = (try site.makeSpace(of: .ben), try site.makeSpace(of: .ben))
            for space in [named, other] {
                _ = try site.put("/memory/\(space)/k\(space)", json: #"{"content":"boat"}"#, as: .ben)
            }
            let its = try #require(
                try site.post("/memory/spaces", json: #"{"kind":"agent","name":"Its","owner":"Eve"}"#, as: .ben)
                    .integer("id"))
            _ = try site.put("/memory/\(its)/its", json: #"{"content":"boat of its own"}"#, as: .ben)
            func keys(_ person: Person) throws -> [String?] {
                let reply = try site.get("/memory/context?question=boat&agent=\(agent)", as: person)
                guard reply.status == 200 else { return [reply["field"]?.string] }
                return (reply["items"]?.items ?? []).map { $0.object?["key"]?.string }
            }
            #expect(try keys(.ben) == [])
            _ = try bearer(site, of: agent, spaces: [named])
            #expect(try keys(.ben) == ["k\(named)", "its"])
            #expect(try keys(.ada) == ["agent"])
            let shown = try site.get("/memory/context?question=boat&agent=\(agent)", as: .ben, wants: .page)
            #expect(shown.text.contains("k\(named)</a>") && !shown.text.contains("k\(other)</a>"))
            let page = try site.get("/memory/\(its)", as: .ben, wants: .page)
            #expect(page.text.contains("href=\"/memory/context?agent=\(agent)\""))
            site.clock.advance(seconds: 3_601)
            #expect(try keys(.ben) == [])
        }
    }

    @Test("open to an agent these of its person's, as far as that reaches them, and the agent's own stay its")
    func agent() async throws {
        try await withSite { site in
            let agent = try site.makeAgent(of: .ben)
            let (named, other) = (try site.makeSpace(of: .ben), try site.makeSpace(of: .ben))
            let foreign = try site.makeSpace()
            let shared = try #require(
                try site.post("/memory/spaces", json: #"{"kind":"shared","name":"House"}"#, as: .ada).integer("id"))
            _ = try site.post(
                "/memory/spaces/\(shared)/members", json: #"{"account":"Ben","role":"reader"}"#, as: .ada)
            let made = try site.post("/memory/spaces", json: #"{"kind":"agent","name":"E","owner":"Eve"}"#, as: .ben)
            let own = try #require(made.integer("id"))
            let token = try bearer(site, of: agent, spaces: [named, foreign, shared])
            #expect(
                try statuses(site, [named, other, foreign, shared, own], token)
                    == [200, 201, 404, 404, 404, 404, 200, 403, 200, 201])
            // It writes there, and looks after nothing.
            #expect(
                try site.send("PATCH", "/memory/spaces/\(named)", json: #"{"name":"x"}"#, headers: token).status == 403)
            #expect(try site.send("DELETE", "/memory/spaces/\(named)?entries=1", headers: token).status == 403)
            let none = try bearer(site, of: agent, spaces: nil)
            #expect(try statuses(site, [named, shared, own], none) == [404, 404, 404, 404, 200, 200])
            _ = try site.delete("/memory/spaces/\(shared)/members/\(Person.ben.id)", as: .ben)
            #expect(try statuses(site, [shared], token) == [404, 404])
        }
    }

    @Test("are such that whoever makes it reaches them, and stand in its list and its event")
    func made() async throws {
        try await withSite { site in
            let (own, foreign) = (try site.makeSpace(), try site.makeSpace(of: .ben))
            let body = { (space: Int64) in #"{"name":"x","scopes":["memory:read"],"spaces":[\#(space)]}"# }
            let refused = try site.post("/auth/tokens", json: body(foreign), as: .ada)
            #expect(refused.status == 422 && refused["field"] == "spaces")
            let made = try site.post("/auth/tokens", json: body(own), as: .ada)
            #expect(made.status == 201 && made["spaces"] == .array([.integer(own)]))
            #expect(try site.get("/auth/tokens", as: .ada)["tokens", 0, "spaces"] == .array([.integer(own)]))
        }
    }
}

extension TokenSpaceTests {
    @Test("are chosen on the page of tokens, of those that the reader reaches, and named there")
    func chosen() async throws {
        try await withSite { site in
            let (own, foreign) = (try site.makeSpace(of: .ben), try site.makeSpace())
            let page = try site.get("/auth/tokens", as: .ben, wants: .page).text
            #expect(page.contains("id=\"space-\(own)\"") && !page.contains("id=\"space-\(foreign)\""))
            let fields = [("name", "Phone"), ("scopes", "memory:read"), ("days", "30")]
            let refused = try site.submit("/auth/tokens", fields + [("spaces", "\(foreign)")], as: .ben)
            #expect(refused.status == 422 && refused.text.contains("Phone"))
            let made = try site.submit("/auth/tokens", fields + [("spaces", "\(own)")], as: .ben)
            #expect(made.status == 201, "\(made.text)")
            #expect(try site.get("/auth/tokens", as: .ben)["tokens", 0, "spaces"] == .array([.integer(own)]))
            let later = try site.get("/auth/tokens", as: .ben, wants: .page).text
            #expect(later.contains("Spaces of memory: ") && later.contains("Notes"))
        }
    }
}
