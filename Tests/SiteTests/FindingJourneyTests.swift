import Foundation
import Testing
import TestingElwosa

/// The search of memory and what an agent would see, as people use them in a browser, without scripts: nothing there needs
/// one.
@Suite("Finding in a browser", .timeLimit(.minutes(10)))
struct FindingJourneyTests {
    private func withMemory(_ body: (Browser, RunningSite, HTTPClient) throws -> Void) throws {
        try withRunningSite { site throws in
            let ada = try site.signedIn()
            try furnish(ada)
            var options = Browser.Options()
            options.javaScript = false
            try withBrowser(options) { browser in
                try browser.go(site.origin + "/auth/login")
                try browser.find("input[name=name]").type("Ada")
                try browser.find("input[name=password]").type(RunningSite.password)
                try browser.find("form button").submit()
                try body(browser, site, ada)
            }
        }
    }

    private func furnish(_ ada: HTTPClient) throws {
        for name in ["House", "Boat"] {
            _ = try ada.send("POST", "/memory/spaces", json: #"{"kind":"shared","name":"\#(name)"}"#)
        }
        let entries = [
            ("1/tyres", #"{"content":"Die Winterreifen liegen im Keller.","kind":"fact"}"#),
            ("1/rule", #"{"content":"Answer in German.","kind":"instruction"}"#),
            ("1/shop", #"{"content":"Neue Reifen gibt es bei Krause.","kind":"note"}"#),
            ("2/engine", #"{"content":"The engine of the boat is from 1998.","kind":"fact"}"#),
        ]
        for (place, entry) in entries {
            let reply = try ada.send("PUT", "/memory/\(place)", json: entry)
            #expect(reply.status == 201, "\(reply.text)")
        }
    }

    private func asked(_ browser: Browser) throws -> String? {
        try browser.find("main input[name=question]").property("value")
    }

    @Test("a question finds what answers it, marked, and filters typed as words are taken out by their chips")
    func search() throws {
        try withMemory { browser, site, _ in
            try browser.go(site.origin + "/memory/search")
            try browser.find("main input[name=question]").type("Reifen kind:fact")
            try browser.find("main form.search button").submit()
            #expect(try browser.findAll(".leaves.found > li").count == 1)
            #expect(try browser.find(".leaves.found mark").text == "Winterreifen")
            #expect(try asked(browser) == "Reifen art:tatsache", "as the reader says it")
            try browser.find(".chips a[aria-current=true]").click()
            #expect(try browser.findAll(".leaves.found > li").count == 2)
            #expect(try asked(browser) == "Reifen")
            // What is wrong is said beside what was typed.
            try browser.go(site.origin + "/memory/search?question=boat%20from:2026-13-01")
            #expect(try browser.find("#question-error").text.contains("from"))
            #expect(try asked(browser) == "boat ab:2026-13-01")
            try browser.go(site.origin + "/memory/search?question=submarine")
            #expect(try browser.findAll(".empty h2").count == 1)
        }
    }

    @Test("what an agent would see is played with: the question, the budget and the spaces")
    func context() throws {
        try withMemory { browser, site, ada in
            try browser.go(site.origin + "/memory/1")
            let ways = try browser.findAll("main a[href*='/memory/context']")
            #expect(!ways.isEmpty)
            try browser.go(site.origin + "/memory/context")
            try browser.find("textarea[name=question]").type("Wo sind die Reifen, and the engine?")
            try browser.find("aside form button.main").submit()
            let all = try browser.findAll(".group:first-of-type .leaves.found > li").count
            #expect(all == 4)
            try browser.find("#space-1").click()
            try browser.find("input[name=budget]").clear()
            try browser.find("input[name=budget]").type("45")
            try browser.find("aside form button.main").submit()
            let told = try ada.send(
                "POST", "/memory/context",
                json: #"{"question":"Wo sind die Reifen, and the engine?","budget":45,"space":[1]}"#
            ).object
            let items = told["items"] as? [Any] ?? []
            let left = told["leftOut"] as? [Any] ?? []
            #expect(!items.isEmpty && !left.isEmpty, "\(told)")
            #expect(try browser.findAll(".group:nth-of-type(1) .leaves.found > li").count == items.count)
            #expect(try browser.findAll(".group:nth-of-type(2) .leaves.found > li").count == left.count)
            #expect(try browser.find("details.verbatim pre").property("textContent") == told["text"] as? String)
            try browser.find("input[name=budget]").clear()
            try browser.find("input[name=budget]").type("0")
            try browser.find("aside form button.main").submit()
            #expect(try browser.find(".quiet.nothing").text.isEmpty == false)
        }
    }
}
