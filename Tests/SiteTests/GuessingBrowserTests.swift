import Foundation
import Testing
import TestingElwosa

/// Guessing, as it looks from a browser.
@Suite("Guessing, in a browser", .timeLimit(.minutes(15)))
struct GuessingBrowserTests {
    @Test("who guesses is told to wait, and the owner's browser still signs in")
    func guessing() throws {
        try withRunningSite { site throws in
            _ = try site.signedIn()
            try withBrowser(Browser.Options()) { browser in
                try browser.go(site.origin + "/auth/login")
                try self.signIn(browser, RunningSite.password)
                #expect(try browser.url == site.origin + "/")
                try browser.find("form[action='/auth/logout'] button").submit()
                #expect(try self.guess(site) == 429)
                try self.signIn(browser, RunningSite.password)
                #expect(try browser.url == site.origin + "/")
                try browser.find("form[action='/auth/logout'] button").submit()
                #expect(try self.guessHere(browser).contains("zu viele Versuche"))
            }
        }
    }

    private func signIn(_ browser: Browser, _ password: String) throws {
        try browser.find("input[name=name]").clear()
        try browser.find("input[name=name]").type("Ada")
        try browser.find("input[name=password]").type(password)
        try browser.find("main form button").submit()
    }

    /// Guesses from elsewhere until told to wait; the wait may be over before the next guess, but it doubles.
    private func guess(_ site: RunningSite) throws -> Int {
        for _ in 0..<12 {
            let reply = try site.client().send("POST", "/auth/login", json: #"{"name":"Ada","password":"wrong"}"#)
            if reply.status == 429 { return 429 }
        }
        return 401
    }

    private func guessHere(_ browser: Browser) throws -> String {
        for _ in 0..<12 {
            try signIn(browser, "wrong")
            let said = try browser.find("[role=alert]").text
            if said.contains("Versuche") { return said }
        }
        return ""
    }
}
