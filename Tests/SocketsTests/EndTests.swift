import Foundation
import Testing
import TestingElwosa

@Suite("The end of a connection", .timeLimit(.minutes(15)))
struct EndTests {
    @Test("on a signal all are told to come back, and the program ends", arguments: [SIGTERM, SIGINT, SIGHUP])
    func drain(signal: Int32) throws {
        let echo = try RunningEcho()
        let clients = try (1...5).map { _ in try echo.webSocket() }
        let stream = try EventStreamClient(echo.connect(), "/events")
        #expect(try stream.next()?.data == "here")
        echo.send(signal)
        for client in clients {
            #expect(try client.next() == .close(1_012))
            try client.close(1_012)
            #expect(try client.next() == .end)
        }
        #expect(try stream.next() == nil)
        #expect(stream.comments.contains { $0.hasPrefix("1012 ") })
        #expect(echo.ended().code == 0)
    }

    @Test("who does not answer the close is not waited for for ever")
    func unanswered() throws {
        let echo = try RunningEcho(["handshake=300"])
        let client = try echo.webSocket()
        echo.send(SIGTERM)
        #expect(try client.next() == .close(1_012))
        #expect(try client.next() == .end)
        #expect(echo.ended().code == 0)
    }

    @Test("a program that nobody needs ends by itself, and not while somebody is there")
    func idle() throws {
        let echo = try RunningEcho(["idleExit=100"])
        let client = try echo.webSocket()
        let start = ContinuousClock.now
        // Looked at once a second.
        while ContinuousClock.now - start < .milliseconds(2_500) {
            try client.send("still here")
            #expect(try client.next() == .text("still here"))
        }
        try client.close(1_000)
        #expect(try client.next() == .close(1_000) && client.next() == .end)
        #expect(echo.ended().code == 0)
    }

    @Test("who is silent is asked, and given up when nothing comes back")
    func heartbeat() throws {
        try withEcho("heartbeat=100", "silence=1000") { echo throws in
            let (living, silent) = (try echo.webSocket(), try echo.webSocket())
            let start = ContinuousClock.now
            while ContinuousClock.now - start < .seconds(2) {
                #expect(try living.next() == .ping([]))
                try living.send(.pong)
            }
            var heard: [WebSocketClient.Message] = []
            while heard.last != .end { heard.append(try silent.next()) }
            #expect(heard.count >= 3 && heard.dropLast().allSatisfy { $0 == .ping([]) })
            try living.send("still here")
            var next = try living.next()
            while next == .ping([]) { next = try living.next() }
            #expect(next == .text("still here"))
        }
    }

    @Test("who only listens is asked, too, and stays as long as it answers")
    func listener() throws {
        try withEcho("heartbeat=200", "silence=1500") { echo throws in
            let (answers, silent) = (try echo.webSocket("/teller"), try echo.webSocket("/teller"))
            for socket in [answers, silent] { try socket.send("go on") }
            let end = ContinuousClock.now + .milliseconds(2_500)
            while ContinuousClock.now < end {
                let message = try answers.next()
                if message == .ping([]) { try answers.send(.pong, []) } else { #expect(message != .end) }
            }
            var last = try silent.next()
            while last != .end { last = try silent.next() }
            try answers.close(1_000)
        }
    }

    @Test("who reads is not cut, however much is sent at once")
    func burst() throws {
        try withEcho("bufferedBytes=500000", "patience=20000") { echo throws in
            let socket = try echo.webSocket("/teller")
            let message = WebSocketClient.Message.text(String(repeating: "A", count: 1_000))
            // More than may be on its way; what the socket takes at once is not.
            try socket.send("550")
            for _ in 0..<550 { #expect(try socket.next() == message) }
            try socket.close(1_000)
            #expect(try socket.next() == .close(1_000))
        }
    }

    @Test("an event stream that is silent gets a comment")
    func comments() throws {
        try withEcho("heartbeat=100") { echo throws in
            let connection = try echo.connect()
            try connection.send(Array("GET /events HTTP/1.1\r\nHost: x\r\n\r\n".utf8))
            var text = ""
            while !text.hasSuffix(":\n\n:\n\n") {
                text += String(decoding: try #require(try connection.takeAny()), as: UTF8.self)
            }
            #expect(text.contains("\r\n\r\ndata: here\n\n:\n\n"))
        }
    }

    @Test("who does not read is cut with 4008 when too much is on its way, and nobody else notices")
    func tooSlow() throws {
        try withEcho("bufferedBytes=300000", "patience=20000") { echo throws in
            let (slow, other) = (try echo.webSocket(), try echo.webSocket())
            let message = [UInt8](repeating: 65, count: 50_000)
            // More than the socket's buffers and the server's together; it does not read one of them.
            for _ in 0..<40 { try slow.send(.binary, message) }
            for number in 0..<20 {
                try other.send("\(number)")
                #expect(try other.next() == .text("\(number)"))
            }
            var (count, last) = (0, try slow.next())
            while last == .binary(message) { (count, last) = (count + 1, try slow.next()) }
            #expect(last == .close(4_008) && count < 40)
        }
    }

    @Test("who asks for pongs and does not read them is cut too")
    func pongs() throws {
        try withEcho("bufferedBytes=300000", "patience=20000", "handshake=30000") { echo throws in
            let slow = try echo.webSocket()
            let data = [UInt8](repeating: 65, count: 125)
            // More than 2 MB of pongs; whatever the socket's buffers hold, the server holds no more than it may.
            for _ in 0..<20_000 { try slow.send(.ping, data) }
            var (count, last) = (0, try slow.next())
            while last == .pong(data) { (count, last) = (count + 1, try slow.next()) }
            #expect(last == .close(4_008) && count < 20_000)
        }
    }

    @Test("who takes nothing for too long is cut, however little is on its way")
    func impatient() throws {
        try withEcho("bufferedBytes=100000000", "patience=300") { echo throws in
            let slow = try echo.webSocket()
            let message = [UInt8](repeating: 65, count: 50_000)
            for _ in 0..<20 { try slow.send(.binary, message) }
            // Nothing tells a client that it is too slow but what it does not read.
            usleep(1_000_000)
            var last = try slow.next()
            while last == .binary(message) { last = try slow.next() }
            #expect(last == .close(4_008))
        }
    }

    @Test("without a listening socket the program says how it is meant to be started")
    func byHand() throws {
        let result = try Command.run("EchoSocket", environment: [:])
        #expect(result.status == 64 && result.error.contains("elwosa up"))
    }
}
