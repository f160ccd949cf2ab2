import Foundation
import Testing
import TestingElwosa

/// Keys on the keyboards that people have, and the place in a list that they keep.
@Suite("Gestures by key in a browser", .timeLimit(.minutes(15)))
struct GestureJourneyTests {
    private func withDesk(_ path: String = "/", _ body: (Browser, HTTPClient) throws -> Void) throws {
        try withRunningSite { site throws in
            let ada = try site.signedIn()
            for title in ["Anfang", "Mitte", "Schluss"] {
                _ = try ada.send("POST", "/tasks", json: #"{"title":"\#(title)"}"#)
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

    private func focused(_ browser: Browser) throws -> String {
        try browser.evaluate("document.activeElement.textContent.trim()") as? String ?? ""
    }

    private func status(_ task: Int, _ ada: HTTPClient) throws -> String {
        let text = try ada.send("GET", "/tasks/\(task)").text
        let member = text.split(separator: #""status":""#).dropFirst().first
        return member.map { String($0.prefix { $0 != "\"" }) } ?? ""
    }

    private static let open = "/tasks?q=is:open%20sort:title"

    @Test("on a Russian keyboard the gestures lie where they lie on an English one, the palette's with Ctrl too")
    func russian() throws {
        try withDesk(Self.open) { browser, ada in
            try browser.stroke("о", at: "KeyJ")
            try browser.stroke("О", at: "KeyJ")
            #expect(try focused(browser) == "Mitte")
            try browser.stroke("л", at: "KeyK")
            #expect(try focused(browser) == "Anfang")
            try browser.stroke("ч", at: "KeyX")
            #expect(try browser.waitFor("document.querySelector('[data-task=\"1\"]') === null"))
            #expect(try status(1, ada) == "done")
            try browser.stroke("л", at: "KeyK", with: .ctrl)
            #expect(try browser.waitFor("document.getElementById('palette').open"))
        }
    }

    @Test("a letter of a Latin keyboard is the one that is written on it, wherever it lies")
    func latin() throws {
        try withDesk(Self.open) { browser, _ in
            // Dvorak has its J where C is, and its H where J is; Neo has an ö where X is.
            try browser.stroke("j", at: "KeyC")
            #expect(try focused(browser) == "Anfang")
            try browser.stroke("h", at: "KeyJ")
            try browser.stroke("ö", at: "KeyX")
            #expect(try focused(browser) == "Anfang")
            #expect(try browser.findAll(".task").count == 3 && browser.findAll("[aria-busy]").isEmpty)
        }
    }

    @Test("with Caps Lock a capital is the letter, with Shift it is none, and with AltGr neither")
    func capsLock() throws {
        try withDesk(Self.open) { browser, _ in
            try browser.stroke("J", at: "KeyJ")
            try browser.stroke("J", at: "KeyJ")
            #expect(try focused(browser) == "Mitte")
            try browser.stroke("J", at: "KeyJ", with: .shift)
            try browser.stroke("j", at: "KeyJ", with: [.ctrl, .alt])
            #expect(try focused(browser) == "Mitte")
            try browser.stroke("K", at: "KeyK", with: .ctrl)
            #expect(try browser.waitFor("document.getElementById('palette').open"))
        }
    }

    @Test("Enter and the arrows belong to the input method while one composes")
    func composing() throws {
        try withDesk { browser, ada in
            _ = try ada.send("POST", "/tasks", json: #"{"title":"日本へ"}"#)
            try browser.stroke("k", at: "KeyK", with: .ctrl)
            try browser.compose("にほん")
            let before = try browser.url
            // As Chromium sends it, and as Safari does, where the composition is over by then.
            try browser.stroke("Enter", at: "Enter", number: 229)
            _ = try browser.evaluate(
                """
                document.activeElement.dispatchEvent(
                  new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true, cancelable: true }))
                """)
            #expect(try browser.url == before)
            #expect(try browser.find("#palette input").property("value") == "にほん")
            try browser.settle("日本")
            #expect(
                try browser.waitFor("document.querySelector('#palette a[href=\"/tasks/4\"][data-chosen]') !== null"))
            try browser.stroke("Enter", at: "Enter", number: 13)
            #expect(try browser.waitFor("location.pathname === '/tasks/4'"))
        }
    }

    @Test("a task that leaves the list hands the place on to the next one, the last one to the one before")
    func place() throws {
        try withDesk(Self.open) { browser, ada in
            try browser.press("j")
            try browser.press("j")
            try browser.stroke("x", at: "KeyX", isHeld: true)
            #expect(try browser.waitFor("document.activeElement.textContent.trim() === 'Schluss'"))
            #expect(try status(2, ada) == "done" && status(3, ada) == "open")
            try browser.press("x")
            #expect(try browser.waitFor("document.activeElement.textContent.trim() === 'Anfang'"))
        }
    }

    @Test("so does one that somebody else takes out of it, and one that goes to another list of the page")
    func placeElsewhere() throws {
        try withDesk(Self.open) { browser, ada in
            try browser.press("j")
            _ = try ada.send("POST", "/tasks/1/completion", json: "{}")
            #expect(try browser.waitFor("document.activeElement.textContent.trim() === 'Mitte'"))
            for task in [2, 3] { _ = try ada.send("PATCH", "/tasks/\(task)", json: #"{"status":"active"}"#) }
            try browser.find(".brand").follow()
            try browser.find(".task.active [formaction='/tasks/2/completion'], [formaction='/tasks/2/completion']")
                .submit()
            #expect(try browser.waitFor("document.activeElement.textContent.trim() === 'Schluss'"))
        }
    }

    @Test("a card goes to the lane beside it by h and l, and the arrows with Alt are left to the browser")
    func lanes() throws {
        try withDesk("/board") { browser, ada in
            _ = try browser.evaluate("document.querySelector('#card-2 a.title').focus()")
            try browser.stroke("д", at: "KeyL")
            #expect(try browser.waitFor("document.querySelector('#lane-active #card-2:not(.pending)') !== null"))
            #expect(try status(2, ada) == "active" && focused(browser) == "Mitte")
            let isTaken =
                "!document.activeElement.dispatchEvent(new KeyboardEvent('keydown', "
                + "{ key: 'ArrowLeft', code: 'ArrowLeft', altKey: true, bubbles: true, cancelable: true }))"
            #expect(try browser.evaluate(isTaken) as? Bool == false)
            try browser.press("h")
            #expect(try browser.waitFor("document.querySelector('#lane-open #card-2:not(.pending)') !== null"))
            #expect(try status(2, ada) == "open")
        }
    }

    @Test("c makes a task in the project that the page is in, and so does what the palette offers")
    func project() throws {
        try withDesk { browser, ada in
            _ = try ada.send("POST", "/projects", json: #"{"name":"Garten"}"#)
            try browser.go(URL(string: "/board?q=project:Garten", relativeTo: URL(string: browser.url))!.absoluteString)
            try browser.stroke("k", at: "KeyK", with: .ctrl)
            try browser.find("#palette input").type("Gießen")
            let offered =
                "document.querySelector('#palette a[href=\"/tasks/new?projectId=1&title=Gie%C3%9Fen\"]') !== null"
            #expect(try browser.waitFor(offered))
            // The first one empties the field, and one that comes before the page has seen that is none.
            let isOpen = "document.getElementById('palette').open"
            for _ in 1...20 where try browser.evaluate(isOpen) as? Bool == true { try browser.press("\u{E00C}") }
            #expect(try browser.waitFor("!" + isOpen))
            try browser.stroke("с", at: "KeyC")
            #expect(try browser.waitFor("location.pathname === '/tasks/new'"))
            #expect(try browser.find("[name=projectId]").property("value") == "1")
        }
    }
}
