import AuthDomain
import Calendar
import Crypto
import Domain
import Logging
import Telemetry
import Web

/// Routes behind the real gate, called as functions: no socket, no NGINX.
package struct DirectSite: Sendable {
    package let origin: String
    package let metrics: Metrics
    private let site: Site

    package static let formKey = [UInt8](repeating: 7, count: 32)
    package static let refreshKey = [UInt8](repeating: 8, count: 32)
    package static let ring = KeyRing(keys: [KeyRing.Key(id: "test", secret: [UInt8](repeating: 9, count: 32))])

    package static func tokens(_ sessions: any SessionReader, _ origin: String) -> Tokens {
        Tokens(sessions: sessions, ring: ring, refreshKey: refreshKey, issuer: origin)
    }

    package static let plainOrigin = "http://127.0.0.1:8080"

    package init(
        _ routes: [Route], sessions: any SessionReader, tokens: (any TokenReader)? = nil, clock: Clock,
        origin: String = DirectSite.plainOrigin, bodyLimit: Int = 1_048_576, uploadLimit: Int = 67_108_864,
        pages: PageCache? = nil, snapshots: (any SnapshotSource)? = nil, frame: (any FrameSource)? = nil,
        demand: FactorDemand = .nobody,
        zone: Zone = .utc,
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    ) {
        self.origin = origin
        metrics = Metrics(area: "test")
        let facts = SiteFacts(
            area: "test",
            gate: Gate(
                tokens: Self.tokens(sessions, origin), personalTokens: tokens.map { GateTokens($0) },
                formKey: Self.formKey, demand: demand),
            assets: Assets(directory: "/nowhere"), clock: clock, bodyLimit: bodyLimit,
            uploadLimit: uploadLimit, zone: zone, pages: pages, snapshots: snapshots, frame: frame)
        let operations = OperationsRoutes(area: "test", metrics: metrics) { [] }
        site = Site(routes + operations.routes, facts: facts, metrics: metrics, logger: logger)
    }

    /// As a responder would answer, which keeps the body of HEAD, 204 and 304 to itself.
    package func send(_ request: TestRequest) -> TestReply {
        let body = RequestBody(BytesSource(request.body), announcedLength: request.announcedLength)
        let response = site.answer(request.parameters, body: body)
        let isBare = request.method == "HEAD" || [204, 304].contains(response.status.rawValue)
        return TestReply(
            status: response.status.rawValue, headers: response.headers, body: isBare ? [] : Self.bytes(response))
    }

    private static func bytes(_ response: Response) -> [UInt8] {
        switch response.body {
        case .none: return []
        case .bytes(let bytes): return bytes
        case .open: return []
        case .stream(let write):
            let collected = CollectedStream()
            try? write(collected)
            return collected.bytes
        }
    }
}

/// A stream whose reader never leaves.
private final class CollectedStream: ResponseStream {
    private(set) var bytes: [UInt8] = []

    func write(_ more: [UInt8]) { bytes += more }

    func wait(milliseconds: Int) -> Bool { true }
}
