import AuthStore
import Calendar
import Domain
import HouseStore
import Store
import Synchronization
import TaskDomain
import TaskStore
import Testing
import TestingElwosa
import Texts

@testable import Web

struct DashboardKeptTests {
    @Test("a dashboard that was kept shows each change at once")
    func changes() async throws {
        try await withSite { site in
            #expect(try titles(site, .ada) == [])
            try site.make(.task("Water the plants"), by: .ada)
            #expect(try titles(site, .ada) == ["Water the plants"])
            try site.make(.task("Feed the cat"), by: .ada)
            #expect(try titles(site, .ada) == ["Feed the cat", "Water the plants"])
        }
    }

    @Test("what was kept for one session or language is not shown to another")
    func sessions() async throws {
        try await withSite { site in
            let ada = try site.get("/", as: .ada, wants: .page)
            let german = try site.get("/", as: .ada, wants: .page, headers: [("Accept-Language", "de")])
            let ben = try site.get("/", as: .ben, wants: .page)
            #expect(ada.text.contains("href=\"/account\">Ada</a>") && ada.text.contains("lang=\"en\""))
            #expect(german.text.contains("lang=\"de\""))
            #expect(ben.text.contains("href=\"/account\">Ben</a>") && !ben.text.contains("Ada"))
        }
    }

    @Test("a session that has ended is asked to sign in, whatever was kept for it")
    func ended() async throws {
        try await withSite { site in
            #expect(try site.get("/", as: .ada, wants: .page).status == 200)
            try site.store.accounts.endSession(1, by: Person.ada.caller, at: site.clock.now)
            #expect(try site.get("/", as: .ada, wants: .page).location == "/auth/login")
        }
    }

    @Test("what a dashboard says of times is renewed when the minute is over")
    func minutes() async throws {
        try await withSite { site in
            try site.make(.task("Water the plants"), by: .ada)
            #expect(try site.get("/", as: .ada, wants: .page).text.contains("just now"))
            site.clock.advance(seconds: 120)
            #expect(try site.get("/", as: .ada, wants: .page).text.contains("2 min ago"))
        }
    }

    @Test("a page is made once for as long as nothing happens, and again after that")
    func once() throws {
        let events = Atomic<Int64>(0)
        let pages = PageCache { events.load(ordering: .relaxed) }
        let key = PageCache.Key(target: "/", session: 1, language: .english, theme: nil, zone: .utc, minute: 0)
        var made = 0
        func ask() throws(Failure) {
            _ = try pages.page(key) { () throws(Failure) in
                made += 1
                return Response(.ok, body: .bytes([1]))
            }
        }
        try ask()
        try ask()
        #expect(made == 1)
        events.add(1, ordering: .relaxed)
        try ask()
        #expect(made == 2)
    }

    @Test("a page whose frame could not be read is not kept")
    func unreadFrame() throws {
        let pages = PageCache { 1 }
        let key = PageCache.Key(target: "/", session: 1, language: .english, theme: nil, zone: .utc, minute: 0)
        var made = 0
        for _ in 1...2 {
            _ = try pages.page(key) { () throws(Failure) in
                made += 1
                return Response(.ok, headers: [("Cache-Control", "private, no-store")], body: .bytes([1]))
            }
        }
        #expect(made == 2)
    }

    @Test("a saved view and a new project stand in the menu of a kept page at once")
    func menus() async throws {
        try await withSite { site in
            func page() throws -> String { try site.get("/", as: .ada, wants: .page).text }
            #expect(try !page().contains("Late things"))
            _ = try site.store.projects.saveView(
                "Late things", "is:overdue", by: Change(by: Person.ada.caller, at: site.clock.now))
            #expect(try page().contains("Late things"))
            _ = try site.store.projects.createProject(
                ProjectDraft(name: "Cellar"), by: Change(by: Person.ada.caller, at: site.clock.now))
            #expect(try page().contains("Cellar"))
        }
    }

    @Test("a page made for one time zone is not shown in another")
    func zones() throws {
        let pages = PageCache { 1 }
        var made = 0
        for zone in [Zone.utc, try Zones().zone(named: "Pacific/Auckland"), .utc] {
            let key = PageCache.Key(target: "/", session: 1, language: .english, theme: nil, zone: zone, minute: 0)
            _ = try pages.page(key) { () throws(Failure) in
                made += 1
                return Response(.ok, body: .bytes([1]))
            }
        }
        #expect(made == 2)
    }

    @Test("pages that together would take more than their limit are let go")
    func limit() throws {
        let pages = PageCache(limit: 10) { 1 }
        var made = 0
        for target in ["/a", "/b", "/a"] {
            let key = PageCache.Key(target: target, session: 1, language: .english, theme: nil, zone: .utc, minute: 0)
            _ = try pages.page(key) { () throws(Failure) in
                made += 1
                return Response(.ok, body: .bytes([UInt8](repeating: 1, count: 6)))
            }
        }
        #expect(made == 3)
    }

    private func titles(_ site: TestSite, _ person: Person) throws -> [String] {
        try site.get("/", as: person, wants: .page).markup.root.all("a").filter { $0["class"] == "title" }.map(\.text)
    }
}
