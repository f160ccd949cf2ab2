import Foundation
import Testing
import TestingElwosa

/// The first view of a project of 1,000 tasks, in a browser that has never been here.
@Suite("The first view of many tasks", .timeLimit(.minutes(15)))
struct FirstViewTests {
    @Test("takes less than 60 KB with all that belongs to it, and nothing moves while it loads")
    func firstView() throws {
        try withRunningSite { site throws in
            let ada = try site.signedIn()
            #expect(try ada.send("POST", "/projects", json: #"{"name":"Garten"}"#).status == 201)
            #expect(try ada.send("POST", "/tasks/batch", json: Self.tasks).status == 200)
            for address in ["/projects/1", "/tasks?q=is%3Aopen", "/board", "/board?by=priority", "/"] {
                // Each with a profile of its own, so that nothing is there already but the frame's own files.
                try withBrowser { browser in
                    try signIn(browser, site)
                    try browser.devTools("Network.clearBrowserCache", [:])
                    try browser.go(site.origin + address)
                    _ = try browser.evaluate(Self.watching)
                    // The paints come with what has moved, and there always is one.
                    #expect(try browser.waitFor("seen.some((one) => one.entryType === 'paint')"))
                    let moved = try browser.evaluate(
                        "seen.filter((one) => one.entryType === 'layout-shift').map((one) => one.value)")
                    #expect(moved as? [Double] == [], "\(address)")
                    let size = try browser.evaluate(Self.size) as? Int ?? 0
                    #expect((1_000..<60_000).contains(size), "\(address)")
                }
            }
        }
    }

    private func signIn(_ browser: Browser, _ site: RunningSite) throws {
        try browser.go(site.origin + "/auth/login")
        try browser.find("input[name=name]").type("ada")
        try browser.find("input[name=password]").type(RunningSite.password)
        try browser.find("form button").submit()
    }

    private static let watching = """
        (() => {
          window.seen = [];
          const observer = new PerformanceObserver((list) => seen.push(...list.getEntries()));
          observer.observe({ type: 'layout-shift', buffered: true });
          observer.observe({ type: 'paint', buffered: true });
        })()
        """

    private static let size = """
        [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
        .reduce((sum, one) => sum + one.transferSize, 0)
        """

    private static let tasks: String = {
        let priorities = ["urgent", "high", "normal", "low", "someday"]
        let statuses = ["open", "open", "open", "active", "waiting", "done"]
        let commands = (1...1_000).map { number in
            """
            {"create":{"title":"Ein Titel, wie ihn Aufgaben oft haben \(number)","projectId":1,"labels":["bug"],\
            "priority":"\(priorities[number % 5])","status":"\(statuses[number % 6])","assignees":["Ada"]}}
            """
        }
        return "{\"commands\":[\(commands.joined(separator: ","))]}"
    }()
}
