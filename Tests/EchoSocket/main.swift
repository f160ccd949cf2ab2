import Glibc
import Lifecycle
import Sockets
import Web

// The smallest program on the room Sockets: it says each message back. Autobahn's test suite speaks to it.

final class EchoSession: OpenSession {
    private let connection = Latch()

    func opened(_ connection: any OpenConnection) { self.connection.set(connection) }

    func received(_ message: SocketMessage) {
        switch message {
        case .text(let bytes): connection.get()?.send(Payload(bytes))
        case .binary(let bytes): connection.get()?.send(Payload(bytes, isBinary: true))
        }
    }

    func closed() { connection.set(nil) }
}

/// Holds the connection once there is one.
final class Latch: @unchecked Sendable {
    // Set and read on the one thread that a session is spoken to on.
    private var connection: (any OpenConnection)?

    func set(_ connection: (any OpenConnection)?) { self.connection = connection }

    func get() -> (any OpenConnection)? { connection }
}

struct Echo: Answering {
    func answer(_ parameters: Parameters, body: RequestBody) -> Response {
        guard parameters["HTTP_UPGRADE"] != nil else { return Response(.upgradeRequired) }
        return Response(.switchingProtocols, body: .open(EchoSession()))
    }
}

Lifecycle.prepareProcess()
var options = SocketServer.Options()
// Autobahn sends messages of 16 MiB, and more of them at once than any client of ours may.
options.messageBytes = 1 << 25
options.bufferedBytes = 1 << 27
exit(SocketServer(Echo(), on: Workers(), options).serve())
