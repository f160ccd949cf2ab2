import FastCGI
import Glibc
import Lifecycle
import Synchronization
import Web

// The smallest responder: it says back what it was told. Tests start it as a process of its own, behind a socket,
// under spawn-fcgi and as plain CGI.

struct Echo: Answering {
    func answer(_ parameters: Parameters, body: RequestBody) -> Response {
        switch parameters["REQUEST_URI"] {
        case "/stream": Response(.ok, headers: [("X-Accel-Buffering", "no")], body: .stream(count))
        case "/large": large()
        case "/ping": Response(.ok, headers: [("Content-Type", "text/plain")], body: .bytes(Array("pong\n".utf8)))
        default: echo(parameters, body)
        }
    }

    /// One number, then the next after a tenth of a second, until the reader leaves.
    @Sendable private func count(_ stream: any ResponseStream) throws {
        var number = 0
        repeat {
            try stream.write(Array("\(number)\n".utf8))
            number += 1
        } while stream.wait(milliseconds: 100)
    }

    /// Needs some 60 MB for a moment, in small pieces, and keeps a few of them: what lies between is free, and in no
    /// place from which malloc would give it back by itself.
    private func large() -> Response {
        let pieces = (0..<240_000).map { [UInt8](repeating: 7, count: 200 + $0 % 64) }
        Self.kept.withLock { kept in kept += stride(from: 0, to: pieces.count, by: 2_000).map { pieces[$0] } }
        return Response(.ok, headers: [("Content-Type", "text/plain")], body: .bytes(Array("large\n".utf8)))
    }

    private static let kept = Mutex<[[UInt8]]>([])

    private func echo(_ parameters: Parameters, _ body: RequestBody) -> Response {
        guard let bytes = try? body.all(limit: 1_048_576) else { return Response(.contentTooLarge) }
        let line = "\(parameters["REQUEST_METHOD"] ?? "-") \(parameters["REQUEST_URI"] ?? "-") \(bytes.count)\n"
        return Response(.ok, headers: [("Content-Type", "text/plain")], body: .bytes(Array(line.utf8) + bytes))
    }
}

Lifecycle.prepareProcess()
var options = Responder.Options()
options.streamDrain = .milliseconds(200)
exit(Responder(Echo(), options).serve())
