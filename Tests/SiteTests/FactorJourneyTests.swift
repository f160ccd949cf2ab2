import Testing
import TestingElwosa
import Web

/// A second factor in a real browser, without a script, as somebody with an authenticator app meets it.
@Suite("The second factor in a browser", .timeLimit(.minutes(15)))
struct FactorJourneyTests {
    @Test("is set up from its picture's key, asked for at sign-in, and a recovery code stands in for it once")
    func journey() throws {
        try withRunningSite { site throws in
            _ = try site.signedIn()
            var options = Browser.Options()
            options.javaScript = false
            try withBrowser(options) { browser in
                try self.signIn(browser, site)
                let (app, codes) = try self.setUp(browser, site)
                try self.signOut(browser, site)
                try self.signIn(browser, site)
                // The code that confirmed the factor is used up; the next one is good already.
                try self.enter(app.code(at: Clock.system.now(), later: 1), browser)
                #expect(try browser.url == site.origin + "/")
                try self.signOut(browser, site)
                try self.signIn(browser, site)
                try self.enter(codes[0], browser)
                #expect(try browser.url == site.origin + "/")
                try self.signOut(browser, site)
                try self.signIn(browser, site)
                try self.enter(codes[0], browser)
                #expect(try browser.find("input[name=code]").attribute("name") == "code")
                #expect(try browser.complaints().filter { !$0.contains("401") } == [])
            }
        }
    }

    @Test("is all that an administrator reaches where it is demanded, and opens every area once it is set up")
    func demanded() throws {
        let options = RunningSite.Options(environment: ["ELWOSA_REQUIRE_SECOND_FACTOR": "administrators"])
        try withRunningSite(options) { site throws in
            _ = try site.signedIn()
            try withBrowser { browser in
                try self.signIn(browser, site)
                #expect(try browser.url == site.origin + "/account/factor")
                try browser.go(site.origin + "/tasks")
                #expect(try browser.url == site.origin + "/account/factor")
                _ = try self.begin(browser)
                try browser.go(site.origin + "/tasks")
                #expect(try browser.url == site.origin + "/tasks" && browser.complaints() == [])
            }
        }
    }

    private func signIn(_ browser: Browser, _ site: RunningSite) throws {
        try browser.go(site.origin + "/auth/login")
        try browser.find("input[name=name]").type("Ada")
        try browser.find("input[name=password]").type(RunningSite.password)
        try browser.find("form button").submit()
    }

    private func signOut(_ browser: Browser, _ site: RunningSite) throws {
        try browser.go(site.origin + "/")
        try browser.find("form[action='/auth/logout'] button").submit()
    }

    private func enter(_ code: String, _ browser: Browser) throws {
        try browser.find("input[name=code]").type(code)
        try browser.find("form.form button").submit()
    }

    private func setUp(_ browser: Browser, _ site: RunningSite) throws -> (Authenticator, codes: [String]) {
        try browser.go(site.origin + "/account")
        try browser.find("a[href='/account/factor']").follow()
        return try begin(browser)
    }

    /// From the page that offers it to the recovery codes.
    private func begin(_ browser: Browser) throws -> (Authenticator, codes: [String]) {
        try browser.find("form[action='/account/factor'] button").submit()
        let app = try #require(Authenticator(try browser.find("p.secret code").text))
        try enter(app.code(at: Clock.system.now()), browser)
        let codes = try browser.findAll("ul.secret code").map { try $0.text }
        #expect(codes.count == 10)
        return (app, codes)
    }
}
