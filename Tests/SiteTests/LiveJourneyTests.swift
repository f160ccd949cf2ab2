import Crypto
import Domain
import Foundation
import Testing
import TestingElwosa
import Web

/// Live pages: what happens in one browser is seen in another, while nobody loads a page anew.
@Suite("Live pages in browsers", .timeLimit(.minutes(15)))
struct LiveJourneyTests {
    @Test(
        "a change is patched into every page that shows it, without a reload",
        arguments: ["/", "/tasks", "/board", "/tasks/1", "/tasks/1/history"])
    func patched(path: String) throws {
        try withLiveDesk(path) { browser, _, ada in
            _ = try browser.evaluate(LiveDesk.watchFor("Umbenannt"))
            _ = try ada.send("PATCH", "/tasks/1", json: #"{"title":"Umbenannt"}"#)
            let answered = Date().timeIntervalSince1970 * 1_000
            #expect(try browser.waitFor("window.seenAt > 0"))
            let seen = try #require(try browser.evaluate("window.seenAt") as? Double)
            print("live: \(path) patched \(Int(seen - answered)) ms after the answer")
            #expect(seen - answered < 2_000)
            #expect(try browser.isSameDocument)
            #expect(try browser.complaints() == [])
        }
    }

    @Test("projects and labels are patched too, and the menu's numbers")
    func others() throws {
        try withLiveDesk("/projects") { browser, site, ada in
            _ = try ada.send("POST", "/projects", json: #"{"name":"Neues Haus"}"#)
            #expect(try browser.waitFor("document.querySelector('main').textContent.includes('Neues Haus')"))
            #expect(try browser.waitFor("document.querySelector('.side').textContent.includes('Neues Haus')"))
            #expect(try browser.isSameDocument)
            try browser.goLive(site.origin + "/labels")
            _ = try ada.send("POST", "/labels", json: #"{"name":"eilig","colour":"red"}"#)
            #expect(try browser.waitFor("document.querySelector('main').textContent.includes('eilig')"))
            try browser.goLive(site.origin + "/projects/1")
            _ = try ada.send("POST", "/tasks", json: #"{"title":"Keller","projectId":1}"#)
            #expect(try browser.waitFor("document.querySelector('main').textContent.includes('Keller')"))
            #expect(try browser.isSameDocument)
            #expect(try browser.complaints() == [])
        }
    }

    @Test("a gesture in one browser is seen in another")
    func twoBrowsers() throws {
        try withLiveDesk("/board") { first, site, _ in
            try withBrowser { second in
                try second.signIn(site)
                try second.goLive(site.origin + "/tasks")
                try second.find("button[formaction='/tasks/2/completion']").submit()
                #expect(try first.waitFor("document.querySelector('#lane-done #card-2') !== null"))
                #expect(try first.isSameDocument)
            }
        }
    }

    @Test("what was done here is shown by its own answer, and fetched no second time")
    func own() throws {
        try withLiveDesk("/") { browser, _, ada in
            _ = try browser.evaluate(LiveDesk.countFetches)
            try browser.find("#add-title").type("Vierte")
            try browser.find("form.add button").submit()
            #expect(try browser.find("main").text.contains("Vierte"))
            #expect(try browser.find("#add-title").property("value") == "")
            // What is fetched for somebody else's comes after what would have been fetched for this.
            _ = try ada.send("PATCH", "/tasks/1", json: #"{"title":"Umbenannt"}"#)
            #expect(try browser.waitFor("document.querySelector('main').textContent.includes('Umbenannt')"))
            #expect(try browser.evaluate("window.fetched") as? Int == 2)
        }
    }

    @Test("a page that was fetched before a change of one's own does not take it back")
    func overtaken() throws {
        try withLiveDesk("/tasks/1") { browser, _, ada in
            _ = try browser.evaluate(LiveDesk.holdPages)
            _ = try ada.send("PATCH", "/tasks/1", json: #"{"priority":"high"}"#)
            #expect(try browser.waitFor("window.held.length === 1"))
            try browser.find(".task-head button.tick").submit()
            #expect(try browser.waitFor("document.querySelector('.task-head.done') !== null"))
            _ = try browser.evaluate(LiveDesk.releasePages(unless: ".task-head.done"))
            // One page at a time is fetched: where this is shown, the one that was held has come.
            _ = try ada.send("PATCH", "/tasks/1", json: #"{"title":"Umbenannt"}"#)
            #expect(try browser.waitFor("document.querySelector('h1').textContent.includes('Umbenannt')"))
            #expect(try browser.evaluate("window.wasTakenBack") as? Bool == false)
        }
    }

    @Test("what is typed, chosen or open stays while the rest is patched")
    func atWork() throws {
        try withLiveDesk("/tasks") { browser, _, ada in
            try browser.find("input[name=ids][value='2']").click()
            try browser.find("#bulk-addLabels").type("halb gesch")
            _ = try browser.evaluate("document.querySelector('.sieve details.drop').open = true")
            _ = try ada.send("PATCH", "/tasks/3", json: #"{"title":"Umbenannt"}"#)
            #expect(try browser.waitFor("document.querySelector('.tasks').textContent.includes('Umbenannt')"))
            #expect(
                try browser.evaluate("document.querySelector('input[name=ids][value=\"2\"]').checked") as? Bool == true)
            #expect(try browser.find("#bulk-addLabels").property("value") == "halb gesch")
            #expect(try browser.evaluate("document.activeElement.id") as? String == "bulk-addLabels")
            #expect(try browser.evaluate("document.querySelector('.sieve details.drop').open") as? Bool == true)
            #expect(try browser.findAll("main .newer").isEmpty)
        }
    }

    @Test("an open form says that there is a newer version, and keeps what was typed")
    func form() throws {
        try withLiveDesk("/tasks/1/edit") { browser, _, ada in
            try browser.find("#title").type(" und mehr")
            _ = try ada.send("POST", "/tasks/1/comments", json: #"{"body":"Nur ein Wort"}"#)
            _ = try ada.send("PATCH", "/tasks/1", json: #"{"priority":"high"}"#)
            #expect(try browser.waitFor("document.querySelector('form .newer a') !== null"))
            #expect(try browser.find(".newer").text.contains("neuere Fassung"))
            #expect(try browser.find(".newer a").attribute("href") == "/tasks/1")
            #expect(try browser.find("#title").property("value") == "Erste und mehr")
            #expect(try browser.find("input[name=version]").property("value") == "1")
            try browser.find("main form.form button.main").submit()
            #expect(try browser.find("h1").text == "Jemand war schneller")
        }
    }

    @Test("a small form of the task's page says so too, and what it does not touch is patched")
    func field() throws {
        try withLiveDesk("/tasks/1") { browser, _, ada in
            _ = try browser.evaluate("document.getElementById('edit-estimateMinutes').open = true")
            try browser.find("#quick-estimateMinutes").type("30")
            _ = try ada.send("PATCH", "/tasks/1", json: #"{"title":"Umbenannt","estimateMinutes":90}"#)
            #expect(try browser.waitFor("document.querySelector('h1').textContent === 'Umbenannt'"))
            #expect(try browser.waitFor("document.querySelector('#edit-estimateMinutes .newer') !== null"))
            #expect(try browser.find("#quick-estimateMinutes").property("value") == "30")
            _ = try browser.evaluate("document.getElementById('edit-estimateMinutes').open = false")
        }
    }

    @Test("a task that is deleted or hidden says so on its own page, and nothing more")
    func gone() throws {
        try withLiveDesk("/tasks/1") { browser, _, ada in
            _ = try ada.send("DELETE", "/tasks/1")
            #expect(try browser.waitFor("document.querySelector('main .newer') !== null"))
            #expect(try browser.find("main .newer").text.contains("nicht mehr"))
            #expect(try browser.find("h1").text == "Erste")
            #expect(try browser.find("#drawn").text.hasPrefix("Stand:"))
        }
    }

    @Test("whoever has a permission back hears again, in a page that has only just been told that it was gone")
    func backAgain() throws {
        try withRunningSite { site throws in
            let ada = try site.signedIn()
            _ = try ada.send("POST", "/tasks", json: #"{"title":"Erste"}"#)
            _ = try ada.send("POST", "/roles", json: #"{"name":"nothing","permissions":[]}"#)
            _ = try site.person("Ben")
            _ = try ada.send("PATCH", "/tasks/1", json: #"{"assignees":["Ben"]}"#)
            try withBrowser { browser in
                try browser.signIn(site, as: "Ben")
                // Another page keeps the connection that both share.
                try browser.goLive(site.origin + "/board")
                _ = try browser.openPage(isTab: true)
                try browser.goLive(site.origin + "/tasks")
                _ = try ada.send("PATCH", "/users/2", json: #"{"role":"nothing"}"#)
                #expect(try browser.waitFor("document.querySelector('main .newer') !== null"))
                _ = try ada.send("PATCH", "/users/2", json: #"{"role":"member"}"#)
                try browser.goLive(site.origin + "/tasks")
                _ = try ada.send("PATCH", "/tasks/1", json: #"{"title":"Umbenannt"}"#)
                #expect(try browser.waitFor("document.querySelector('.tasks').textContent.includes('Umbenannt')"))
            }
        }
    }

    @Test("all pages of a browser share one connection, and a hidden one is put right when it is shown")
    func tabs() throws {
        try withLiveDesk("/tasks") { browser, site, ada in
            let first = try browser.tab
            for path in ["/board", "/"] {
                _ = try browser.openPage(isTab: true)
                try browser.goLive(site.origin + path)
            }
            #expect(try LiveDesk.connections(site) == 1)
            _ = try ada.send("PATCH", "/tasks/1", json: #"{"title":"Umbenannt"}"#)
            #expect(try browser.waitFor("document.querySelector('main').textContent.includes('Umbenannt')"))
            try browser.turn(to: first)
            #expect(try browser.waitFor("document.querySelector('.tasks').textContent.includes('Umbenannt')"))
        }
    }

    @Test("what was heard for one page before another listens is not lost to that one")
    func heardBefore() throws {
        try withLiveDesk("/tasks") { browser, _, ada in
            let before = try #require(try browser.evaluate("document.body.dataset.seq") as? String)
            _ = try ada.send("PATCH", "/tasks/1", json: #"{"title":"Umbenannt"}"#)
            #expect(try browser.waitFor("document.querySelector('.tasks').textContent.includes('Umbenannt')"))
            // Now like a page that was drawn before that, and listens to the one task.
            _ = try browser.evaluate(
                """
                (() => { Object.assign(document.body.dataset, { seq: '\(before)', topics: 'tasks/1' }); \
                document.dispatchEvent(new Event('elwosa:shown')); })()
                """)
            #expect(try browser.waitFor("Number(document.body.dataset.seq) > \(before)"))
        }
    }

    @Test("a page whose way here breaks off is fetched again")
    func brokenOff() throws {
        try withLiveDesk("/tasks") { browser, _, ada in
            _ = try browser.evaluate(LiveDesk.breakOnePage)
            _ = try ada.send("PATCH", "/tasks/1", json: #"{"title":"Umbenannt"}"#)
            #expect(try browser.waitFor("window.broken >= 1"))
            #expect(try browser.waitFor("document.querySelector('.tasks').textContent.includes('Umbenannt')"))
        }
    }

    @Test("without shared workers a page has its own connection")
    func alone() throws {
        try withLiveDesk("/account") { browser, site, ada in
            try browser.atStart("delete globalThis.SharedWorker")
            try browser.goLive(site.origin + "/tasks")
            #expect(try browser.evaluate("typeof SharedWorker") as? String == "undefined")
            _ = try ada.send("PATCH", "/tasks/1", json: #"{"title":"Umbenannt"}"#)
            #expect(try browser.waitFor("document.querySelector('.tasks').textContent.includes('Umbenannt')"))
            #expect(try browser.complaints() == [])
        }
    }

    @Test("a server that was killed is found again, with what happened in between")
    func restart() throws {
        try withLiveDesk("/tasks") { browser, site, ada in
            let old = try #require(site.responders("live").first)
            kill(old, SIGKILL)
            for number in 1...5 {
                _ = try ada.send("PATCH", "/tasks/\(number % 3 + 1)", json: #"{"title":"Nachher \#(number)"}"#)
            }
            #expect(
                try browser.waitFor(
                    "[3, 4, 5].every((n) => document.querySelector('.tasks').textContent.includes('Nachher ' + n))"))
            #expect(try browser.waitFor(LiveDesk.isLive))
            #expect(try browser.isSameDocument)
        }
    }

    @Test("an access token that comes to its end is renewed under an open page, whose connection stays")
    func expiry() throws {
        try withLiveDesk("/tasks") { browser, site, ada in
            let ring = try KeyRing(directory: site.state + "/keys/access")
            let now = Clock.system.now()
            let fresh = try #require(try browser.cookies["elwosa-access"])
            let token = try #require(AccessToken(text: fresh, issuer: site.origin, ring: ring, at: now))
            let old = AccessToken(
                accountId: token.accountId, sessionId: token.sessionId,
                issuedAt: now.adding(seconds: 8 - AccessToken.lifetime)
            ).text(issuer: site.origin, ring: ring)
            try browser.setCookie("elwosa-access", old)
            // Whoever comes back shows the cookies of that moment.
            kill(try #require(site.responders("live").first), SIGKILL)
            let end = ContinuousClock.now + .seconds(30)
            while try browser.cookies["elwosa-access"] == old, ContinuousClock.now < end { usleep(50_000) }
            #expect(try browser.cookies["elwosa-access"] != old)
            while Clock.system.now() <= now.adding(seconds: 9) { usleep(100_000) }
            _ = try ada.send("PATCH", "/tasks/1", json: #"{"title":"Umbenannt"}"#)
            #expect(try browser.waitFor("document.querySelector('.tasks').textContent.includes('Umbenannt')"))
            #expect(try LiveDesk.metric("live_accepted_total", site) == 1)
            #expect(try browser.isSameDocument)
        }
    }

    @Test("a page that is ahead of the log, as after a backup was brought back, begins anew")
    func ahead() throws {
        try withLiveDesk("/tasks") { browser, _, ada in
            _ = try browser.evaluate(
                """
                (() => { Object.assign(document.body.dataset, { topics: 'projects/9', seq: 10 ** 9 }); \
                document.dispatchEvent(new Event('elwosa:shown')); })()
                """)
            #expect(try browser.waitFor("document.body.dataset.topics === 'tasks'"))
            _ = try ada.send("PATCH", "/tasks/1", json: #"{"title":"Umbenannt"}"#)
            #expect(try browser.waitFor("document.querySelector('.tasks').textContent.includes('Umbenannt')"))
        }
    }

    @Test("whoever is signed out elsewhere keeps a page that works and says how old it is")
    func signedOut() throws {
        try withLiveDesk("/tasks") { browser, site, _ throws in
            #expect(try site.run("session", "end", "--user", "ada").status == 0)
            #expect(try browser.waitFor("!document.querySelector('.as-of').hidden"))
            #expect(try browser.find("#drawn").text.hasPrefix("Stand:"))
            #expect(try browser.findAll("main .newer").isEmpty)
            #expect(try browser.isSameDocument)
        }
    }

    @Test("all modules together take less than 24 KB on their way")
    func size() throws {
        try withRunningSite { site throws in
            let ada = try site.signedIn()
            let names = try ada.send("GET", "/", [("Accept", "text/html")]).text
                .matches(of: /src="(\/static\/[^"]+\.js)"/).map { String($0.1) }
            let sizes = try names.map {
                try site.client([("Accept-Encoding", "gzip")]).get($0).body.count
            }
            #expect(names.count == 8)
            #expect(sizes.reduce(0, +) < 24_000, "\(sizes)")
        }
    }

    @Test("without scripts a page says when it was drawn, signed in or not")
    func withoutScripts() throws {
        try withRunningSite { site throws in
            _ = try site.signedIn()
            var options = Browser.Options()
            options.javaScript = false
            try withBrowser(options) { browser in
                try browser.go(site.origin + "/auth/login")
                #expect(try browser.find("time").attribute("datetime")?.hasSuffix("Z") == true)
                try browser.signIn(site)
                try browser.go(site.origin + "/tasks")
                #expect(try browser.find("#drawn").text.hasPrefix("Stand:"))
                #expect(try browser.find("#drawn time").attribute("datetime")?.hasSuffix("Z") == true)
                #expect(try browser.findAll(".live-sign:not([hidden])").isEmpty)
            }
        }
    }
}
