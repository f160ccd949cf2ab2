import Foundation
import Testing
import TestingElwosa

/// Users, roles and invitations, as whoever looks after accounts and whoever is invited meet them in two browsers.
@Suite("People in a browser", .timeLimit(.minutes(15)))
struct PeopleJourneyTests {
    @Test("an invited person gets in, each role counts at once, and disabling shuts out with the next request")
    func invited() throws {
        try withRunningSite { site throws in
            _ = try site.signedIn()
            try withBrowser { desk in
                try withBrowser { phone in
                    try signIn(desk, site)
                    try accept(invite(desk, site, as: "viewer"), phone, site)
                    #expect(try mayAddTasks(phone, site) == false)
                    try give("member", desk, site)
                    #expect(try mayAddTasks(phone, site))
                    try define("leser", of: "tasks:read", desk, site)
                    try give("leser", desk, site)
                    #expect(try mayAddTasks(phone, site) == false)
                    try phone.go(site.origin + "/tasks")
                    #expect(try phone.url == site.origin + "/tasks")
                    try desk.go(site.origin + "/users/2")
                    try desk.find("form[action='/users/2/disablement'] button").submit()
                    #expect(try desk.findAll(".pill.waiting").count == 1)
                    try phone.go(site.origin + "/tasks")
                    #expect(try phone.url.hasPrefix(site.origin + "/auth/login"))
                    #expect(try desk.complaints() == [])
                }
            }
            #expect(try site.run("events", "verify").status == 0)
            #expect(try site.run("events", "rebuild", "--check").status == 0)
        }
    }

    @Test("an agent is made with a token, which works in a script as far as its scopes go, until it is revoked")
    func agent() throws {
        try withRunningSite { site throws in
            _ = try site.signedIn()
            try withBrowser { desk in
                try signIn(desk, site)
                try desk.go(site.origin + "/users/new?kind=agent")
                try desk.find("form[action='/users'] input[name=name]").type("Roboter")
                try desk.find("form[action='/users'] button").submit()
                #expect(try desk.url == site.origin + "/users/2")
                try desk.find("a[href='/users/2/tokens']").follow()
                try desk.find("input[name=name]").type("Nachtlauf")
                try desk.find("input[value='tasks:read']").click()
                try desk.find("form[action='/users/2/tokens'] button").submit()
                let script = site.client([("Authorization", "Bearer \(try desk.find("#token").text)")])
                #expect(try script.get("/account").object["name"] as? String == "Roboter")
                #expect(try script.get("/tasks").status == 200)
                #expect(try script.send("POST", "/tasks", json: #"{"title":"x"}"#).status == 403)
                try desk.find("main a.button").follow()
                #expect(try desk.url == site.origin + "/users/2/tokens")
                #expect(try desk.find("ul.rows").text.contains("Nachtlauf"))
                try desk.find("ul.rows button").submit()
                #expect(try desk.findAll("ul.rows").isEmpty && desk.complaints() == [])
                #expect(try script.get("/tasks").status == 401)
            }
        }
    }

    private func signIn(_ browser: Browser, _ site: RunningSite) throws {
        try browser.go(site.origin + "/auth/login")
        try browser.find("input[name=name]").type("Ada")
        try browser.find("input[name=password]").type(RunningSite.password)
        try browser.find("form button").submit()
    }

    /// - Shape: the link to hand over.
    private func invite(_ desk: Browser, _ site: RunningSite, as role: String) throws -> String {
        try desk.go(site.origin + "/users")
        try desk.find("a[href='/users/new']").follow()
        try desk.find("select[name=role] option[value=\(role)]").click()
        try desk.find("form[action='/users/invitations'] button").submit()
        return try desk.find("#link").property("value") ?? ""
    }

    private func accept(_ link: String, _ phone: Browser, _ site: RunningSite) throws {
        try phone.go(link)
        try phone.find("input[name=name]").type("Ben")
        try phone.find("input[name=password]").type("four yellow submarines")
        try phone.find("form button").submit()
        #expect(try phone.url == site.origin + "/")
        #expect(try phone.find("a.who").text == "Ben")
    }

    /// Tells whether the page for a new task is one, or says that it may not be had.
    private func mayAddTasks(_ phone: Browser, _ site: RunningSite) throws -> Bool {
        try phone.go(site.origin + "/tasks/new")
        let isForm = try !phone.findAll("form[action='/tasks']").isEmpty
        if !isForm { #expect(try phone.find("p.code").text == "403") }
        return isForm
    }

    private func give(_ role: String, _ desk: Browser, _ site: RunningSite) throws {
        try desk.go(site.origin + "/users/2")
        try desk.find("select[name=role] option[value=\(role)]").click()
        try desk.find("form[action='/users/2'] button").submit()
        #expect(try desk.find("select[name=role]").property("value") == role)
    }

    private func define(_ role: String, of permission: String, _ desk: Browser, _ site: RunningSite) throws {
        try desk.go(site.origin + "/roles")
        try desk.find("input[name=name]").type(role)
        try desk.find("input[value='\(permission)']").click()
        try desk.find("form[action='/roles'] button").submit()
        #expect(try desk.findAll("a[href='/roles/\(role)']").count == 1)
    }
}
