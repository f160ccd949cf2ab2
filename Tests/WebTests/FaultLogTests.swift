import Domain
import Logging
import Synchronization
import Testing
import TestingElwosa

@testable import Web

struct FaultLogTests {
    /// Keeps what a site logs.
    private final class Entries: LogHandler, Sendable {
        private let lines = Mutex<[String]>([])

        var all: [String] { lines.withLock { $0 } }

        func log(event: LogEvent) {
            let fields = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            lines.withLock {
                $0.append(([event.level.rawValue, event.message.description] + fields).joined(separator: " "))
            }
        }

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { nil }
            set {}
        }

        var metadata: Logger.Metadata {
            get { [:] }
            set {}
        }

        var logLevel: Logger.Level {
            get { .trace }
            set {}
        }
    }

    @Test(
        "a fault is logged with its cause, the number of the request and its route, and a refusal is not",
        arguments: Failure.Kind.allCases)
    func logged(kind: Failure.Kind) {
        let entries = Entries()
        let site = DirectSite(
            SampleSite.routes, sessions: MemorySessions(), clock: TestClock().clock,
            logger: Logger(label: "x") { _ in entries })
        _ = site.send(TestRequest("GET", "/faults/\(kind.rawValue)"))
        let level: [Failure.Kind: String] = [
            .internalFault: "error", .outcomeUnknown: "error", .unavailable: "warning", .storageFull: "warning",
        ]
        let fields =
            "error.message=SELECT secret FROM /var http.request.id=0123456789abcdef0123456789abcdef "
            + "url.route=GET /faults/{kind}"
        #expect(entries.all == (level[kind].map { ["\($0) This went <wrong>. \(fields)"] } ?? []))
    }

    @Test("the cause of a failure is in no answer", arguments: Failure.Kind.allCases, [Wanted.json, .page])
    func kept(kind: Failure.Kind, wanted: Wanted) {
        let request = TestRequest("GET", "/faults/\(kind.rawValue)").with("Accept", wanted.rawValue)
        let reply = SampleSite.make().send(request.signed(as: .ada))
        #expect(!reply.text.contains("SELECT") && !reply.headers.contains { $0.value.contains("SELECT") })
    }
}
