import Foundation
import Testing
import TestingElwosa

/// The same programs without `elwosa up`: under spawn-fcgi, and as plain CGI.
@Suite("The responders under other servers", .timeLimit(.minutes(15)))
struct OtherServersTests {
    private func withState(_ body: (String) throws -> Void) throws {
        let state = FileManager.default.temporaryDirectory.path + "/elwosa-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: state) }
        let made = try Command.elwosa(["migrate"], environment: ["ELWOSA_STATE": state])
        #expect(made.status == 0, "\(made.error)")
        try body(state)
    }

    @Test("answer one request as CGI programs", arguments: ["auth", "tasks"])
    func cgi(area: String) throws {
        try withState { state in
            // The name of a link tells which area it is: a web server gives no argument but what the query makes of it.
            let link = "\(state)/elwosa-\(area)"
            try FileManager.default.createSymbolicLink(
                atPath: link, withDestinationPath: "\(RunningSite.builtPrograms)/elwosa-responder")
            let environment = [
                "ELWOSA_STATE": state, "GATEWAY_INTERFACE": "CGI/1.1", "REQUEST_METHOD": "GET",
                "REQUEST_URI": "/health/\(area)", "REMOTE_ADDR": "127.0.0.1",
            ]
            for words in [[], ["live"]] {
                let result = try Command.run(link, words, environment: environment)
                #expect(result.status == 0 && result.output.hasPrefix("Status: 200"), "\(result.error)")
                #expect(result.output.contains(#""status":"pass""#), "\(result.output)")
            }
        }
    }

    @Test("take a body from standard input as CGI programs")
    func cgiBody() throws {
        try withState { state in
            let body = #"{"name":"Ada","password":"not known here"}"#
            let environment = [
                "ELWOSA_STATE": state, "REQUEST_METHOD": "POST", "REQUEST_URI": "/auth/login",
                "CONTENT_TYPE": "application/json", "CONTENT_LENGTH": "\(body.utf8.count)",
            ]
            let result = try Command.run("elwosa-responder", ["auth"], environment: environment, body)
            #expect(result.output.hasPrefix("Status: 401"), "\(result.output)")
        }
    }

    @Test("answer on the socket that spawn-fcgi made", arguments: ["auth", "tasks"])
    func spawnFCGI(area: String) throws {
        try withState { state in
            let socket = state + "/\(area).sock"
            let spawn = Process()
            spawn.executableURL = URL(filePath: "/usr/bin/spawn-fcgi")
            spawn.arguments = ["-n", "-s", socket, "--", "\(RunningSite.builtPrograms)/elwosa-responder", area]
            spawn.environment = ["ELWOSA_STATE": state]
            try spawn.run()
            defer {
                spawn.terminate()
                spawn.waitUntilExit()
            }
            let client = try Self.connect(socket, while: { spawn.isRunning })
            #expect(try client.get("/health/\(area)").status == 200)
            #expect(try client.get("/nothing/here").status == 404)
        }
    }

    @Test(
        "link no Foundation, which would cost each of them megabytes",
        arguments: ["elwosa", "elwosa-supervisor", "elwosa-responder", "elwosa-live"])
    func noFoundation(program: String) throws {
        let bytes = try Data(contentsOf: URL(filePath: "\(RunningSite.builtPrograms)/\(program)"))
        // Its name stands in the table of needed libraries, or nowhere.
        #expect(bytes.range(of: Data("libFoundation.so".utf8)) == nil)
        #expect(bytes.range(of: Data("libswiftCore.so".utf8)) != nil)
    }

    @Test(
        "say how they are meant to be started when nobody did",
        arguments: [["elwosa-responder", "auth"], ["elwosa-responder", "tasks"], ["elwosa-live"]])
    func byHand(line: [String]) throws {
        try withState { state in
            let result = try Command.run(line[0], Array(line.dropFirst()), environment: ["ELWOSA_STATE": state])
            #expect(result.status == 64 && result.error.contains("elwosa up"))
        }
    }

    @Test("say which areas there are when none is named", arguments: [[], ["attic"], ["auth", "tasks"], [""]])
    func noArea(words: [String]) throws {
        let result = try Command.run("elwosa-responder", words, environment: [:])
        #expect(result.status == 64 && result.error == "Usage: elwosa-responder auth|tasks|memory\n")
    }

    private static func connect(_ socket: String, while isRunning: () -> Bool) throws -> FastCGIClient {
        while isRunning() {
            if let client = try? FastCGIClient(path: socket) { return client }
        }
        throw HTTPError("spawn-fcgi ended")
    }
}
