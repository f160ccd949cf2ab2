import Calendar
import Domain
import JSON
import SQLite
import Store
import TaskDomain
import Testing
import TestingElwosa

@Suite("The account's time zone")
struct TimeZoneTests {
    /// Tuesday morning in Auckland, still Monday in UTC and in New York.
    private let monday = Instant(rfc3339: "2026-11-23T20:30:00Z")!

    private func choose(_ zone: String, _ site: TestSite, as person: Person = .ben) throws {
        let reply = try site.submit("/account/appearance", [("_method", "PUT"), ("timeZone", zone)], as: person)
        #expect(reply.status == 303)
    }

    @Test("is kept with one event, told in JSON, and may be left to the house again")
    func kept() async throws {
        try await withSite { site in
            #expect(try site.get("/account", as: .ben)["timeZone"] == .null)
            let mark = try site.lastEvent()
            for _ in 1...2 { try choose("Pacific/Auckland", site) }
            #expect(try site.events(after: mark) == ["account_changed"])
            #expect(try site.eventContents(after: mark).joined().contains(#""timeZone":"Pacific/Auckland""#))
            #expect(try site.get("/account", as: .ben)["timeZone"] == "Pacific/Auckland")
            #expect(try site.get("/account/appearance", as: .ben)["timeZone"] == "Pacific/Auckland")
            let reply = try site.send("PUT", "/account/appearance", json: #"{"timeZone":null}"#, as: .ben)
            #expect(reply.status == 200 && reply["timeZone"] == .null)
            #expect(try site.get("/account", as: .ben)["timeZone"] == .null)
            try choose("Europe/Berlin", site)
            try choose("", site)
            #expect(try site.get("/account", as: .ben)["timeZone"] == .null)
        }
    }

    @Test(
        "that this machine does not know is refused with its rule, and nothing is kept",
        arguments: ["Mars/Olympus", "Europe", "europe/berlin", "../../etc/passwd", "/etc/localtime", "+01:00", ""])
    func unknown(name: String) async throws {
        try await withSite { site in
            let mark = try site.lastEvent()
            let reply = try site.send("PUT", "/account/appearance", json: #"{"timeZone":"\#(name)"}"#, as: .ben)
            #expect(reply.status == 422 && reply["field"] == "timeZone")
            #expect(reply.text.contains("must be the name of a time zone, such as Europe/Berlin."))
            #expect(try site.events(after: mark) == [])
        }
    }

    @Test("makes every page show the day and the hour it is there")
    func pages() async throws {
        try await withSite(at: monday) { site in
            let task = try site.make(.task("Water the plants"), by: .ben)
            func dashboard(_ person: Person) throws -> String { try site.get("/", as: person, wants: .page).text }
            func detail() throws -> String { try site.get("/tasks/\(task.id)", as: .ben, wants: .page).text }
            #expect(try dashboard(.ben).contains("Monday 23 November"))
            #expect(try detail().contains("23 November 2026, 20:30:00 UTC"))
            try choose("Pacific/Auckland", site)
            #expect(try dashboard(.ben).contains("Tuesday 24 November"))
            #expect(try detail().contains("24 November 2026, 09:30:00\""))
            #expect(try site.get("/account", as: .ben, wants: .page).text.contains("24 Nov 2026"))
            try choose("America/New_York", site, as: .ada)
            #expect(try dashboard(.ada).contains("Monday 23 November"))
        }
    }

    @Test("is the house's for whoever has not chosen, and for whom it was chosen is no longer there")
    func house() async throws {
        let auckland = try Zones().zone(named: "Pacific/Auckland")
        try await withSite(at: monday, zone: auckland) { site in
            #expect(try site.get("/", as: .ben, wants: .page).text.contains("Tuesday 24 November"))
            let page = try site.get("/account/appearance", as: .ben, wants: .page).text
            #expect(page.contains("The server’s time zone (Pacific/Auckland)"))
            try choose("UTC", site)
            #expect(try site.get("/", as: .ben, wants: .page).text.contains("Monday 23 November"))
            try site.store.database.write { tx in
                try tx.run("UPDATE account SET timeZone = 'Mars/Olympus' WHERE id = 2")
            }
            #expect(try site.get("/", as: .ben, wants: .page).text.contains("Tuesday 24 November"))
            #expect(try site.get("/account/appearance", as: .ben, wants: .page).status == 200)
        }
    }

    @Test("is proposed where an account begins, kept with it, and asked back where nobody knows it")
    func begun() async throws {
        try await withSite { site in
            let link = try site.post("/users/invitations", as: .ada)["link"]?.text ?? ""
            let token = link.split(separator: "=").last.map(String.init) ?? ""
            let page = try site.get("/invitation?token=\(token)", wants: .page)
            let sentence = page.markup.root.all("details").first { $0["data-zone"] == "UTC" }
            #expect(sentence?.all("summary")[0].text.contains("Change") == true)
            #expect(sentence?.all("select")[0]["name"] == "timeZone")
            func accept(_ zone: String) throws -> TestReply {
                try site.post(
                    "/invitation",
                    json:
                        #"{"token":"\#(token)","name":"Dora","password":"correct horse battery","timeZone":"\#(zone)"}"#
                )
            }
            let wrong = try accept("Mars/Olympus")
            #expect(wrong.status == 422 && wrong["field"] == "timeZone")
            #expect(try accept("Asia/Kathmandu").status == 200)
            let kept: String? = try site.store.database.read { tx in
                try tx.value("SELECT timeZone FROM account WHERE name = 'Dora'")
            }
            #expect(kept == "Asia/Kathmandu")
        }
    }

    /// The zone that a sign-in of Ben's by form begins in, and the address it leads to.
    private func signIn(_ site: TestSite, in zone: String) throws -> String? {
        let reply = try site.submit(
            "/auth/login",
            [("name", Person.ben.name), ("password", Person.ben.password), ("timeZone", zone), ("next", "/tasks?q=x")])
        #expect(reply.status == 303)
        return reply.location
    }

    @Test("is the browser's at the first sign-in of an account for which nobody has chosen, and the page says so once")
    func firstSignIn() async throws {
        try await withSite { site in
            let form = try site.get("/auth/login", wants: .page).markup.root.all("input").first {
                $0["name"] == "timeZone"
            }
            #expect(form?["type"] == "hidden" && form?["data-zone"] == "")
            // Nobody is kept out by what a browser says, and the house's own need not be said.
            for zone in ["", "UTC", "Mars/Olympus"] { #expect(try signIn(site, in: zone) == "/tasks?q=x") }
            #expect(try site.get("/account", as: .ben)["timeZone"] == .null)
            let mark = try site.lastEvent()
            #expect(try signIn(site, in: "Asia/Kathmandu") == "/tasks?q=x&zone=new")
            #expect(try site.events(after: mark) == ["session_started", "account_changed"])
            #expect(try site.get("/account", as: .ben)["timeZone"] == "Asia/Kathmandu")
            let page = try site.get("/tasks?q=x&zone=new", as: .ben, wants: .page)
            let sentence = page.markup.root.all("p").first { $0["role"] == "status" }
            #expect(page.text.contains("Times are shown in the time zone <b>Asia/Kathmandu</b>. <a "))
            #expect(sentence?.all("a").first?["href"] == "/account/appearance")
            #expect(page.markup.brokenRules() == [] && !page.text.contains("zone=new"))
            #expect(try signIn(site, in: "Europe/Berlin") == "/tasks?q=x")
            // Whoever has left it to the house has chosen, too.
            try choose("", site)
            #expect(try signIn(site, in: "Europe/Berlin") == "/tasks?q=x")
            #expect(try site.get("/account", as: .ben)["timeZone"] == .null)
        }
    }

    @Test("comes with the code of a second factor, and from a program; one that nobody knows keeps neither out")
    func signInOtherwise() async throws {
        try await withSite { site in
            func body(_ zone: String) -> String {
                #"{"name":"\#(Person.ben.name)","password":"\#(Person.ben.password)","timeZone":"\#(zone)"}"#
            }
            #expect(try site.post("/auth/login", json: body("Mars/Olympus")).status == 200)
            #expect(try site.get("/account", as: .ben)["timeZone"] == .null)
            let begun = try site.post("/account/factor", as: .ben)
            let key = try #require(begun.text.firstMatch(of: /"key":"([^"]+)"/)?.1)
            let app = try #require(Authenticator(String(key)))
            _ = try site.post(
                "/account/factor/confirmation", json: #"{"code":"\#(app.code(at: site.clock.now))"}"#, as: .ben)
            site.clock.advance(seconds: 60)
            let asked = try site.submit(
                "/auth/login",
                [("name", Person.ben.name), ("password", Person.ben.password), ("timeZone", "Asia/Kathmandu")])
            var sent: [(String, String)] = asked.markup.root.all("input").compactMap { input in
                guard let name = input["name"], ["ticket", "timeZone"].contains(name) else { return nil }
                return (name, input["value"] ?? "")
            }
            sent.append(("code", app.code(at: site.clock.now)))
            let reply = try site.submit("/auth/login/code", sent)
            #expect(reply.status == 303 && reply.location == "/?zone=new")
            #expect(try site.get("/account", as: .ben)["timeZone"] == "Asia/Kathmandu")
        }
    }

    @Test("goes with a personal access token too")
    func token() async throws {
        try await withSite { site in
            let token = try site.token(of: .ben)
            try choose("Asia/Kathmandu", site)
            let reply = try site.get("/account", headers: [(name: "Authorization", value: "Bearer \(token)")])
            #expect(reply["timeZone"] == "Asia/Kathmandu")
        }
    }

    @Test("is chosen from a list by region, which names the one that was chosen before")
    func list() async throws {
        try await withSite { site in
            try choose("America/Argentina/Buenos_Aires", site)
            let page = try site.get("/account/appearance", as: .ben, wants: .page)
            #expect(page.markup.brokenRules() == [])
            #expect(Self.zones(page).prefix(2).map { $0["value"] } == ["", "UTC"])
            let chosen = Self.chosen(page)
            #expect(chosen.map(\.text) == ["Argentina / Buenos Aires"])
            #expect(Self.region(of: "America/Argentina/Buenos_Aires", page) == ["America"])
            try choose("US/Eastern", site)
            let older = Self.chosen(try site.get("/account/appearance", as: .ben, wants: .page))
            #expect(older.map { $0["value"] } == ["US/Eastern"])
        }
    }

    private static func zones(_ page: TestReply) -> [MarkupElement] {
        page.markup.root.all("select").filter { $0["name"] == "timeZone" }.flatMap { $0.all("option") }
    }

    private static func region(of zone: String, _ page: TestReply) -> [String?] {
        let groups = page.markup.root.all("optgroup")
        return groups.filter { group in group.children.contains { $0["value"] == zone } }.map { $0["label"] }
    }

    private static func chosen(_ page: TestReply) -> [MarkupElement] {
        zones(page).filter { $0["selected"] != nil }
    }

    @Test("says what a day is in the audit")
    func audit() async throws {
        try await withSite(at: monday) { site in
            try choose("Pacific/Auckland", site, as: .ada)
            func found(_ query: String) throws -> Bool { try site.get("/audit?\(query)", as: .ada)["events", 0] != nil }
            #expect(try found("after=2026-11-24") && !found("before=2026-11-24"))
            #expect(try found("before=2026-11-25") && !found("after=2026-11-25"))
            let page = try site.get("/audit?after=2026-11-24", as: .ada, wants: .page)
            #expect(page.text.contains("· 24 Nov, 09:30</time>") && page.text.contains("24 November 2026, 09:30:00"))
            #expect(page.markup.root.all("input").contains { $0["name"] == "after" && $0["value"] == "2026-11-24" })
        }
    }
}
