import Domain
import Foundation
import HTML
import JSON
import Logging
import Telemetry
import Testing
import TestingElwosa

@testable import Web

struct OperationsTests {
    private func site(_ checks: [HealthCheck]) -> DirectSite {
        let operations = OperationsRoutes(area: "notes", metrics: Metrics(area: "notes")) { checks }
        return SampleSite.make(operations.routes)
    }

    @Test("health passes when every check does, and says which did not")
    func health() {
        let good = HealthCheck("disk", isPassed: true, detail: "900 MiB free")
        let bad = HealthCheck("writer", isPassed: false, detail: "waits for the lock")
        let passed = site([good]).send(TestRequest("GET", "/health/notes"))
        #expect(passed.status == 200 && passed["status"] == "pass" && passed["area"] == "notes")
        #expect(passed.header("Content-Type") == "application/health+json")
        let failed = site([good, bad]).send(TestRequest("GET", "/health/notes"))
        #expect(failed.status == 503 && failed["status"] == "fail")
        #expect(failed["checks", 1, "name"] == "writer" && failed["checks", 1, "status"] == "fail")
        #expect(failed["checks", 0, "status"] == "pass" && failed["checks", 1, "detail"] == "waits for the lock")
    }

    @Test("metrics are text for Prometheus")
    func metrics() {
        let reply = site([]).send(TestRequest("GET", "/metrics/notes"))
        #expect(
            reply.header("Content-Type") == "text/plain; version=0.0.4"
                && reply.text.contains("# TYPE http_requests_total"))
    }

    @Test("a static file's address changes with its content, and a missing one keeps its plain name")
    func assets() throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "elwosa-www-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        func address(_ content: String) throws -> String {
            try Data(content.utf8).write(to: directory.appending(path: "app.css"))
            return Assets(directory: directory.path)["app.css"].address
        }
        let first = try address("a")
        #expect(first == "/static/app.ca978112ca1b.css")
        #expect(try address("b") != first)
        #expect(
            try address(String(repeating: "x", count: 200_000)).wholeMatch(of: #/\/static\/app\.[0-9a-f]{12}\.css/#)
                != nil)
        #expect(Assets(directory: directory.path)["favicon.svg"].address == "/static/favicon.svg")
    }

    @Test("a file that was joined from parts has the address of what was joined")
    func joinedAssets() throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "elwosa-www-\(UUID().uuidString)")
        let joined = directory.appending(path: "joined")
        try FileManager.default.createDirectory(at: joined, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        for name in ["app.css", "live.js"] { try Data("old".utf8).write(to: directory.appending(path: name)) }
        try Data("a".utf8).write(to: joined.appending(path: "app.css"))
        let assets = Assets(directory: directory.path, joined: joined.path)
        #expect(assets["app.css"].address == "/static/app.ca978112ca1b.css")
        #expect(assets["live.js"].address == Assets(directory: directory.path)["live.js"].address)
    }
}
