import Foundation
import Testing
import TestingElwosa

/// Requests that a quick finger or a broken connection sends twice, in a real browser.
@Suite("Gestures made twice", .timeLimit(.minutes(15)))
struct RepetitionJourneyTests {
    private func withDesk(
        scripts: Bool, tasks: Int = 12, _ body: (Browser, RunningSite, HTTPClient) throws -> Void
    ) throws {
        try withRunningSite { site throws in
            let ada = try site.signedIn()
            for number in 1...tasks { _ = try ada.send("POST", "/tasks", json: #"{"title":"Nummer \#(number)"}"#) }
            var options = Browser.Options()
            options.javaScript = scripts
            try withBrowser(options) { browser in
                try browser.signIn(site)
                try body(browser, site, ada)
            }
        }
    }

    private func count(_ query: String, _ client: HTTPClient) throws -> Int {
        let query = query.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        return (try client.get("/tasks?limit=200&q=\(query)").object["tasks"] as? [Any])?.count ?? -1
    }

    /// - Shape: false when it is not so within 10 s.
    private func waitFor(_ isSo: () throws -> Bool) throws -> Bool {
        let limit = Date.now + 10
        while Date.now < limit {
            if try isSo() { return true }
            usleep(20_000)
        }
        return false
    }

    @Test(
        "two clicks at one point 0.4 s apart complete one task, wherever the next one comes to lie",
        arguments: [true, false], ["/tasks?q=is:open", "/"])
    func ticks(scripts: Bool, page: String) throws {
        try withDesk(scripts: scripts, tasks: 24) { browser, site, ada in
            for (round, offset) in [-11, 0, 11].enumerated() {
                try browser.go(site.origin + page)
                let tick = try #require(try browser.findAll(".page .task .tick").dropFirst(2).first)
                let action = try #require(try tick.attribute("formaction"))
                _ = try browser.find("button[formaction='\(action)']")
                try browser.clickTwice("button[formaction='\(action)']", below: offset)
                #expect(try waitFor { try count("is:done", ada) > round })
                // Whatever the second click has sent is sent by then.
                try browser.go(site.origin + page)
                #expect(try count("is:done", ada) == round + 1)
            }
            #expect(try browser.complaints() == [])
        }
    }

    @Test("two clicks on the button that adds add one task", arguments: [true, false], [60, 400])
    func adding(scripts: Bool, pause: Int) throws {
        try withDesk(scripts: scripts, tasks: 1) { browser, site, ada in
            try browser.go(site.origin + "/")
            try browser.find("#add-title").type("Einmal")
            try browser.clickTwice("form.add button", pause: pause)
            #expect(try waitFor { try count("Einmal", ada) > 0 })
            try browser.go(site.origin + "/")
            #expect(try count("Einmal", ada) == 1)
        }
    }

    @Test(
        "what is sent again after its answer was lost, or broke off, is carried out once",
        arguments: [
            "throw new TypeError('lost')",
            "Object.defineProperty(answer, 'text', { value: () => Promise.reject(new TypeError('broken off')) })",
        ])
    func lost(what: String) throws {
        try withDesk(scripts: true, tasks: 1) { browser, site, ada in
            try browser.go(site.origin + "/")
            _ = try browser.evaluate(
                """
                (() => { const real = fetch; let isFirst = true; window.fetch = async (...all) => { \
                const answer = await real(...all); if (isFirst && all[1]?.method === 'POST') { isFirst = false; \
                document.documentElement.dataset.lost = 'yes'; \(what); } return answer; }; })()
                """)
            try browser.find("#add-title").type("Einmal")
            try browser.find("form.add button").click()
            #expect(
                try browser.waitFor("document.documentElement.dataset.lost && !document.querySelector('[aria-busy]')"))
            #expect(try browser.find("#add-title").property("value") == "Einmal" && count("Einmal", ada) == 1)
            try browser.find("#add-title").submit()
            #expect(try browser.find(".message.undo").text.contains("Einmal") && count("Einmal", ada) == 1)
        }
    }

    @Test("a move on the board is offered to be taken back, with scripts as without", arguments: [true, false])
    func board(scripts: Bool) throws {
        try withDesk(scripts: scripts, tasks: 3) { browser, site, ada in
            try browser.go(site.origin + "/board")
            if scripts {
                try browser.drag("#card-2", to: "#lane-active")
                #expect(try browser.waitFor("document.querySelector('#main > .undo button') !== null"))
            } else {
                try browser.find("#card-2 summary").click()
                try browser.find("#card-2 .move button[value=active]").follow()
            }
            #expect(try browser.findAll("#lane-active #card-2").count == 1)
            #expect(try ada.get("/tasks/2").object["status"] as? String == "active")
            try browser.find("#main > .undo button").follow()
            #expect(try browser.findAll("#lane-open #card-2").count == 1)
            #expect(try ada.get("/tasks/2").object["status"] as? String == "open")
            #expect(try browser.complaints() == [])
        }
    }

    @Test("scripts make something only by sending a form, which has its key")
    func scripts() throws {
        var posts: [String: Int] = [:]
        for file in try FileManager.default.contentsOfDirectory(atPath: "www") where file.hasSuffix(".js") {
            let text = try String(contentsOf: URL(filePath: "www/\(file)"), encoding: .utf8)
            posts[file] = text.split(separator: "method: 'POST'").count - 1
        }
        // The second is the renewal of a connection, which makes nothing.
        #expect(posts.filter { $0.value > 0 } == ["elwosa.js": 1, "hub.js": 1])
    }

    @Test("a page whose responder has gone says that what was sent may be done, and that sending it again is safe")
    func errorPages() throws {
        for page in ["502", "504"] {
            let text = try String(contentsOf: URL(filePath: "www/errors/\(page).html"), encoding: .utf8)
            for sentence in [
                "Sieh nach, ob Deine Änderung angekommen ist, bevor Du sie wiederholst.",
                "es wird nur einmal ausgeführt",
                "Check whether your change has arrived before you repeat it.", "it is carried out once",
            ] {
                #expect(text.lowercased().contains(sentence.lowercased()), "\(page): \(sentence)")
            }
            #expect(!text.contains("neu laden") && !text.contains("Reload"))
        }
    }
}
