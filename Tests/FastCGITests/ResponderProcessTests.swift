import FastCGI
import Foundation
import Synchronization
import Testing
import TestingElwosa

@Suite("A responder as a program")
struct ResponderProcessTests {
    @Test("answers one request as plain CGI")
    func cgi() throws {
        let input = Pipe()
        try input.fileHandleForWriting.write(contentsOf: Data("hello and more".utf8))
        let variables = ["REQUEST_METHOD": "POST", "REQUEST_URI": "/cgi", "CONTENT_LENGTH": "5"]
        let (code, output) = try EchoProcess(variables, input: input.fileHandleForReading).ended()
        let reply = try #require(FastCGIReply(output: output))
        #expect(code == 0 && reply.status == 200 && reply.text == "POST /cgi 5\nhello")
        #expect(String(decoding: output, as: UTF8.self).hasPrefix("Status: 200 OK\r\n"))
    }

    @Test("answers HEAD as plain CGI with headers alone")
    func cgiHead() throws {
        let (code, output) = try EchoProcess(["REQUEST_METHOD": "HEAD", "REQUEST_URI": "/ping"]).ended()
        let reply = try #require(FastCGIReply(output: output))
        #expect(code == 0 && reply.body.isEmpty && reply.header("content-length") == "5")
    }

    @Test("says in a sentence how it is meant to be started, and exits with 64")
    func usage() throws {
        let (code, output) = try EchoProcess().ended()
        #expect(code == 64)
        #expect(String(decoding: output, as: UTF8.self).contains("elwosa up"))
    }

    @Test("says that it is ready once it accepts")
    func ready() throws {
        let site = try Listener()
        let (echo, ready) = try site.start()
        #expect(ready == "READY=1\n")
        #expect(try FastCGIClient(path: site.path).get("/ping").text == "pong\n")
        echo.send(SIGTERM)
        #expect(echo.ended().code == 0)
    }

    @Test("gives back what a large request needed, though its connection stays open")
    func memory() throws {
        let site = try Listener()
        let (echo, _) = try site.start()
        let client = try FastCGIClient(path: site.path)
        #expect(try client.get("/ping").text == "pong\n")
        let before = try echo.resident()
        #expect(try client.get("/large").text == "large\n")
        #expect(try eventually { try echo.resident() < before + 24_000_000 })
        #expect(try client.get("/ping").text == "pong\n")
        echo.send(SIGTERM)
        #expect(echo.ended().code == 0)
    }

    @Test("runs under spawn-fcgi")
    func spawnFCGI() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "elwosa-\(UUID().uuidString).sock").path
        let spawn = Process()
        spawn.executableURL = URL(filePath: "/usr/bin/spawn-fcgi")
        spawn.arguments = ["-n", "-s", path, "--", EchoProcess.program.path]
        try spawn.run()
        defer { unlink(path) }
        #expect(try eventually { (try? FastCGIClient(path: path).get("/ping").text) == "pong\n" })
        kill(spawn.processIdentifier, SIGTERM)
        spawn.waitUntilExit()
        #expect(spawn.terminationStatus == 0)
    }

    @Test("drains on a signal: what is open is still answered", arguments: [SIGTERM, SIGINT, SIGHUP])
    func drain(signal: Int32) throws {
        let site = try Listener()
        let (echo, _) = try site.start()
        let client = try FastCGIClient(path: site.path)
        #expect(try client.get("/ping").status == 200)
        echo.send(signal)
        #expect(try eventually { try site.isLeftWaiting() })
        for _ in 0..<5 { #expect(try client.get("/ping").text == "pong\n") }
        client.hangUp()
        #expect(echo.ended().code == 0)
    }

    @Test("ends at once on SIGINT during a drain")
    func cutShort() throws {
        let site = try Listener()
        let (echo, _) = try site.start()
        let client = try FastCGIClient(path: site.path)
        #expect(try client.get("/ping").status == 200)
        echo.send(SIGTERM)
        #expect(try eventually { try site.isLeftWaiting() })
        echo.send(SIGINT)
        #expect(echo.ended().code == 130)
        #expect(try client.isClosed())
    }

    @Test("is replaced eight times under load, and every request is answered")
    func rolling() throws {
        let site = try Listener()
        var (echo, _) = try site.start()
        let isOver = Atomic(false)
        let answered = Atomic(0)
        let lost = Lines()
        let load = Thread {
            onThreads(0..<8) { _ in
                while !isOver.load(ordering: .relaxed) { Self.converse(site.path, answered, lost) }
            }
            isOver.store(false, ordering: .relaxed)
        }
        load.start()
        for _ in 0..<8 {
            let before = answered.load(ordering: .relaxed)
            #expect(try eventually { answered.load(ordering: .relaxed) > before + 200 })
            let (successor, ready) = try site.start()
            #expect(ready == "READY=1\n")
            echo.send(SIGTERM)
            #expect(echo.ended().code == 0)
            echo = successor
        }
        isOver.store(true, ordering: .relaxed)
        #expect(try eventually { !isOver.load(ordering: .relaxed) })
        #expect(lost.all == [])
        echo.send(SIGTERM)
        #expect(echo.ended().code == 0)
    }

    /// Twenty requests on one connection, which the client then closes, as NGINX does.
    private static func converse(_ path: String, _ answered: borrowing Atomic<Int>, _ lost: Lines) {
        do {
            let client = try FastCGIClient(path: path)
            for _ in 0..<20 {
                guard try client.get("/ping").text == "pong\n" else { return lost.append("another answer") }
                answered.add(1, ordering: .relaxed)
            }
        } catch {
            lost.append("\(error)")
        }
    }
}

/// A listening socket, held as `elwosa up` holds it.
final class Listener: Sendable {
    let path = FileManager.default.temporaryDirectory.appending(path: "elwosa-\(UUID().uuidString).sock").path
    let socket: Int32

    init() throws { socket = try UnixSocket.listen(path) }

    deinit {
        close(socket)
        unlink(path)
    }

    /// Starts a responder on the socket, and returns when it says that it is ready.
    func start() throws -> (EchoProcess, ready: String) {
        let echo = try EchoProcess(listener: socket)
        return (echo, echo.ready())
    }

    /// Tells whether a connection made now stays in the backlog: nobody accepts any more.
    func isLeftWaiting() throws -> Bool {
        do {
            _ = try FastCGIClient(path: path, patience: 250).get("/ping")
            return false
        } catch FastCGIClient.Trouble.silent {
            return true
        }
    }
}
