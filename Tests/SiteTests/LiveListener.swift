import Foundation
import TestingElwosa

/// Somebody who listens on a thread of its own and resumes after the last number whenever the connection ends, until an
/// event of a kind that means that it is over.
final class LiveListener: @unchecked Sendable {
    enum Kind: CaseIterable {
        case socket, stream
    }

    private let lock = NSLock()
    private var numbers: [Int64] = []
    private var codes: [UInt16?] = []
    private var faults: [String] = []
    private let isDone = Lines()
    private let open: @Sendable (Int64) throws -> () throws -> LiveNotice?
    private let mark: Int64
    private let end: String

    /// - Shape: `mark` is the number after which it hears everything; `end` is the kind of the last event.
    init(
        _ site: RunningSite, _ kind: Kind, _ client: HTTPClient, topics: String = "tasks", after mark: Int64,
        end: String = "project_changed"
    ) {
        (self.mark, self.end) = (mark, end)
        let (cookies, headers) = (client.cookies, client.headers)
        let copy = { @Sendable in
            let client = HTTPClient(port: site.port, headers: headers)
            client.cookies = cookies
            return client
        }
        let heard = Codes()
        codesHeard = heard
        switch kind {
        case .socket:
            open = { after in
                let socket = try site.webSocket(copy())
                try socket.subscribe(topics, after: after)
                return {
                    switch try socket.next() {
                    case .notice(let notice): return notice
                    case .closed(let code):
                        heard.add(code)
                        if let code { try? socket.client.close(code) }
                        return nil
                    }
                }
            }
        case .stream:
            open = { after in
                let stream = try site.eventStream(copy(), "topics=\(topics)", [("Last-Event-ID", try site.mark(after))])
                return {
                    let notice = try stream.nextNotice()
                    if notice == nil { heard.add(nil) }
                    return notice
                }
            }
        }
        Thread.detachNewThread { [self] in
            while !listen() { usleep(20_000) }
            isDone.add("done")
        }
    }

    private let codesHeard: Codes

    /// The numbers of the events it was told, in the order in which they came.
    var heard: [Int64] { lock.withLock { numbers } }

    /// With what its connections were closed; nil for those that broke off, and for streams.
    var closed: [UInt16?] { codesHeard.all }

    /// Faults that should not have happened.
    var complaints: [String] { lock.withLock { faults } }

    func waitsForEnd(seconds: Double = 30) -> Bool { isDone.wait(seconds: seconds) { _ in true } != nil }

    /// One connection, from its beginning to its end.
    ///
    /// - Shape: whether all has been heard.
    private func listen() -> Bool {
        do {
            let next = try open(lock.withLock { numbers.last ?? mark })
            while let notice = try next() {
                switch notice.method {
                case "event":
                    lock.withLock { numbers.append(notice.seq ?? 0) }
                    if notice.kind == end { return true }
                case "hello", "expiring": break
                default: lock.withLock { faults.append("\(notice)") }
                }
            }
        } catch let error as HandshakeRefused where ![502, 503, 504].contains(error.reply.status) {
            lock.withLock { faults.append("\(error.reply.status) \(error.reply.text)") }
        } catch {
            // What breaks off while its program is killed.
        }
        return false
    }

    private final class Codes: @unchecked Sendable {
        private let lock = NSLock()
        private var codes: [UInt16?] = []

        func add(_ code: UInt16?) { lock.withLock { codes.append(code) } }

        var all: [UInt16?] { lock.withLock { codes } }
    }
}
