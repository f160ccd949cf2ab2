import Foundation
import Testing
import TestingElwosa

@testable import Sockets

@Suite("The beginning of a connection", .timeLimit(.minutes(15)))
struct HandshakeTests {
    @Test("the RFC's own example of a key is answered as it says")
    func accept() throws {
        try withEcho { echo throws in
            let client = try echo.webSocket()
            #expect(client.reply.header("Sec-WebSocket-Accept") == WebSocketClient.proof)
            #expect(client.reply.header("Upgrade") == "websocket" && client.reply.header("Connection") == "Upgrade")
            #expect(client.reply.header("Sec-WebSocket-Extensions") == nil)
            #expect(client.reply.header("Content-Length") == nil && client.reply.header("Transfer-Encoding") == nil)
        }
    }

    @Test("frames that come in one piece with the handshake are read")
    func inOnePiece() throws {
        try withEcho { echo throws in
            let connection = try echo.connect()
            let frame: [UInt8] = [0x81, 0x82, 0, 0, 0, 0, 0x48, 0x69]
            let head = Array(WebSocketClient.handshake("/", []).utf8)
            try connection.send(head + frame)
            #expect(try connection.receive().status == 101)
            #expect(try connection.receiveBytes(4) == [0x81, 0x02, 0x48, 0x69])
        }
    }

    @Test("a request that asks for no upgrade is answered, and its connection closed")
    func noUpgrade() throws {
        try withEcho { echo throws in
            let reply = try echo.answer("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(reply.status == 426 && reply.header("Connection") == "close")
            let posted = try echo.answer("POST /told HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello")
            #expect(posted.status == 200 && posted.text == "POST - 5\n")
            let connection = try echo.connect()
            try connection.send(
                Array("HEAD /told HTTP/1.1\r\nHost: x\r\n\r\nGET /told HTTP/1.1\r\nHost: x\r\n\r\n".utf8))
            #expect(try connection.receive(isHead: true).header("Content-Length") == "9")
            #expect(try connection.isAtItsEnd())
        }
    }

    @Test("a header whose name has an underscore is nobody's")
    func underscore() throws {
        try withEcho { echo throws in
            let told = { (header: String) in
                try echo.answer("GET /told HTTP/1.1\r\nHost: x\r\n\(header): y\r\n\r\n").text
            }
            #expect(try told("X-Told") == "GET y 0\n")
            #expect(try told("X_Told") == "GET - 0\n")
        }
    }

    @Test("what is no HTTP is refused with 400, and a body that is too large with 413")
    func broken() throws {
        try withEcho { echo throws in
            #expect(try echo.answer("\u{16}\u{3}\u{1}\r\n\r\n").status == 400)
            #expect(try echo.answer("GET / HTTP/1.1\r\nno header\r\n\r\n").status == 400)
            let body = String(repeating: "x", count: 65_537)
            let large = try echo.answer("POST /told HTTP/1.1\r\nHost: x\r\nContent-Length: 65537\r\n\r\n\(body)")
            #expect(large.status == 413)
            let long = String(repeating: "x", count: 200_000)
            #expect(try echo.answer("GET /told HTTP/1.1\r\nX-Told: \(long)\r\n\r\n").status == 400)
        }
    }

    @Test("a request that does not arrive in time is given up")
    func slow() throws {
        try withEcho("handshake=200") { echo throws in
            let (slow, quick) = (try echo.connect(), try echo.webSocket())
            try slow.send(Array("GET / HTTP/1.1\r\nHost: x\r\n".utf8))
            #expect(try slow.isAtItsEnd())
            // What is open is not meant.
            try quick.send("here")
            #expect(try quick.next() == .text("here"))
        }
    }

    @Test("connections beyond the limit are closed, and there is room again when one goes")
    func tooMany() throws {
        let echo = try RunningEcho(["connections=2"])
        let first = try echo.webSocket()
        try withExtendedLifetime(try echo.webSocket()) {
            #expect(try echo.connect().isAtItsEnd())
            try first.close(1_000)
            #expect(try first.next() == .close(1_000) && first.next() == .end)
            // The server hears of the end of a connection a moment after its client.
            let end = ContinuousClock.now + .seconds(30)
            var third = try? echo.webSocket()
            while third == nil, ContinuousClock.now < end { third = try? echo.webSocket() }
            try third?.send("in")
            #expect(try third?.next() == .text("in"))
        }
        #expect(echo.end().contains("Refused a connection: 2 are open."))
    }

    @Test("only root, its own user and those that are named may connect")
    func peers() throws {
        var options = SocketServer.Options()
        options.peers = [33]
        for user in [0, getuid(), 33] { #expect(PeerCheck.mayConnect(user, options)) }
        for user: UInt32 in [1, 34, 65_534] where user != getuid() { #expect(!PeerCheck.mayConnect(user, options)) }
        // Only root can show it with somebody else.
        guard geteuid() == 0 else { return }
        let echo = try RunningEcho()
        chmod(echo.path, 0o777)
        let other = Process()
        other.executableURL = URL(filePath: "/usr/bin/setpriv")
        let script = "import socket; s = socket.socket(socket.AF_UNIX); s.connect('\(echo.path)'); print(s.recv(1))"
        other.arguments = ["--reuid=65534", "--clear-groups", "/usr/bin/python3", "-c", script]
        let printed = Pipe()
        other.standardOutput = printed
        try other.run()
        #expect(String(decoding: printed.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self) == "b''\n")
        other.waitUntilExit()
        #expect(echo.end().contains("Refused a connection from a user that may not connect."))
    }
}

extension HTTPConnection {
    func receiveBytes(_ count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count, let more = try takeAny() { bytes += more }
        return bytes
    }

    /// Tells whether nothing more comes.
    func isAtItsEnd() throws -> Bool { try takeAny() == nil }
}
