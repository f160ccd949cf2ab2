import Glibc
import Lifecycle
import Platform
import Sockets
import Web

// The smallest program on the room Sockets: it says each message back, and tells things by itself at `/teller`. Autobahn's test suite speaks to it. Options are
// arguments such as `connections=2`; times are milliseconds.

final class EchoSession: OpenSession {
    private let connection = Latch()
    private let greeting: Payload?

    init(greeting: Payload? = nil) {
        self.greeting = greeting
    }

    func opened(_ connection: any OpenConnection) {
        self.connection.set(connection)
        if let greeting { connection.send(greeting) }
    }

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

/// Sends so many messages of a thousand bytes as it is told, all at once; or one each 20 ms until it is closed.
final class TellerSession: OpenSession {
    private let connection = Latch()

    func opened(_ connection: any OpenConnection) { self.connection.set(connection) }

    func received(_ message: SocketMessage) {
        guard let connection = connection.get() else { return }
        let payload = Payload([UInt8](repeating: 65, count: 1_000))
        if let count = Int(String(decoding: message.bytes, as: UTF8.self)) {
            for _ in 0..<count { connection.send(payload) }
        } else {
            _ = BackgroundThread.detach {
                for _ in 0..<150 {
                    connection.send(payload)
                    usleep(20_000)
                }
            }
        }
    }

    func closed() { connection.set(nil) }
}

struct Echo: Answering {
    func answer(_ parameters: Parameters, body: RequestBody) -> Response {
        switch parameters["REQUEST_URI"] {
        case "/told": told(parameters, body)
        case "/teller": Response(.switchingProtocols, body: .open(TellerSession()))
        case "/events":
            Response(
                .ok, headers: [("Content-Type", "text/event-stream")],
                body: .open(EchoSession(greeting: Payload(Array("data: here\n\n".utf8)))))
        default:
            parameters["HTTP_UPGRADE"] == nil
                ? Response(.upgradeRequired) : Response(.switchingProtocols, body: .open(EchoSession()))
        }
    }

    private func told(_ parameters: Parameters, _ body: RequestBody) -> Response {
        guard let bytes = try? body.all(limit: 1_048_576) else { return Response(.contentTooLarge) }
        let line = "\(parameters["REQUEST_METHOD"] ?? "-") \(parameters["HTTP_X_TOLD"] ?? "-") \(bytes.count)\n"
        return Response(.ok, headers: [("Content-Type", "text/plain")], body: .bytes(Array(line.utf8)))
    }
}

func read(_ argument: String, into options: inout SocketServer.Options) {
    let parts = argument.split(separator: "=")
    guard parts.count == 2, let number = Int(parts[1]) else { return }
    switch parts[0] {
    case "connections": options.connections = number
    case "messageBytes": options.messageBytes = number
    case "bufferedBytes": options.bufferedBytes = number
    case "heartbeat": options.heartbeat = .milliseconds(number)
    case "silence": options.silence = .milliseconds(number)
    case "patience": options.patience = .milliseconds(number)
    case "handshake": options.handshake = .milliseconds(number)
    case "idleExit": options.idleExit = .milliseconds(number)
    default: exit(EX_USAGE)
    }
}

Lifecycle.prepareProcess()
var options = SocketServer.Options()
// Autobahn sends messages of 16 MiB, and more of them at once than any client of ours may.
options.messageBytes = 1 << 25
options.bufferedBytes = 1 << 27
for argument in CommandLine.arguments.dropFirst() { read(argument, into: &options) }
exit(SocketServer(Echo(), on: Workers(), options).serve())
