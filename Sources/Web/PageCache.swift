import Domain
import Synchronization
import Texts

/// Which state of the stored data a page shows: two equal marks mean that nobody has committed in between.
public struct DataMark: Hashable, Sendable {
    private let watcher: Int64
    private let number: Int64

    /// - Units: `number` counts commits as `watcher` has seen them; those of another watcher mean nothing beside it.
    public init(watcher: Int64, number: Int64) {
        self.watcher = watcher
        self.number = number
    }
}

/// Rendered pages, each kept for its session until anybody has committed anything or the minute is over.
///
/// Drawing the dashboard costs a hundred times what it takes to ask whether it is still good. Who is calling has been
/// read from the database before a page is looked for here, so a session that has ended sees nothing kept.
public final class PageCache: Sendable {
    struct Key: Hashable, Sendable {
        let target: String
        let session: Int64
        let language: Language
        let theme: String?
        /// What a page says of times (`4 min ago`) is good for as long.
        let minute: Int64
    }

    private struct State {
        var mark: DataMark?
        var pages: [Key: Response] = [:]
        var bytes = 0
    }

    private let limit: Int
    private let mark: @Sendable () -> DataMark?
    private let state = Mutex(State())

    /// - Units: `limit` is the bytes of all pages together; where there would be more, all are let go.
    /// - Shape: where `mark` is nil nothing is kept.
    public init(limit: Int = 1_048_576, mark: @escaping @Sendable () -> DataMark?) {
        self.limit = limit
        self.mark = mark
    }

    /// - Errors: what `make` throws, which is not kept.
    func page(_ key: Key, make: () throws(Failure) -> Response) throws(Failure) -> Response {
        // Before the page reads anything: a commit in between makes it look older than it is, never newer.
        guard let now = mark() else { return try make() }
        if let kept = state.withLock({ $0.mark == now ? $0.pages[key] : nil }) { return kept }
        let page = try make()
        keep(page, key, now)
        return page
    }

    private func keep(_ page: Response, _ key: Key, _ now: DataMark) {
        guard page.status == .ok, case .bytes(let bytes) = page.body, bytes.count <= limit else { return }
        state.withLock { state in
            if state.mark != now || state.bytes + bytes.count > limit {
                state = State(mark: now)
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
    public func keptPage(_ make: () throws(Failure) -> Response) throws(Failure) -> Response {
        guard let pages = site.pages, let session = signedIn?.sessionId else { return try make() }
        let key = PageCache.Key(
            target: request.parameters["REQUEST_URI"] ?? "", session: session, language: texts.language,
            theme: signedIn?.theme, minute: now.seconds / 60)
        return try pages.page(key, make: make)
    }
}
