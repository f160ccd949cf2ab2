import Foundation
import TestingElwosa

/// The steps that the journeys of live pages have in common.
enum LiveDesk {
    static let isLive = "document.querySelector('.live-sign:not([hidden])') !== null"

    /// Notes when the page first holds these words.
    static func watchFor(_ words: String) -> String {
        """
        (() => { window.seenAt = 0; const look = () => { if (!window.seenAt && \
        document.querySelector('main').textContent.includes('\(words)')) window.seenAt = Date.now(); }; \
        new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true }); })()
        """
    }

    static let countFetches = """
        (() => { window.fetched = 0; const old = fetch; \
        window.fetch = (...all) => { window.fetched += 1; return old(...all); }; })()
        """

    /// Pages that are fetched arrive when they are let go.
    static let holdPages = """
        (() => { window.held = []; const old = fetch; window.fetch = async (place, options) => { \
        const answer = await old(place, options); \
        if (window.held && options?.method !== 'POST') await new Promise((go) => window.held.push(go)); \
        return answer; }; })()
        """

    /// A script after which only the head of the next page that is fetched arrives.
    static let breakOnePage = """
        (() => { window.broken = 0; const old = fetch; window.fetch = async (...all) => { const answer = await old(...all); \
        if (!window.broken++) answer.text = () => Promise.reject(new TypeError('broken off')); return answer; }; })()
        """

    /// Lets them go, and from now on notes whether the element was ever missing.
    static func releasePages(unless element: String) -> String {
        """
        (() => { window.wasTakenBack = false; \
        const look = () => { if (!document.querySelector('\(element)')) window.wasTakenBack = true; }; \
        new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true }); \
        for (const go of window.held) go(); window.held = null; })()
        """
    }

    /// The number of connections that the server has.
    static func connections(_ site: RunningSite) throws -> Int? { try metric("live_connections", site) }

    static func metric(_ name: String, _ site: RunningSite) throws -> Int? {
        let text = try site.client().send("GET", "/metrics/live").text
        let line = text.split(separator: "\n").first { $0.hasPrefix(name) }
        return line.flatMap { $0.split(separator: " ").last }.flatMap { Int($0) ?? Double($0).map { Int($0) } }
    }
}

extension Browser {
    var isSameDocument: Bool { get throws { try evaluate("window.sameDocument === true") as? Bool == true } }

    /// From now on the page hears nothing of what happens, as without a connection.
    func cutStream() throws {
        _ = try evaluate(
            "(() => { delete document.body.dataset.topics; document.dispatchEvent(new Event('elwosa:shown')); })()")
    }

    func signIn(_ site: RunningSite, as name: String = "ada") throws {
        try go(site.origin + "/auth/login")
        try find("input[name=name]").type(name)
        try find("input[name=password]").type(RunningSite.password)
        try find("form button").submit()
    }

    /// Opens a page and waits until it hears of what happens, where it does.
    func goLive(_ url: String) throws {
        try go(url)
        _ = try evaluate("window.sameDocument = true")
        guard try evaluate("document.body.dataset.topics !== undefined") as? Bool == true else { return }
        guard try waitFor(LiveDesk.isLive) else { throw HTTPError("\(url) does not become live") }
    }
}

/// Runs `body` with Ada's browser on a page of a site with three tasks, and a program of hers beside it.
func withLiveDesk(
    _ path: String, _ body: (Browser, RunningSite, HTTPClient) throws -> Void
) throws {
    try withRunningSite { site throws in
        let ada = try site.signedIn()
        for title in ["Erste", "Zweite", "Dritte"] {
            _ = try ada.send("POST", "/tasks", json: #"{"title":"\#(title)"}"#)
        }
        try withBrowser { browser in
            try browser.signIn(site)
            try browser.goLive(site.origin + path)
            try body(browser, site, ada)
        }
    }
}
