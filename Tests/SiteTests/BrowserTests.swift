import Foundation
import Testing
import TestingElwosa

/// The real site in a real browser, from the setup link to signing out.
@Suite("The site in a browser", .timeLimit(.minutes(15)))
struct BrowserTests {
    @Test("somebody new follows the printed link and works with tasks", arguments: [true, false])
    func firstDay(javaScript: Bool) throws {
        try withRunningSite { site throws in
            let link = try #require(site.output.wait { $0.contains("/setup?token=") })
            var options = Browser.Options()
            options.javaScript = javaScript
            try withBrowser(options) { browser in
                try browser.go(link.trimmingCharacters(in: .whitespaces))
                try browser.find("input[name=name]").type("Ada")
                try browser.find("input[name=password]").type(RunningSite.password)
                try browser.find("form button").submit()
                try self.addTask(browser, site)
                try self.workOnTask(browser)
                try self.signOutAndIn(browser, site)
                #expect(try browser.complaints() == [])
            }
            #expect(try site.run("events", "verify").status == 0)
        }
    }

    private func addTask(_ browser: Browser, _ site: RunningSite) throws {
        #expect(try browser.url == site.origin + "/")
        try browser.find("#add-title").type("Die Pflanzen gießen")
        try browser.find("form.add button").submit()
        #expect(try browser.find("ul.tasks").text.contains("Die Pflanzen gießen"))
        try browser.find("ul.tasks a").follow()
        #expect(try browser.find("h1").text == "Die Pflanzen gießen")
    }

    private func workOnTask(_ browser: Browser) throws {
        for title in ["Kanne füllen", "Gießen"] {
            try browser.find("form[action$='/steps'] input[name=title]").type(title)
            try browser.find("form[action$='/steps'] button").submit()
        }
        try browser.find("button[formaction$='/completion'][formaction*='/steps/']").submit()
        #expect(try browser.find("main").text.contains("1/2"))
        try browser.find("button[formaction='/tasks/1/completion']").submit()
        #expect(try browser.find(".task-head.done .tick").label == "Wieder öffnen: Die Pflanzen gießen")
        try browser.find("form[action$='/comments'] textarea").type("Fertig, @Ada")
        try browser.find("form[action$='/comments'] button").submit()
        #expect(try browser.find(".comment .markdown a").text == "@Ada")
    }

    private func signOutAndIn(_ browser: Browser, _ site: RunningSite) throws {
        try browser.find("form[action='/auth/logout'] button").submit()
        #expect(try browser.url == site.origin + "/auth/login")
        try browser.go(site.origin + "/tasks/1")
        try browser.find("input[name=name]").type("ada")
        try browser.find("input[name=password]").type(RunningSite.password)
        try browser.find("form button").submit()
        #expect(try browser.url == site.origin + "/tasks/1")
    }
}
