import Foundation
import Testing
import TestingElwosa

/// The place that somebody with a keyboard has on a page, when the row that it is in goes and no other is left.
@Suite("The place on a page in a browser", .timeLimit(.minutes(15)))
struct PlaceJourneyTests {
    private func withDesk(_ path: String, _ body: (Browser, HTTPClient) throws -> Void) throws {
        try withRunningSite { site throws in
            let ada = try site.signedIn()
            for title in ["Anfang", "Schluss"] {
                _ = try ada.send("POST", "/tasks", json: #"{"title":"\#(title)","status":"active"}"#)
            }
            try withBrowser { browser in
                try browser.go(site.origin + "/auth/login")
                try browser.find("input[name=name]").type("ada")
                try browser.find("input[name=password]").type(RunningSite.password)
                try browser.find("form button").submit()
                try browser.go(site.origin + path)
                try body(browser, ada)
                #expect(try browser.complaints() == [])
            }
        }
    }

    private func has(_ browser: Browser, _ sign: String) throws -> Bool {
        try browser.waitFor("document.activeElement.matches('\(sign)')")
    }

    /// The pages with tasks, and what has the place once there is none.
    static let pages = [
        ("/tasks?q=is:open%20sort:title", ".empty h2"), ("/", ".empty h2"),
        ("/projects/1", ".nothing"),
    ]

    @Test(
        "goes from the last row to the one before, and from the only one to what says that there is none",
        arguments: pages.indices, [true, false])
    func emptied(page: Int, isLive: Bool) throws {
        let (path, nothing) = Self.pages[page]
        try withDesk("/") { browser, ada in
            _ = try ada.send("POST", "/projects", json: #"{"name":"Garten"}"#)
            for task in 1...2 { _ = try ada.send("PATCH", "/tasks/\(task)", json: #"{"projectId":1}"#) }
            try browser.go(URL(string: path, relativeTo: URL(string: browser.url))!.absoluteString)
            if !isLive { try browser.cutStream() }
            _ = try browser.evaluate("document.querySelector('#main [data-task=\"2\"] a').focus()")
            try browser.press("x")
            #expect(try has(browser, "[data-task=\"1\"] *"))
            try browser.press("x")
            #expect(try has(browser, nothing))
            #expect(try ada.send("GET", "/tasks/1").text.contains(#""status":"done""#))
        }
    }

    @Test("goes on from a heading to the next row below it, also when that comes later")
    func onwards() throws {
        try withDesk("/tasks?q=is:open%20sort:title") { browser, ada in
            try browser.press("j")
            for task in [2, 1] { _ = try ada.send("POST", "/tasks/\(task)/completion", json: "{}") }
            #expect(try has(browser, ".empty h2"))
            _ = try ada.send("POST", "/tasks", json: #"{"title":"Neu"}"#)
            #expect(try browser.waitFor("document.querySelector('[data-task=\"3\"]') !== null"))
            try browser.press("j")
            #expect(try has(browser, "[data-task=\"3\"] *"))
        }
    }

    @Test("is in the lane that a card leaves by a button, and in its heading when it was the only one")
    func moved() throws {
        try withDesk("/board") { browser, _ in
            for (card, place) in [(1, "#card-2 *"), (2, "#lane-active h2")] {
                try browser.find("#card-\(card) .move summary").click()
                try browser.find("#card-\(card) .move button[value=waiting]").submit()
                #expect(try browser.waitFor("document.querySelector('#lane-waiting #card-\(card)') !== null"))
                #expect(try has(browser, place))
            }
        }
    }

    @Test("is the heading of the page that comes after a task was deleted")
    func deleted() throws {
        try withDesk("/tasks/1/delete") { browser, _ in
            try browser.find("#main form button").submit()
            #expect(try browser.waitFor("location.pathname === '/tasks'"))
            #expect(try has(browser, "#main h1"))
        }
    }
}
