import Domain
import HTML
import JSON
import Testing
import TestingElwosa
import Texts

@testable import Web

struct ProblemTests {
    private let site = SampleSite.make()

    /// The status of each kind, as RFC 9110 and its companions say.
    private static let statuses: [Failure.Kind: Int] = [
        .malformed: 400, .unauthenticated: 401, .unproven: 401, .factorMissing: 403,
        .forbidden: 403, .notFound: 404, .methodNotAllowed: 405, .conflict: 409,
        .stale: 412, .tooLarge: 413, .unsupportedType: 415, .upgradeRequired: 426, .invalid: 422, .repeated: 422,
        .tooMany: 429,
        .internalFault: 500,
        .unavailable: 503, .storageFull: 507,
        .outcomeUnknown: 504,
    ]

    @Test("every kind of failure is a problem with its status, as RFC 9457 has it", arguments: Failure.Kind.allCases)
    func json(kind: Failure.Kind) throws {
        let reply = site.send(TestRequest("GET", "/faults/\(kind.rawValue)"))
        let status = try #require(Self.statuses[kind])
        #expect(reply.status == status && reply.header("Content-Type") == "application/problem+json")
        #expect(reply["status"] == .integer(Int64(status)) && reply["type"] == Self.type(of: kind))
        #expect(reply["title"] == .string(Texts(.english)[kind]) && reply["detail"] == "This went <wrong>.")
        #expect(reply["field"] == "sample" && reply["requestId"] == "0123456789abcdef0123456789abcdef")
        #expect(reply.header("Cache-Control") == "no-store")
        #expect((reply.header("Retry-After") != nil) == [.tooMany, .unavailable].contains(kind))
    }

    /// A gateway that gave up waiting answers 504 as well.
    private static func type(of kind: Failure.Kind) -> JSON {
        kind == .outcomeUnknown ? "urn:elwosa:problem:outcome-unknown" : "about:blank"
    }

    @Test("every kind is a page in the reader's language, too", arguments: Failure.Kind.allCases, Language.allCases)
    func page(kind: Failure.Kind, language: Language) throws {
        let request = TestRequest("GET", "/faults/\(kind.rawValue)").with("Accept", "text/html")
            .with("Accept-Language", language.rawValue).signed(as: .ada)
        let reply = site.send(request)
        // Whoever is not signed in is taken to where that can be done; the kind cannot come from elsewhere.
        guard kind != .unauthenticated, kind != .unproven, kind != .factorMissing else {
            #expect(reply.status == 303)
            return
        }
        #expect(reply.status == Self.statuses[kind] && reply.header("Content-Type") == "text/html; charset=utf-8")
        let page = reply.markup
        #expect(page.brokenRules() == [])
        #expect(page.root.all("html").first?["lang"] == language.rawValue)
        #expect(page.root.all("h1").first?.text == Texts(language)[kind])
        #expect(page.root.all("main").first?.text.contains("0123456789abcdef0123456789abcdef") == true)
    }

    @Test("a broken rule stands on the page with its field, and what was typed is text")
    func rule() {
        let problem = Problem(failure: Failure(.tooLong(5), field: "<b>"), requestId: nil)
        let page = Markup(ProblemPage(problem: problem, texts: Texts(.german)).main.text)
        #expect(page.faults == [] && page.root.text.contains("<b>") && page.root.text.contains("Höchstens 5 Zeichen."))
    }

    @Test("a failure that knows when to come back says so to the second")
    func retryAfter() {
        let failure = Failure(.tooMany, "Too many tries.", retryAfter: 512)
        let response = Problem(failure: failure, requestId: nil).response(page: nil)
        #expect(response.status == .tooManyRequests && response.header("Retry-After") == "512")
    }

    @Test("without a number of the request, none is invented")
    func noRequestId() throws {
        let problem = Problem(failure: .notFound, requestId: nil)
        #expect(!String(decoding: problem.json, as: UTF8.self).contains("requestId"))
    }
}
