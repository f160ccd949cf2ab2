import Foundation
import Testing
import TestingElwosa

/// Drafts, typed and not sent, in a real browser: where they come back, are only offered, and are gone.
@Suite("Drafts in a browser", .timeLimit(.minutes(15)))
struct DraftJourneyTests {
    private func withDesk(_ body: (Browser, RunningSite, HTTPClient) throws -> Void) throws {
        try withRunningSite { site throws in
            let ada = try site.signedIn()
            for title in ["Erste", "Zweite"] { _ = try ada.send("POST", "/tasks", json: #"{"title":"\#(title)"}"#) }
            try withBrowser { browser in
                try browser.signIn(site)
                try body(browser, site, ada)
                #expect(try browser.complaints() == [])
            }
        }
    }

    private func value(_ selector: String, _ browser: Browser) throws -> String? {
        try browser.find(selector).property("value")
    }

    private func drafts(_ browser: Browser) throws -> Int? {
        try browser.evaluate("Object.keys(sessionStorage).filter((name) => name.includes('draft')).length") as? Int
    }

    @Test("text typed over one version is offered beside the next, and put there only when one says so")
    func versions() throws {
        try withDesk { browser, site, ada in
            try browser.go(site.origin + "/tasks/1/edit")
            try browser.find("#description").type("Mein Text")
            try browser.go(site.origin + "/tasks")
            _ = try ada.send("PATCH", "/tasks/1", json: #"{"description":"Text eines anderen"}"#)
            try browser.go(site.origin + "/tasks/1/edit")
            #expect(try value("#description", browser) == "Text eines anderen")
            #expect(try browser.find(".draft").text.contains("Mein Text"))
            try browser.find("#description").type("\u{E004}")
            #expect(try browser.evaluate("document.activeElement.textContent") as? String == "Meinen Text nehmen")
            try browser.press("\u{E007}")
            #expect(try value("#description", browser) == "Mein Text" && browser.findAll(".draft").isEmpty)
            try browser.find("main form.form button.main").submit()
            #expect(try ada.get("/tasks/1").object["description"] as? String == "Mein Text" && drafts(browser) == 0)
        }
    }

    @Test("what was settled where both versions stood side by side is offered no more")
    func settled() throws {
        try withDesk { browser, site, ada in
            try browser.go(site.origin + "/tasks/1/edit")
            try browser.find("#description").type("Mein Text")
            try browser.find("#title").type(", meine")
            _ = try ada.send("PATCH", "/tasks/1", json: #"{"title":"Andere","description":"Text eines anderen"}"#)
            try browser.find("main form.form button.main").submit()
            // The browser itself complains of the answer that says so.
            #expect(try browser.complaints().allSatisfy { $0.contains("412") })
            try browser.find("form.merge button.main").submit()
            let task = try ada.get("/tasks/1").object
            #expect(task["title"] as? String == "Erste, meine" && task["description"] as? String == "Mein Text")
            #expect(try drafts(browser) == 0)
            try browser.go(site.origin + "/tasks/1/edit")
            #expect(try value("#description", browser) == "Mein Text" && browser.findAll(".draft").isEmpty)
        }
    }

    @Test("after a restore the same number is another version: the text is offered, and not put there")
    func lives() throws {
        try withDesk { browser, site, ada in
            try browser.go(site.origin + "/tasks/1/edit")
            try browser.find("#description").type("Mein Text")
            // As the page was before a backup was brought back; signing in anew keeps the tab's drafts.
            _ = try browser.evaluate(
                """
                Object.keys(sessionStorage).filter((name) => name.includes('draft')).forEach((name) => \
                sessionStorage.setItem(name, sessionStorage.getItem(name).replaceAll(document.body.dataset.life, 'zz')))
                """)
            try browser.go(site.origin + "/tasks/1/edit")
            #expect(try value("#description", browser) == "")
            #expect(try browser.find(".draft").text.contains("Mein Text"))
        }
    }

    @Test("text typed over one version comes back over the same, and what is discarded does not")
    func same() throws {
        try withDesk { browser, site, ada in
            try browser.go(site.origin + "/tasks/1/edit")
            try browser.find("#description").type("Mein Text")
            try browser.go(site.origin + "/tasks")
            try browser.go(site.origin + "/tasks/1/edit")
            #expect(try value("#description", browser) == "Mein Text" && browser.findAll(".draft").isEmpty)
            _ = try ada.send("PATCH", "/tasks/1", json: #"{"priority":"high"}"#)
            try browser.go(site.origin + "/tasks/1/edit")
            #expect(try value("#description", browser) == "")
            try browser.find(".draft button:last-child").click()
            try browser.go(site.origin + "/tasks/1/edit")
            #expect(try browser.findAll(".draft").isEmpty && drafts(browser) == 0)
        }
    }

    @Test("a small form of a page knows the text that was there", arguments: [true, false])
    func pencils(isChanged: Bool) throws {
        try withDesk { browser, site, ada in
            _ = try ada.send("POST", "/tasks/1/comments", json: #"{"text":"Erst"}"#)
            let field = "#comment-1-text"
            try browser.go(site.origin + "/tasks/1")
            try browser.find("details:has(\(field)) summary").click()
            try browser.find(field).type(" von mir")
            try browser.go(site.origin + "/tasks")
            if isChanged {
                _ = try ada.send("PATCH", "/tasks/1/comments/1", json: #"{"text":"Aus einem anderen Fenster"}"#)
            }
            try browser.go(site.origin + "/tasks/1")
            #expect(try value(field, browser) == (isChanged ? "Aus einem anderen Fenster" : "Erst von mir"))
            #expect(try browser.findAll(".draft").count == (isChanged ? 1 : 0))
        }
    }

    @Test("the address wins over what was typed before, which is offered")
    func address() throws {
        try withDesk { browser, site, _ in
            try browser.go(site.origin + "/tasks/new")
            try browser.find("#title").type("Alt")
            try browser.find("#description").type("Viel Text")
            try browser.go(site.origin + "/tasks/new?title=Neu")
            #expect(try value("#title", browser) == "Neu" && value("#description", browser) == "Viel Text")
            #expect(try browser.find(".draft").text.contains("Alt"))
        }
    }

    @Test("a form for several tasks keeps none, and one form's text is not another's")
    func forms() throws {
        try withDesk { browser, site, _ in
            try browser.go(site.origin + "/tasks?q=is:open")
            try browser.find(".pick input").click()
            try browser.find("#bulk-addLabels").type("falsch")
            #expect(try drafts(browser) == 0)
            try browser.go(site.origin + "/")
            try browser.find("#add-title").type("Nur hier")
            try browser.go(site.origin + "/tasks/1")
            #expect(try value("form.step-add[action='/tasks'] input[name=title]", browser) == "")
            try browser.go(site.origin + "/")
            #expect(try value("#add-title", browser) == "Nur hier")
        }
    }

    @Test("whoever cancels leaves nothing behind")
    func cancelled() throws {
        try withDesk { browser, site, _ in
            try browser.go(site.origin + "/tasks/1/edit")
            try browser.find("#description").type("Doch nicht")
            try browser.find("form.task-form .actions a").follow()
            #expect(try drafts(browser) == 0)
            try browser.go(site.origin + "/tasks/1/edit")
            #expect(try value("#description", browser) == "" && browser.findAll(".draft").isEmpty)
        }
    }

    @Test("nothing is left for the next account of the tab, whose session ended or who signed out")
    func accounts() throws {
        try withDesk { browser, site, ada in
            #expect(
                try site.run(
                    "user", "add", "ben", "--role", "administrator", "--password-file", "-",
                    input: RunningSite.password
                ).status == 0)
            _ = try ada.send("PATCH", "/tasks/1", json: #"{"addAssignees":["ben"]}"#)
            try browser.go(site.origin + "/tasks/1")
            try browser.find("form[action$='/comments'] textarea").type("Geheim")
            #expect(try drafts(browser) == 1 && site.run("session", "end", "--user", "ada").status == 0)
            try browser.signIn(site, as: "ben")
            try browser.go(site.origin + "/tasks/1")
            #expect(try value("form[action$='/comments'] textarea", browser) == "" && browser.findAll(".draft").isEmpty)
            #expect(try drafts(browser) == 0)
            try browser.find("form[action$='/comments'] textarea").type("Auch geheim")
            #expect(try drafts(browser) == 1)
            try browser.find(".account form button").follow()
            try browser.signIn(site, as: "ben")
            try browser.go(site.origin + "/tasks/1")
            #expect(try value("form[action$='/comments'] textarea", browser) == "" && drafts(browser) == 0)
        }
    }
}
