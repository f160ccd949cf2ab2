import AuthDomain
import Crypto
import Domain
import HTML
import Input
import JSON
import TestingElwosa

@testable import Web

/// Sessions of the people every test knows, in memory.
struct MemorySessions: SessionReader {
    /// The failure that the database says instead of an answer.
    var failure: Failure?

    func caller(sessionId: Int64, at instant: Instant) throws(Failure) -> Caller? {
        if let failure { throw failure }
        return Person.allCases.first { $0.id == sessionId }?.caller
    }

    func family(_ id: Int64) -> SessionFamily? { nil }

    func rotate(_ family: SessionFamily, to tokenHash: [UInt8], at instant: Instant) -> Bool { false }

    func endReplayed(_ family: SessionFamily, from client: Client, at instant: Instant) {}
}

/// A small area of the tests' own, behind the real gate.
enum SampleSite {
    static func make(
        _ routes: [Route] = SampleSite.routes, failure: Failure? = nil, origin: String = DirectSite.plainOrigin,
        bodyLimit: Int = 1_000
    ) -> DirectSite {
        DirectSite(
            routes, sessions: MemorySessions(failure: failure), clock: TestClock().clock, origin: origin,
            bodyLimit: bodyLimit)
    }

    static let routes = [
        Route(.get, "/", needs: .tasksRead, handle: list),
        Route(.get, "/notes", needs: .tasksRead, handle: list),
        Route(.post, "/notes", needs: .tasksWrite, handle: write),
        Route(.get, "/notes/{id}", needs: .tasksRead, handle: show),
        Route(.patch, "/notes/{id}", needs: .tasksWrite, handle: write),
        Route(.delete, "/notes/{id}", needs: .tasksWrite, handle: write),
        Route(.get, "/people", needs: .permission(.usersManage), handle: list),
        Route(.get, "/door", needs: .nobody, handle: list),
        Route(.post, "/door", needs: .nobody, handle: write),
        Route(.get, "/machine", needs: .thisMachine, handle: list),
        Route(.get, "/faults/{kind}", needs: .nobody, handle: fail),
    ]

    @Sendable private static func list(_ exchange: Exchange) throws(Failure) -> Response {
        guard exchange.wantsPage else { return exchange.json(.ok, exchange.signedIn?.name ?? "nobody") }
        return exchange.page(title: "Notes", NotesPage(context: exchange.context))
    }

    @Sendable private static func show(_ exchange: Exchange) throws(Failure) -> Response {
        let id = try exchange.id("id")
        let tag = EntityTag.of(id, version: 3, in: exchange.site.life)
        return exchange.notModified(tag) ?? exchange.json(.ok, id, headers: [("ETag", tag)])
    }

    /// Says back what it understood.
    @Sendable private static func write(_ exchange: Exchange) throws(Failure) -> Response {
        var fields = try exchange.fields()
        let title = try fields.text("title")
        try fields.finish()
        let retry = exchange.signedIn == nil ? nil : try exchange.change().retry
        var out = JSONWriter()
        out.object { out in
            out.member("method", exchange.request.method.rawValue)
            out.member("title", title)
            out.member("key", retry?.key)
            out.member("route", retry?.route)
            out.member("digest", retry.map { Hexadecimal.encode($0.digest) })
        }
        return Response(.ok, headers: [("Content-Type", "application/json")], body: .bytes(out.bytes))
    }

    @Sendable private static func fail(_ exchange: Exchange) throws(Failure) -> Response {
        let kind = Failure.Kind.allCases.first { "/faults/\($0.rawValue)" == exchange.request.path.text }
        throw Failure(kind ?? .notFound, "This went <wrong>.", field: "sample", cause: "SELECT secret FROM /var")
    }
}

/// A page that says who reads it.
private struct NotesPage: Page {
    let context: PageContext

    var main: HTML { "<h1>\(caller?.name ?? "nobody")</h1>" }
}
