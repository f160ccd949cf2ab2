import Foundation
import Testing
import TestingElwosa

/// Memory as people use it in a browser: with and without scripts, and as it looks.
@Suite("Memory in a browser", .timeLimit(.minutes(15)))
struct MemoryJourneyTests {
    private func withNotebook(
        javaScript: Bool = true, _ body: (Browser, RunningSite, HTTPClient) throws -> Void
    ) throws {
        try withRunningSite { site throws in
            let ada = try site.signedIn()
            var options = Browser.Options()
            options.javaScript = javaScript
            try withBrowser(options) { browser in
                try browser.go(site.origin + "/auth/login")
                try browser.find("input[name=name]").type("Ada")
                try browser.find("input[name=password]").type(RunningSite.password)
                try browser.find("form button").submit()
                try body(browser, site, ada)
            }
        }
    }

    private static let link = #"{"kind":"about","target":"/tasks/1"}"#

    private func furnish(_ ada: HTTPClient) throws {
        _ = try ada.send("POST", "/memory/spaces", json: #"{"kind":"shared","name":"Notizen","notesReaders":true}"#)
        _ = try ada.send("POST", "/tasks", json: #"{"title":"Umziehen","description":"siehe /memory/1/wohnort"}"#)
        let entries = [
            ("wohnort", ##"{"content":"# Potsdam\n\nSeit **Mai**, [[umzug]].","kind":"fact","tags":["adresse"]}"##),
            ("umzug", #"{"content":"[[wohnort]] /tasks/1","source":"https://example.org/","importance":7}"#),
            ("plan", #"{"content":{"kisten":40},"expiresAt":"2030-01-01","links":[\#(Self.link)]}"#),
            ("gespräch:000001", #"{"content":"Wo wohnt Ada?","kind":"turn","speaker":"Agent"}"#),
            ("gespräch:000002", #"{"content":"In Potsdam.","kind":"turn","speaker":"Ada"}"#),
        ]
        for (key, entry) in entries {
            let place = key.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? key
            let reply = try ada.send("PUT", "/memory/1/\(place)", json: entry)
            #expect(reply.status == 201, "\(reply.text)")
        }
        _ = try ada.send("PATCH", "/memory/1/wohnort", json: ##"{"content":"# Werder\n\nSeit **Juni**."}"##)
    }

    @Test("without scripts a space is made, and in it an entry written, changed, deleted, taken back and erased")
    func plain() throws {
        try withNotebook(javaScript: false) { browser, site, ada in
            try browser.go(site.origin + "/memory")
            try browser.find("main input[name=name]").type("Notizen")
            try browser.find("main input[name=name]").submit()
            try browser.go(site.origin + "/memory/spaces/1/new")
            try browser.find("input[name=key]").type("wohnort")
            try browser.find("textarea[name=content]").type("Ada wohnt in **Berlin**.")
            try browser.find("main .button.main").submit()
            #expect(try browser.find("main strong").text == "Berlin")
            try browser.go(site.origin + "/memory/1/wohnort/edit")
            try browser.find("textarea[name=content]").clear()
            try browser.find("textarea[name=content]").type("Ada wohnt in Potsdam.")
            try browser.find("main .button.main").submit()
            try browser.go(site.origin + "/memory/1/wohnort/versions")
            try browser.find("#version-1 button").submit()
            #expect(try ada.get("/memory/1/wohnort").object["content"] as? String == "Ada wohnt in **Berlin**.")
            try browser.go(site.origin + "/memory/1/wohnort/delete")
            try browser.find("main .button.danger.main").submit()
            #expect(try ada.get("/memory/1/wohnort").status == 404)
            try browser.find(".undo button").submit()
            #expect(try ada.get("/memory/1/wohnort").status == 200)
            try browser.go(site.origin + "/memory/1/wohnort/delete")
            try browser.find("details.erasure summary").click()
            try browser.find("details.erasure button").submit()
            #expect(try ada.get("/memory/1/wohnort/versions").status == 404)
        }
    }

    @Test("what an agent writes is seen as it happens, and what expires goes by itself")
    func live() throws {
        try withNotebook { browser, site, ada in
            try furnish(ada)
            for path in ["/memory/1", "/memory/tail", "/memory"] {
                try browser.goLive(site.origin + path)
                let key = "neu-" + path.filter(\.isLetter)
                _ = try ada.send("PUT", "/memory/1/\(key)", json: #"{"content":"von selbst"}"#)
                #expect(try browser.waitFor("document.querySelector('main').textContent.includes('\(key)')"), "\(path)")
                #expect(try browser.isSameDocument, "\(path)")
            }
            try browser.goLive(site.origin + "/memory/1")
            let end = ISO8601DateFormatter().string(from: Date().addingTimeInterval(2))
            _ = try ada.send("PUT", "/memory/1/code", json: "{\"content\":\"4711\",\"expiresAt\":\"\(end)\"}")
            #expect(try browser.waitFor("document.querySelector('main').textContent.includes('4711')"))
            #expect(try browser.waitFor("!document.querySelector('main').textContent.includes('4711')"))
            #expect(try browser.isSameDocument && browser.complaints() == [])
        }
    }

    @Test("every page is readable, fits its screen, has targets one can hit, and nothing that axe finds fault with")
    func look() throws {
        try withNotebook { browser, site, ada in
            try furnish(ada)
            let pages = [
                "/memory", "/memory/tail", "/memory/expiring", "/memory/1", "/memory/1?kind=turn&order=key",
                "/memory/1/wohnort", "/memory/1/wohnort?knownAt=2030-01-01", "/memory/1/umzug", "/memory/1/plan",
                "/memory/1/gespr%C3%A4ch:000002", "/memory/1/wohnort/versions", "/memory/1/wohnort/edit",
                "/memory/1/wohnort/delete", "/memory/spaces/1", "/memory/spaces/1/new", "/memory/spaces/1/readings",
                "/memory/spaces/1/clear?kind=turn", "/memory/spaces/1/delete", "/tasks/1",
            ]
            for (width, touch, dark) in [(320, true, false), (1_280, false, true), (1_280, false, false)] {
                try browser.resize(width, 800, touch: touch)
                try browser.emulate(dark: dark)
                for page in pages {
                    try browser.go(site.origin + page)
                    #expect(try browser.find("main h1").text.isEmpty == false, "\(page)")
                    let faults = try browser.lookFaults()
                    #expect(faults == [], "\(page) at \(width), dark: \(dark)")
                    guard !dark else { continue }
                    let rules = try browser.axeFaults()
                    #expect(rules == [], "\(page) at \(width)")
                }
            }
            #expect(try browser.complaints() == [])
        }
    }
}
