import AreaTables
import Domain
import Foundation
import Store
import Testing
import TestingElwosa
import Web

/// `www/openapi.json`, compared with the tables of routes, with real answers, and by schemathesis with the site.
@Suite("The description of the JSON interface", .timeLimit(.minutes(15)))
struct OpenAPITests {
    private static let repository = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    private static let file = repository.appending(path: "www/openapi.json").path
    /// The programs that `.ci/python` sets up.
    private static let programs = repository.appending(path: ".build/venv/bin").path
    private static let scripts = Bundle.module.bundleURL.appending(path: "Interop").path
    private static let hasPython = FileManager.default.isExecutableFile(atPath: programs + "/schemathesis")

    private typealias Operation = [String: Any]

    /// Every operation by method and pattern.
    private static func operations() throws -> [String: Operation] {
        let whole = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: file)))
        let paths = try #require((whole as? [String: Any])?["paths"] as? [String: [String: Operation]])
        return Dictionary(
            uniqueKeysWithValues: paths.flatMap { pattern, methods in
                methods.map { ("\($0.uppercased()) \(pattern)", $1) }
            })
    }

    private static let table = AreaName.allRoutes.map { (name: $0.name, needs: $0.needs) }

    @Test("has every line of every area's table, and nothing else")
    func everyRoute() throws {
        #expect(try Set(Self.operations().keys) == Set(Self.table.map(\.name)))
    }

    @Test("asks for what the table asks for, and knows the refusals that come of it")
    func refusals() throws {
        let operations = try Self.operations()
        for (name, needs) in Self.table {
            let operation = try #require(operations[name])
            let statuses = Set(try #require(operation["responses"] as? [String: Any]).keys)
            #expect((operation["security"] != nil) == (needs == .nobody), "\(name)")
            if needs != .nobody {
                #expect(statuses.isSuperset(of: ["401", "403"]), "\(name)")
            }
            if let permission = needs.permission {
                #expect((operation["description"] as? String)?.contains(permission.rawValue) == true, "\(name)")
            }
            #expect(statuses.contains("404") || !name.contains("{"), "\(name)")
            #expect(statuses.isSuperset(of: ["400", "429", "503"]), "\(name)")
            // One says what is wrong with its one parameter as forms do, two that the client has read what is not there,
            // and two ask something that may be wrong in itself.
            let others = ["auth/verify", "live/events", "tasks/changes", "memory/search", "memory/context"]
            guard !others.map({ "GET /" + $0 }).contains(name) else { continue }
            let changing: Set = ["403", "409", "413", "415", "422", "504", "507"]
            #expect(name.hasPrefix("GET ") == statuses.isDisjoint(with: changing.subtracting(["403"])), "\(name)")
            #expect(statuses.isSubset(of: Self.plausible), "\(name)")
        }
    }

    @Test("lists the permissions in one place, as they are")
    func permissions() throws {
        let whole = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: Self.file)))
        let names = Permission.allCases.map(\.rawValue)
        #expect(Self.enumerations(whole).filter { !Set(names).isDisjoint(with: $0) } == [names])
    }

    @Test("lists the areas that have events, as they are")
    func areas() throws {
        let whole = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: Self.file)))
        let lists = Self.enumerations(whole).filter { $0.contains(AreaName.auth.rawValue) }
        #expect(!lists.isEmpty && lists.allSatisfy { $0 == EventKind.areas }, "\(lists)")
    }

    /// Every list of the values that something may have, anywhere below.
    private static func enumerations(_ part: Any) -> [[String]] {
        if let list = part as? [Any] { return list.flatMap(enumerations) }
        guard let object = part as? [String: Any] else { return [] }
        return (object["enum"] as? [String]).map { [$0] } ?? object.values.flatMap(enumerations)
    }

    private static let plausible: Set = Set(
        [101, 200, 201, 204, 303, 304, 400, 401, 403, 404, 409, 412, 413, 414, 415, 422, 426, 429, 503, 504, 507].map {
            "\($0)"
        })

    @Test("describes what is answered", .enabled(if: hasPython, "run .ci/python first"))
    func answers() async throws {
        try await withSite { site in
            let world = try MatrixWorld(site, for: Person.ada.id) { _ in }
            var lines: [String] = []
            for name in try Self.operations().keys.sorted(by: { Self.rank($0) < Self.rank($1) }) {
                let words = name.split(separator: " ").map(String.init)
                let answer = try #require(MatrixAnswer.all[name])
                for (_, target) in MatrixLine.targets(words[1], of: 1, world) {
                    let isSafe = words[0] == "GET"
                    let reply = try site.send(words[0], target, json: isSafe ? nil : answer.body, as: .ada)
                    lines.append(try Self.line(words, reply))
                }
            }
            let faults = try Self.run(
                "python", [Self.scripts + "/answers.py", Self.file], lines.joined(separator: "\n"))
            #expect(faults.status == 0 && faults.output == "", "\(faults.output)")
            #expect(lines.count > 200)
        }
    }

    /// Reads first, then what makes and changes, what removes, and what ends the session.
    private static func rank(_ name: String) -> String {
        if ["POST /auth/logout", "DELETE /auth/sessions", "DELETE /auth/sessions/{id}"].contains(name) { return "9" }
        let methods = ["GET", "POST", "PATCH", "PUT", "DELETE"]
        return "\(methods.firstIndex { name.hasPrefix($0 + " ") } ?? 9) \(name)"
    }

    private static func line(_ words: [String], _ reply: TestReply) throws -> String {
        let type = (reply.header("Content-Type") ?? "").split(separator: ";").first.map(String.init) ?? ""
        let fields: [String: Any] = [
            "method": words[0], "pattern": words[1], "status": reply.status, "type": type, "body": reply.text,
        ]
        return String(decoding: try JSONSerialization.data(withJSONObject: fields), as: UTF8.self)
    }

    @Test("schemathesis finds no fault with the site", .enabled(if: hasPython, "run .ci/python first"))
    func schemathesis() throws {
        try withRunningSite { site throws in
            let ada = try site.signedIn()
            for title in ["One", "Two", "Three"] {
                _ = try ada.send("POST", "/tasks", json: #"{"title":"\#(title)","steps":["a","b"]}"#)
            }
            _ = try ada.send("POST", "/projects", json: #"{"name":"Garden"}"#)
            // A token, so that nothing ends the session of the run: signing out, ending sessions and another password
            // would. What takes nothing but a session is therefore held to its refusals here, to its answers above.
            let scopes = Permission.allCases.flatMap { ["--scope", $0.rawValue] }
            let token = try site.run(["token", "add", "--user", "Ada", "--name", "x"] + scopes).output
            let found = try Self.run(
                "schemathesis", in: site.state,
                ["--config-file", Self.scripts + "/schemathesis.toml", "run", Self.file, "--url", site.origin]
                    + ["--header", "Authorization: Bearer \(token.split(separator: "\n").last ?? "")"]
                    + ["--header", "Accept: application/json", "--phases", "coverage,fuzzing", "--max-examples", "10"]
                    // It cannot look at an answer that never ends, nor shake hands.
                    + ["--exclude-path", "/live/events", "--exclude-path", "/live/socket"]
                    + ["--seed", "7", "--checks", Self.checks, "--max-failures", "5", "--no-color"])
            let faults = found.output.components(separatedBy: "= FAILURES =").last ?? ""
            #expect(found.status == 0, "\(faults.prefix(6_000))")
            #expect(try ada.get("/tasks").status == 200)
        }
    }

    private static let checks = """
        not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,\
        response_schema_conformance,positive_data_acceptance,negative_data_rejection,unsupported_method
        """

    private static func run(
        _ program: String, in directory: String = "/", _ arguments: [String], _ input: String = ""
    ) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: "\(programs)/\(program)")
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: directory)
        // Where hooks.py is found.
        process.environment = ProcessInfo.processInfo.environment.merging(["PYTHONPATH": scripts]) { $1 }
        let (given, printed) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput, process.standardError) = (given, printed, printed)
        try process.run()
        given.fileHandleForWriting.write(Data(input.utf8))
        try given.fileHandleForWriting.close()
        let output = printed.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}
