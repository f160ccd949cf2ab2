import Foundation
import JSON
import Logging
import Synchronization
import Testing

@testable import Telemetry

struct LogTests {
    /// The lines that were written while `use` had the logger.
    private func lines(_ use: (Logger) -> Void) throws -> [JSONObject] {
        let url = FileManager.default.temporaryDirectory.appending(path: "elwosa-log-\(UUID().uuidString)")
        let descriptor = open(url.path, O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
        defer { close(descriptor) }
        try FileManager.default.removeItem(at: url)
        var logger = Logger(label: "tasks") { _ in
            JSONLogHandler(service: "elwosa-tasks", level: .trace, descriptor: descriptor)
        }
        logger.logLevel = .trace
        use(logger)
        lseek(descriptor, 0, SEEK_SET)
        let text = try #require(
            String(data: FileHandle(fileDescriptor: descriptor).readDataToEndOfFile(), encoding: .utf8))
        #expect(text.isEmpty || text.hasSuffix("\n"))
        return try text.split(separator: "\n").map { line in
            guard case .object(let object) = try JSONParser.parse(Array(line.utf8)) else { throw NotAnObject() }
            return object
        }
    }

    private struct NotAnObject: Error {}

    private struct Broken: Error, CustomStringConvertible {
        let description: String
    }

    @Test("an entry is one JSON object a line, with the names of the Elastic Common Schema")
    func names() throws {
        let found = try lines { $0.warning("It is late.", metadata: ["http.request.id": "abc"]) }
        let entry = try #require(found.first)
        #expect(found.count == 1)
        #expect(entry.names == ["@timestamp", "log.level", "message", "service.name", "http.request.id"])
        #expect(entry["log.level"] == .string("warning") && entry["message"] == .string("It is late."))
        #expect(entry["service.name"] == .string("elwosa-tasks") && entry["http.request.id"] == .string("abc"))
    }

    @Test("the time is now, in UTC with milliseconds")
    func timestamp() throws {
        let before = Date()
        let entry = try #require(try lines { $0.info("x") }.first)
        guard case .string(let text) = entry["@timestamp"] else { throw NotAnObject() }
        #expect(text.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
        let written = try Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        // The written time is cut to milliseconds.
        #expect(written.timeIntervalSince(before) > -0.002 && written <= Date())
    }

    @Test("what an attacker typed stays inside its line")
    func escaped() throws {
        let typed = "x\n{\"log.level\":\"error\"}\r\u{1b}[2J\u{0}\u{2028}\"\\"
        let found = try lines { $0.error("\(typed)", metadata: ["url.path": "\(typed)", "a\nb": "c"]) }
        #expect(found.count == 1)
        #expect(found.first?["message"] == .string(typed) && found.first?["url.path"] == .string(typed))
        #expect(found.first?["a\nb"] == .string("c"))
    }

    @Test("metadata of the logger and of the entry are one, and the entry's is the nearer")
    func metadata() throws {
        let found = try lines { logger in
            var logger = logger
            logger[metadataKey: "http.request.id"] = "one"
            logger[metadataKey: "url.route"] = "GET /tasks"
            logger.info("x", metadata: ["http.request.id": "two"])
            #expect(logger[metadataKey: "http.request.id"] == "one")
        }
        #expect(found.first?["http.request.id"] == .string("two"))
        #expect(found.first?["url.route"] == .string("GET /tasks"))
    }

    @Test("an error's cause is in the line, and no name stands twice")
    func error() throws {
        let found = try lines { logger in
            logger.error("Failed.", error: Broken(description: "the cause"))
            logger.error(
                "x", error: Broken(description: "y"),
                metadata: ["error.message": "z", "message": "m", "@timestamp": "t"])
        }
        #expect(found.count == 2 && found.first?["error.message"] == .string("the cause"))
        #expect(found.last?["message"] == .string("x") && found.last?["error.message"] == .string("y"))
    }

    @Test("below its level a logger writes nothing")
    func level() throws {
        let found = try lines { logger in
            var logger = logger
            logger.logLevel = .warning
            logger.info("x")
            logger.error("y")
        }
        #expect(found.map { $0["message"] } == [.string("y")])
    }

    @Test("lines of many threads do not mix")
    func threads() throws {
        let found = try lines { logger in
            DispatchQueue.concurrentPerform(iterations: 400) { number in
                logger.info("\(number)", metadata: ["fill": "\(String(repeating: "ä", count: 2_000))"])
            }
        }
        let numbers = found.compactMap { line -> Int? in
            if case .string(let text) = line["message"] { Int(text) } else { nil }
        }
        #expect(numbers.sorted() == Array(0..<400))
    }
}
