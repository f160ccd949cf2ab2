import Foundation
import Testing
import TestingElwosa

/// One's own sessions and tokens, in real browsers and from a script.
@Suite("The account in a browser", .timeLimit(.minutes(15)))
struct AccountJourneyTests {
    @Test("of two browsers one ends the other, which is signed out with its next request")
    func twoBrowsers() throws {
        try withRunningSite { site throws in
            _ = try site.signedIn()
            try withBrowser { desk in
                try withBrowser { phone in
                    try signIn(desk, site)
                    try signIn(phone, site)
                    try desk.find("a.who").follow()
                    try desk.find("a[href='/auth/sessions']").follow()
                    #expect(try desk.findAll("ul.rows li").count == 3)
                    #expect(try desk.find("ul.rows").text.contains("Chrome auf Linux"))
                    try desk.find("button[name=others][value='1']").submit()
                    #expect(try desk.findAll("ul.rows li").count == 1)
                    try phone.go(site.origin + "/tasks")
                    #expect(try phone.url.hasPrefix(site.origin + "/auth/login"))
                    #expect(try desk.complaints() == [])
                }
            }
            #expect(try site.run("events", "verify").status == 0)
        }
    }

    @Test("a token made in a browser works in a script until it is revoked there, and its last use is known")
    func token() throws {
        try withRunningSite { site throws in
            _ = try site.signedIn()
            let token = try withBrowser { browser in
                try signIn(browser, site)
                try browser.go(site.origin + "/auth/tokens")
                try browser.find("input[name=name]").type("Sicherung")
                try browser.find("input[value='tasks:read']").click()
                try browser.find("form[action='/auth/tokens'] button").submit()
                let token = try browser.find("#token").text
                #expect(try script(site, token).get("/tasks").status == 200)
                #expect(try script(site, token).send("POST", "/tasks", json: #"{"title":"x"}"#).status == 403)
                try browser.find("main a.button").follow()
                #expect(try browser.find("ul.rows").text.contains("Sicherung"))
                try browser.find("ul.rows button").submit()
                #expect(try browser.findAll("ul.rows").isEmpty && browser.complaints() == [])
                return token
            }
            #expect(try script(site, token).get("/tasks").status == 401)
        }
    }

    @Test("the command line makes, lists and revokes tokens, and lists and ends sessions")
    func commands() throws {
        try withRunningSite { site throws in
            let ada = try site.signedIn()
            let made = try site.run("token", "add", "--user", "ada", "--name", "Backup", "--scope", "tasks:read")
            let token = made.output.trimmingCharacters(in: .newlines)
            #expect(made.status == 0 && token.hasPrefix("elwosa_pat_") && made.error.contains("for Ada"))
            #expect(try script(site, token).get("/tasks").status == 200)
            let list = try site.run("token", "list", "--json").output
            #expect(list.contains("\"name\":\"Backup\"") && !list.contains(token))
            #expect(try site.run("token", "revoke", "1").status == 0)
            #expect(try script(site, token).get("/tasks").status == 401)
            #expect(try site.run("session", "list", "--user", "Ada", "--json").output.contains("\"user\":\"Ada\""))
            #expect(try ada.get("/tasks").status == 200)
            #expect(try site.run("session", "end", "--user", "Ada").output.contains("everywhere (1)"))
            #expect(try ada.get("/tasks").status == 401)
        }
    }

    @Test(
        "a command that cannot do it says why",
        arguments: [
            (["token", "revoke", "7"], "no token 7"), (["session", "end", "7"], "no session 7"),
            (["token", "add", "--user", "Eve", "--name", "x"], "nobody called Eve"),
            (["token", "add", "--user", "Ada", "--name", "x", "--days", "366"], "between 1 and 365"),
            (["token", "add", "--user", "Ada", "--name", "x", "--scope", "all"], "tasks:read"),
            (["session", "end"], "--user"),
        ])
    func refusals(arguments: [String], sentence: String) throws {
        let state = FileManager.default.temporaryDirectory.path + "/elwosa-\(UUID().uuidString.prefix(8))"
        defer { try? FileManager.default.removeItem(atPath: state) }
        let setup = ["setup", "--name", "Ada", "--password-file", "-"]
        let environment = ["ELWOSA_STATE": state]
        #expect(try Command.elwosa(setup, environment: environment, RunningSite.password).status == 0)
        let refused = try Command.elwosa(arguments, environment: environment)
        #expect(refused.status != 0 && refused.error.contains(sentence), "\(refused.error)")
    }

    @Test("a token's last use is written down when its responder ends")
    func lastUse() throws {
        try withRunningSite { site throws in
            _ = try site.signedIn()
            let made = try site.run("token", "add", "--user", "Ada", "--name", "Backup")
            let token = made.output.trimmingCharacters(in: .newlines)
            #expect(try script(site, token).get("/tasks").status == 200)
            #expect(try site.run("token", "list", "--json").output.contains("\"lastUsedAt\":null"))
            let responder = try #require(site.responders("tasks").first)
            kill(responder, SIGTERM)
            #expect(ends(responder))
            #expect(try site.run("token", "list", "--json").output.contains("\"lastUsedAt\":null") == false)
        }
    }

    private func ends(_ process: pid_t) -> Bool {
        let limit = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < limit {
            if !Processes.isAlive(process) { return true }
            usleep(20_000)
        }
        return false
    }

    private func signIn(_ browser: Browser, _ site: RunningSite) throws {
        try browser.go(site.origin + "/auth/login")
        try browser.find("input[name=name]").type("Ada")
        try browser.find("input[name=password]").type(RunningSite.password)
        try browser.find("form button").submit()
    }

    private func script(_ site: RunningSite, _ token: String) -> HTTPClient {
        site.client([("Authorization", "Bearer \(token)")])
    }
}
