import Foundation
import Testing
import TestingElwosa

/// Pages on paper, and the fields for dates and times, as a browser lays them out.
@Suite("Paper and date fields in a browser", .timeLimit(.minutes(15)))
struct PrintJourneyTests {
    private func withDesk(
        _ options: Browser.Options = .init(), _ body: (Browser, RunningSite) throws -> Void
    ) throws {
        try withRunningSite { site throws in
            let ada = try site.signedIn()
            _ = try ada.send("POST", "/tasks", json: #"{"title":"Gießen","dueAt":"2020-02-03","steps":["Kanne"]}"#)
            _ = try ada.send("POST", "/tasks/1/comments", json: #"{"text":"Morgens"}"#)
            try withBrowser(options) { browser in
                try browser.go(site.origin + "/auth/login")
                try browser.find("input[name=name]").type("ada")
                try browser.find("input[name=password]").type(RunningSite.password)
                try browser.find("form button").submit()
                try body(browser, site)
            }
        }
    }

    @Test(
        "on paper days are in full, and what can only be pressed is not there",
        arguments: ["/", "/tasks", "/board", "/tasks/1", "/projects", "/audit"])
    func paper(path: String) throws {
        try withDesk { browser, site in
            try browser.go(site.origin + path)
            try browser.devTools("Emulation.setEmulatedMedia", ["media": "print"])
            let bars =
                "header.side, .sieve, form.add, .bulk, .pager, .undo, .back, .actions, .quick, .move"
            let seen = "[...document.querySelectorAll('\(bars)')].filter((one) => one.checkVisibility())"
            #expect(try browser.evaluate(seen + ".map((one) => one.className)") as? [String] == [])
            let short = """
                [...document.querySelectorAll('#main time[title]')].filter((one) => one.checkVisibility()
                  && !getComputedStyle(one, '::after').content.includes(one.title)).map((one) => one.outerHTML)
                """
            #expect(try browser.evaluate(short) as? [String] == [])
            if ["/", "/tasks", "/board", "/tasks/1"].contains(path) {
                let due = "document.querySelector('#main time[datetime=\"2020-02-03\"]')"
                let words = "getComputedStyle(\(due), '::after').content + getComputedStyle(\(due)).fontSize"
                #expect((try browser.evaluate(words) as? String)?.hasSuffix("Montag, 3. Februar 2020\"0px") == true)
            }
        }
    }

    @Test(
        "fields for dates and times are as wide as what browsers write in them, and widen no page",
        arguments: ["de", "en"], [1_280, 390])
    func fields(language: String, width: Int) throws {
        var options = Browser.Options()
        (options.language, options.width) = (language, width)
        try withDesk(options) { browser, site in
            for path in ["/tasks/1/edit", "/tasks/new", "/tasks/1", "/tasks", "/audit"] {
                try browser.go(site.origin + path)
                _ = try browser.evaluate(
                    "document.querySelectorAll('#main details').forEach((one) => { one.open = true })")
                // Firefox needs 10rem for mm/dd/yyyy with its button and 8rem for --:-- PM; each browser its own at least.
                let narrow = """
                    [...document.querySelectorAll('#main input:is([type=date], [type=time])')].filter((one) => {
                      if (!one.checkVisibility()) return false;
                      const shown = one.getBoundingClientRect().width;
                      one.style.cssText = 'position: absolute; width: max-content; min-width: 0';
                      const own = one.getBoundingClientRect().width;
                      one.style.cssText = '';
                      return shown + 0.5 < Math.max(own, one.type === 'date' ? 160 : 128);
                    }).map((one) => `${one.type} ${one.name} ${one.getBoundingClientRect().width}`)
                    """
                #expect(try browser.evaluate(narrow) as? [String] == [], "\(path)")
                let isWide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
                #expect(try browser.evaluate(isWide) as? Bool == false, "\(path)")
            }
            try browser.go(site.origin + "/tasks/1/edit")
            let dates = try browser.findAll("#main input[type=date]").count
            #expect(dates >= 3)
        }
    }
}
