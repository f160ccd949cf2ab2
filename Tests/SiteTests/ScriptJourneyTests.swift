import Foundation
import Testing
import TestingElwosa

/// The daily gestures with scripts: no page is loaded anew for them, and what is refused is taken back.
@Suite("Gestures in a browser", .timeLimit(.minutes(15)))
struct ScriptJourneyTests {
    private func withDesk(_ body: (Browser, RunningSite, HTTPClient) throws -> Void) throws {
        try withRunningSite { site throws in
            let ada = try site.signedIn()
            for title in ["Erste", "Zweite", "Dritte"] {
                _ = try ada.send("POST", "/tasks", json: #"{"title":"\#(title)"}"#)
            }
            try withBrowser { browser in
                try browser.go(site.origin + "/auth/login")
                try browser.find("input[name=name]").type("ada")
                try browser.find("input[name=password]").type(RunningSite.password)
                try browser.find("form button").submit()
                _ = try browser.evaluate("window.sameDocument = true")
                try body(browser, site, ada)
            }
        }
    }

    private func isSameDocument(_ browser: Browser) throws -> Bool {
        try browser.evaluate("window.sameDocument === true") as? Bool == true
    }

    @Test("adding and ticking change the page at hand")
    func daily() throws {
        try withDesk { browser, _, ada in
            try browser.find("#add-title").type("Vierte")
            try browser.find("form.add button").submit()
            #expect(try browser.find("main").text.contains("Vierte"))
            try browser.find("button[formaction='/tasks/1/completion']").submit()
            #expect(try ada.send("GET", "/tasks/1").text.contains(#""status":"done""#))
            #expect(try isSameDocument(browser) && browser.complaints() == [])
        }
    }

    @Test("a tick that is refused takes itself back")
    func refused() throws {
        try withDesk { browser, site, ada in
            _ = try ada.send("PATCH", "/tasks/1", json: #"{"blockedBy":[2]}"#)
            try browser.go(site.origin + "/tasks/1")
            try browser.find(".task-head .tick").submit()
            #expect(try browser.find("main").text.contains("Trotzdem"))
            #expect(try ada.send("GET", "/tasks/1").text.contains(#""status":"open""#))
        }
    }

    @Test("keys move, tick and help, and the palette finds a task by its words")
    func keys() throws {
        try withDesk { browser, site, ada in
            try browser.press("j")
            try browser.press("j")
            #expect(try browser.evaluate("document.activeElement.textContent.trim()") as? String == "Zweite")
            try browser.press("c")
            #expect(try browser.evaluate("document.activeElement.id") as? String == "add-title")
            _ = try browser.evaluate("document.activeElement.blur()")
            try browser.press("?")
            #expect(try browser.evaluate("document.getElementById('help').open") as? Bool == true)
            try browser.press("\u{E00C}")
            _ = try browser.evaluate(
                "document.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true }))")
            try browser.find("#palette input").type("Zwei")
            #expect(
                try browser.waitFor("document.querySelector('#palette a[href=\"/tasks/2\"][data-chosen]') !== null"))
            let told = "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))"
            let isOption = told + ".matches('[role=listbox] [role=option][aria-selected=true]')"
            #expect(try browser.evaluate(isOption) as? Bool == true)
            try browser.find("#palette input").submit()
            #expect(try browser.url == site.origin + "/tasks/2")
            #expect(try browser.complaints() == [])
        }
    }

    @Test("the search field suggests tasks and filters, which the arrows choose and Escape puts away")
    func suggestions() throws {
        try withDesk { browser, site, ada in
            _ = try ada.send("PATCH", "/tasks/2", json: #"{"labels":["Zürich"]}"#)
            try browser.go(site.origin + "/tasks")
            let list = "[...document.querySelectorAll('#q-suggestions li .name')].map((line) => line.textContent)"
            try browser.find("#q").type("zu")
            #expect(try browser.waitFor("\(list).includes('Zürich')"))
            try browser.find("#q").type("\u{E015}")
            #expect(try browser.find("#q").property("value") == "zu")
            #expect(try browser.evaluate("document.getElementById('q').ariaExpanded") as? String == "true")
            #expect(try browser.axeFaults() == [])
            try browser.find("#q").type("\u{E007}")
            #expect(try browser.waitFor("document.getElementById('q').value === 'etikett:Zürich '"))
            #expect(try browser.url == site.origin + "/tasks")
            try browser.find("#q").type("zwei")
            #expect(try browser.waitFor("\(list).includes('Zweite')"))
            try browser.find("#q").type("\u{E00C}")
            #expect(try browser.waitFor("document.getElementById('q-suggestions').hidden"))
            #expect(try browser.find("#q").property("value") == "etikett:Zürich zwei")
            try browser.find("#q").type("\u{E007}")
            #expect(try browser.waitFor("document.querySelectorAll('.tasks > .task').length === 1"))
            #expect(try browser.complaints() == [])
        }
    }

    @Test("Enter in the palette means what was typed, however quickly it comes")
    func quickPalette() throws {
        try withDesk { browser, site, ada in
            _ = try browser.evaluate(
                "document.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true }))")
            try browser.find("#palette input").type("Zwei\u{E007}")
            #expect(try browser.waitFor("location.pathname === '/tasks/2'"))
        }
    }

    @Test("a field for labels suggests the name behind the last comma")
    func labelSuggestions() throws {
        try withDesk { browser, site, ada in
            _ = try ada.send("PATCH", "/tasks/2", json: #"{"labels":["Café"]}"#)
            try browser.go(site.origin + "/tasks/1/edit")
            try browser.find("#labels").type("neu, cafe")
            #expect(try browser.waitFor("document.querySelector('#labels-suggestions .name')?.textContent === 'Café'"))
            try browser.find("#labels").type("\u{E015}\u{E007}")
            #expect(try browser.find("#labels").property("value") == "neu, Café, ")
            try browser.find("main form button.main").submit()
            #expect(try browser.waitFor("location.pathname === '/tasks/1'"))
            #expect(try ada.send("GET", "/tasks/1").text.contains(#""labels":["Café","neu"]"#))
            #expect(try browser.complaints() == [])
        }
    }

    @Test("a card moves with the keyboard by one small request, and back where that is refused")
    func board() throws {
        try withDesk { browser, site, ada in
            try browser.go(site.origin + "/board")
            let move = """
                (() => { const link = document.querySelector('#card-2 a.title'); link.focus(); \
                link.dispatchEvent(new KeyboardEvent('keydown', { key: 'l', code: 'KeyL', bubbles: true })); })()
                """
            _ = try browser.evaluate(move)
            #expect(try browser.waitFor("document.querySelector('#lane-active #card-2:not(.pending)') !== null"))
            #expect(try ada.send("GET", "/tasks/2").text.contains(#""status":"active""#))
            try browser.cutStream()
            _ = try ada.send("PATCH", "/tasks/2", json: #"{"title":"Anders"}"#)
            _ = try browser.evaluate(move)
            #expect(try browser.waitFor("document.querySelector('#lane-active #card-2:not(.pending)') !== null"))
            #expect(try ada.send("GET", "/tasks/2").text.contains(#""status":"active""#))
        }
    }

    @Test("what was typed on one page does not stay on the next one, and waits on its own")
    func elsewhere() throws {
        try withDesk { browser, site, _ in
            try browser.go(site.origin + "/tasks/1")
            try browser.find("form[action$='/comments'] textarea").type("Nur hier")
            _ = try browser.evaluate(
                """
                void fetch('/tasks/2', { headers: { Accept: 'text/html' } })
                .then((answer) => answer.text()).then((text) => elwosa.show(text, '/tasks/2'))
                """)
            #expect(try browser.waitFor("document.querySelector('h1').textContent === 'Zweite'"))
            #expect(try browser.findAll("form[action='/tasks/1/comments']").isEmpty)
            #expect(try browser.find("form[action$='/comments'] textarea").property("value") == "")
            try browser.go(site.origin + "/tasks/1")
            #expect(try browser.find("form[action$='/comments'] textarea").property("value") == "Nur hier")
        }
    }

    @Test("what was typed is still there after the session has ended in between")
    func drafts() throws {
        try withDesk { browser, site, ada in
            try browser.go(site.origin + "/tasks/3/edit")
            try browser.find("#description").type("Viel Text")
            #expect(try site.run("session", "end", "--user", "ada").status == 0)
            try browser.find("main form.form button.main").submit()
            #expect(try browser.url.hasPrefix(site.origin + "/auth/login"))
            try browser.find("input[name=name]").type("ada")
            try browser.find("input[name=password]").type(RunningSite.password)
            try browser.find("form button").submit()
            try browser.go(site.origin + "/tasks/3/edit")
            #expect(try browser.find("#description").property("value")?.contains("Viel Text") == true)
        }
    }

    @Test(
        "axe-core finds nothing on any page",
        arguments: [
            "/", "/tasks", "/board", "/tasks/1", "/tasks/1/edit",
            "/projects", "/labels", "/trash", "/views", "/account",
        ])
    func axe(path: String) throws {
        try withDesk { browser, site, _ in
            try browser.go(site.origin + path)
            let faults = try browser.axeFaults()
            #expect(faults == [])
        }
    }
}
