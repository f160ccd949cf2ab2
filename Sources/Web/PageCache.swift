import Calendar
import Domain
import Synchronization
import Texts

/// Rendered pages, each kept for its session until anything has happened or the minute is over.
///
/// Drawing the dashboard costs a hundred times what it takes to ask whether it is still good. Who is calling has been
/// read from the database before a page is looked for here, so a session that has ended sees nothing kept.
package final class PageCache: Sendable {
    struct Key: Hashable, Sendable {
        let target: String
        let session: Int64
        let language: Language
        let theme: String?
        let zone: Zone
        /// The minute in which the page was drawn: what it says of times (`4 min ago`) is good for as long.
        let minute: Int64
    }

    private struct State {
        var newest: Int64?
        var pages: [Key: Response] = [:]
        var bytes = 0
    }

    private let limit: Int
    private let newestEvent: @Sendable () -> Int64?
    private let state = Mutex(State())

    /// - Units: `limit` is the bytes of all pages together; where there would be more, all are let go.
    /// - Shape: `newestEvent` tells one state of what the pages show from another, since each change is an event of the
    ///   same transaction; where it is nil nothing is kept.
    package init(limit: Int = 1_048_576, newestEvent: @escaping @Sendable () -> Int64?) {
        self.limit = limit
        self.newestEvent = newestEvent
    }

    /// - Errors: what `make` throws, which is not kept.
    func page(_ key: Key, make: () throws(Failure) -> Response) throws(Failure) -> Response {
        // From the snapshot that the page is then read from, or before it: where each read has its own, a commit in
        // between makes the page look older than it is, never newer.
        guard let now = newestEvent() else { return try make() }
        if let kept = state.withLock({ $0.newest == now ? $0.pages[key] : nil }) { return kept }
        let page = try make()
        keep(page, key, now)
        return page
    }

    private func keep(_ page: Response, _ key: Key, _ now: Int64) {
        guard page.status == .ok, case .bytes(let bytes) = page.body, bytes.count <= limit,
            !page.headers.contains(where: { $0.name == "Cache-Control" && $0.value.hasSuffix("no-store") })
        else { return }
        state.withLock { state in
            if state.newest != now || state.bytes + bytes.count > limit {
                state = State(newest: now)
            }
            // Another thread may have made the same page meanwhile.
            guard state.pages.updateValue(page, forKey: key) == nil else { return }
            state.bytes += bytes.count
        }
    }
}

extension Exchange {
    /// A page that shows what is stored and nothing else, perhaps as it was made for an earlier request of the same
    /// session. Whoever comes with a token sees less than its owner does, so nothing is kept for tokens.
    package func keptPage(_ make: () throws(Failure) -> Response) throws(Failure) -> Response {
        guard let pages = site.pages, let session = signedIn?.sessionId else { return try make() }
        let key = PageCache.Key(
            target: request.parameters["REQUEST_URI"] ?? "", session: session, language: texts.language,
            theme: signedIn?.theme, zone: zone, minute: now.seconds / 60)
        return try pages.page(key, make: make)
    }
}
