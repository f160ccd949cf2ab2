import Foundation
import Testing
import TestingElwosa

/// Cards that are dragged by hand: one small request, one card that changes, and no page that is loaded anew.
@Suite("Cards dragged in a browser", .timeLimit(.minutes(15)))
struct BoardJourneyTests {
    private func withBoard(
        touch: Bool = false, _ body: (Browser, RunningSite, HTTPClient) throws -> Void
    ) throws {
        try withRunningSite { site throws in
            let ada = try site.signedIn()
            for title in ["Erste", "Zweite", "Dritte"] {
                _ = try ada.send("POST", "/tasks", json: #"{"title":"\#(title)"}"#)
            }
            var options = Browser.Options()
            if touch { (options.width, options.touch) = (360, true) }
            try withBrowser(options) { browser in
                try browser.go(site.origin + "/auth/login")
                try browser.find("input[name=name]").type("ada")
                try browser.find("input[name=password]").type(RunningSite.password)
                try browser.find("form button").submit()
                try browser.go(site.origin + "/board")
                _ = try browser.evaluate(Self.watching)
                try body(browser, site, ada)
            }
        }
    }

    /// Notes every card that changes, and lets a page that is loaded anew be known.
    private static let watching = """
        (() => {
          window.sameDocument = true;
          window.changed = new Set();
          performance.clearResourceTimings();
          new MutationObserver((all) => all.forEach((one) => [one.target, ...one.addedNodes, ...one.removedNodes]
            .forEach((node) => changed.add(node.closest?.('[data-task]')?.id || ''))))
            .observe(document.querySelector('.board'), { subtree: true, childList: true, attributes: true });
        })()
        """

    /// The addresses that scripts asked for, each with what went over the wire in bytes.
    private func requests(_ browser: Browser) throws -> [(address: String, size: Int)] {
        let found = try browser.evaluate(
            """
            performance.getEntriesByType('resource').filter((one) => one.initiatorType === 'fetch')
            .map((one) => [new URL(one.name).pathname, one.transferSize])
            """)
        return (found as? [[Any]] ?? []).map { ($0[0] as? String ?? "", $0[1] as? Int ?? 0) }
    }

    private func expectOneMove(_ browser: Browser, _ ada: HTTPClient) throws {
        #expect(try browser.waitFor("document.querySelector('#lane-active #card-2:not(.pending)') !== null"))
        let some = "performance.getEntriesByType('resource').some((one) => one.initiatorType === 'fetch')"
        #expect(try browser.waitFor(some))
        let sent = try requests(browser)
        let moves = sent.filter { $0.address != "/board" }
        #expect(moves.map(\.address) == ["/tasks/2"] && moves.allSatisfy { $0.size < 2_000 })
        // Behind it the page is looked at once for what takes the move back.
        #expect(sent.count - moves.count <= 1)
        #expect(try browser.evaluate("[...changed].filter(Boolean)") as? [String] == ["card-2"])
        #expect(try browser.evaluate("window.sameDocument === true") as? Bool == true)
        #expect(try browser.findAll(".ghost, .over, .held, .dragging").isEmpty)
        #expect(try counts(browser) == ["2", "1"])
        #expect(try ada.send("GET", "/tasks/2").text.contains(#""status":"active""#))
    }

    private func counts(_ browser: Browser) throws -> [String] {
        try browser.findAll("#lane-open .count, #lane-active .count").map { try $0.text }
    }

    @Test("a card that the mouse drags moves by one small request, and a click opens it as before")
    func mouse() throws {
        try withBoard { browser, site, ada in
            try browser.drag("#card-2 .title", to: "#lane-active")
            try expectOneMove(browser, ada)
            #expect(try browser.evaluate("getSelection().toString()") as? String == "")
            try browser.find("#card-2 .title").follow()
            #expect(try browser.url == site.origin + "/tasks/2")
            #expect(try browser.complaints() == [])
        }
    }

    @Test("a card that a finger rests on and drags moves alike, and a tap opens it as before")
    func touch() throws {
        try withBoard(touch: true) { browser, site, ada in
            try browser.dragByFinger(
                "#card-2 .title", to: "#lane-active", lifted: "document.querySelector('.ghost') !== null")
            try expectOneMove(browser, ada)
            try browser.find("#card-1 .title").follow()
            #expect(try browser.url == site.origin + "/tasks/1")
            #expect(try browser.complaints() == [])
        }
    }

    @Test("a finger that moves at once scrolls and takes no card along")
    func scrolling() throws {
        try withBoard(touch: true) { browser, _, ada in
            try browser.dragByFinger("#card-2 .title", to: "#lane-active", lifted: nil)
            #expect(try browser.findAll(".ghost, .held").isEmpty)
            #expect(try requests(browser).isEmpty)
            #expect(try ada.send("GET", "/tasks/2").text.contains(#""version":1"#))
        }
    }

    @Test("a card that is taken to the edge brings the lanes beyond it into sight")
    func edge() throws {
        try withBoard(touch: true) { browser, _, _ in
            try browser.holdByFinger(
                "#card-2 .title", toX: 350, lifted: "document.querySelector('.ghost') !== null",
                until: "document.querySelector('#lane-done.over') !== null")
            #expect(try browser.waitFor("document.querySelector('#lane-done #card-2:not(.pending)') !== null"))
        }
    }

    @Test("a move that is refused takes itself back and says why, in the page's language", arguments: [false, true])
    func refused(touch: Bool) throws {
        try withBoard(touch: touch) { browser, _, ada in
            _ = try ada.send("PATCH", "/tasks/2", json: #"{"blockedBy":[3]}"#)
            _ = try ada.send("PATCH", "/tasks/1", json: #"{"title":"Anders"}"#)
            try browser.go(browser.url)
            // Else the board would have shown it before anybody could be too slow.
            try browser.cutStream()
            _ = try ada.send("PATCH", "/tasks/1", json: #"{"title":"Neuer"}"#)
            if touch {
                try browser.dragByFinger(
                    "#card-1 .title", to: "#lane-active", lifted: "document.querySelector('.ghost') !== null")
            } else {
                try browser.drag("#card-2 .title", to: "#lane-done")
                #expect(try browser.waitFor("document.querySelector('#lane-open #card-2:not(.pending)') !== null"))
                #expect(try browser.find("#said").text == "Vorher müssen offene Aufgaben erledigt sein.")
                #expect(try ada.send("GET", "/tasks/2").text.contains(#""status":"open""#))
                try browser.drag("#card-1 .title", to: "#lane-active")
            }
            // Somebody else was quicker: back again, and as the task is by now, so that the next move counts.
            #expect(
                try browser.waitFor(
                    "document.querySelector('#lane-open #card-1:not(.pending) .title')?.textContent === 'Neuer'"))
            #expect(try browser.find("#said").text == "Inzwischen gibt es eine neuere Fassung.")
            #expect(try ada.send("GET", "/tasks/1").text.contains(#""status":"open""#))
            #expect(try counts(browser) == ["3", "0"])
        }
    }

    @Test("x makes a card done, or open again, on a board of any field, and the focus goes on to the next one")
    func ticked() throws {
        try withBoard { browser, site, ada in
            _ = try browser.evaluate("document.querySelector('#card-2 a.title').focus()")
            try browser.press("x")
            #expect(try browser.waitFor("document.querySelector('#lane-done #card-2:not(.pending)') !== null"))
            #expect(try browser.waitFor("document.activeElement.closest('#lane-open [data-task]') !== null"))
            #expect(try ada.send("GET", "/tasks/2").text.contains(#""status":"done""#))
            _ = try browser.evaluate("document.querySelector('#card-2 a.title').focus()")
            try browser.press("x")
            #expect(try browser.waitFor("document.querySelector('#lane-open #card-2:not(.pending)') !== null"))
            _ = try ada.send("PATCH", "/tasks/1", json: #"{"blockedBy":[3]}"#)
            try browser.go(site.origin + "/board?by=assignee")
            _ = try browser.evaluate("document.querySelector('#card-1-none a.title').focus()")
            try browser.press("x")
            let isBack = "document.activeElement.closest('#card-1-none:not(.pending)') !== null"
            #expect(try browser.waitFor("document.getElementById('said')?.textContent && " + isBack))
            try browser.press("j")
            try browser.press("x")
            #expect(try browser.waitFor("document.querySelectorAll('#lane-none [data-task]').length === 2"))
            #expect(try browser.waitFor("document.activeElement.closest('#lane-none [data-task]') !== null"))
            #expect(try browser.findAll("#lane-none .count").map { try $0.text } == ["2"])
        }
    }

    @Test("by person a card goes to one of several and stays with the others, once in each lane")
    func people() throws {
        try withBoard { browser, site, ada in
            let ben = try site.run(
                "user", "add", "Ben", "--role", "member", "--password-file", "-", input: RunningSite.password)
            #expect(ben.status == 0)
            _ = try ada.send("PATCH", "/tasks/1", json: #"{"assignees":["Ada","Ben"]}"#)
            _ = try ada.send("PATCH", "/tasks/2", json: #"{"assignees":["Ada"]}"#)
            try browser.go(site.origin + "/board?by=assignee")
            try browser.drag("#card-2-1 .title", to: "#lane-2")
            #expect(try browser.waitFor("document.querySelector('#lane-2 #card-2-2:not(.pending)') !== null"))
            #expect(try people(of: 2, ada) == ["Ben"])
            // It comes above the board, which goes down by that.
            #expect(try browser.waitFor("document.querySelector('#main > .undo') !== null"))
            // Ben has it already: one card is left of it, and that one can go on.
            try browser.drag("#card-1-1 .title", to: "#lane-2")
            #expect(try browser.waitFor("document.querySelectorAll('.board [data-task=\"1\"]').length === 1"))
            #expect(try people(of: 1, ada) == ["Ben"])
            try browser.drag("#card-1-2 .title", to: "#lane-none")
            #expect(try browser.waitFor("document.querySelector('#lane-none #card-1-none:not(.pending)') !== null"))
            #expect(try people(of: 1, ada) == [])
            // The buttons of a card that was dragged lead on from where it is now.
            try browser.find("#card-2-2 .move summary").click()
            try browser.find("#card-2-2 .move button[value=Ada]").follow()
            #expect(try people(of: 2, ada) == ["Ada"])
            #expect(try browser.findAll("#lane-1 #card-2-1").count == 1)
            #expect(try browser.complaints() == [])
        }
    }

    private func people(of task: Int, _ ada: HTTPClient) throws -> [String] {
        let text = try ada.send("GET", "/tasks/\(task)").text
        let task = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        return task?["assignees"] as? [String] ?? ["?"]
    }
}
