import Foundation
import Testing
import TestingElwosa

/// A disk that fails once, and what is true afterwards.
@Suite("A disk that fails", .timeLimit(.minutes(15)))
struct FailingDiskTests {
    private static func titles(_ client: HTTPClient) throws -> [String] {
        let reply = try client.get("/tasks?limit=200")
        let tasks = try #require(reply.object["tasks"] as? [[String: Any]], "\(reply.status) \(reply.text)")
        return tasks.compactMap { $0["title"] as? String }
    }

    @Test("a commit whose sync fails is answered as unknown, and what one finds then stays true after a crash")
    func sync() throws {
        let disk = try FaultyDisk()
        try withRunningSite(.init(environment: disk.environment)) { site throws in
            let ada = try site.signedIn()
            #expect(try ada.send("POST", "/tasks", json: #"{"title":"Before"}"#).status == 201)
            try disk.fail(.sync, of: "/elwosa.db-wal")
            let key = [("Idempotency-Key", "failed-once")]
            let reply = try ada.send("POST", "/tasks", json: #"{"title":"Failed"}"#, key)
            #expect(reply.status == 504 && reply.header("Retry-After") == nil)
            #expect(reply.object["type"] as? String == "urn:elwosa:problem:outcome-unknown")
            #expect((reply.object["detail"] as? String)?.contains("Look before you repeat it") == true)
            #expect(disk.calls.contains { $0.isFault && $0.kind == "sync" })
            try disk.mend()
            // As the next request sees it, so it is found by whoever makes the WAL's index anew.
            #expect(try Self.titles(ada) == ["Before"])
            let kills = ["tasks", "auth", "live"].flatMap(site.responders).filter(Processes.killed).count
            // That of the tasks is there, since it has just answered.
            #expect(kills >= 1)
            // All of them: one that is still at its end could take the next request along.
            #expect(site.output.waits(until: kills) { $0.contains("was ended by signal 9") })
            #expect(try Self.titles(ada) == ["Before"])
            #expect(try ada.send("POST", "/tasks", json: #"{"title":"Failed"}"#, key).status == 201)
            #expect(try ada.send("POST", "/tasks", json: #"{"title":"Failed"}"#, key).status < 300)
            #expect(try Self.titles(ada) == ["Failed", "Before"])
            #expect(try site.run("events", "verify").status == 0)
        }
    }

    @Test("the page says the same as where the answer did not come in time, in both languages")
    func page() throws {
        let disk = try FaultyDisk()
        try withRunningSite(.init(environment: disk.environment)) { site throws in
            let ada = try site.signedIn()
            let token = try #require(
                try ada.page("/tasks/new").text.firstMatch(of: /name="formToken" value="([^"]+)"/)?.1)
            for (language, words) in [
                ("en", "Check whether your change has arrived before you repeat it."),
                ("de", "Sieh nach, ob Deine Änderung angekommen ist, bevor Du sie wiederholst."),
            ] {
                #expect(try ada.send("POST", "/tasks", json: #"{"title":"Before"}"#).status == 201)
                try disk.fail(.sync, of: "/elwosa.db-wal")
                ada.headers = [("Accept-Language", language)]
                let reply = try ada.submit("/tasks", [("formToken", String(token)), ("title", "Failed")])
                #expect(reply.status == 504 && reply.text.contains(words), "\(reply.text)")
                #expect(try String(contentsOfFile: "www/errors/504.html", encoding: .utf8).contains(words))
            }
        }
    }

    @Test("while the disk goes on failing nobody may write, and reading goes on")
    func everySync() throws {
        let disk = try FaultyDisk()
        try withRunningSite(.init(environment: disk.environment)) { site throws in
            let ada = try site.signedIn()
            #expect(try ada.send("POST", "/tasks", json: #"{"title":"Before"}"#).status == 201)
            try disk.fail(.sync, times: 6, of: "/elwosa.db-wal")
            // The first sync is the commit's, the second that of what overwrites it; each further write tries that first.
            for status in [504, 500, 500, 500, 500] {
                let reply = try ada.send("POST", "/tasks", json: #"{"title":"Failed"}"#)
                #expect(reply.status == status)
                #expect(try Self.titles(ada) == ["Before"])
            }
            #expect(try ada.send("POST", "/tasks", json: #"{"title":"After"}"#).status == 201)
            #expect(try Self.titles(ada) == ["After", "Before"])
            #expect(try site.run("events", "verify").status == 0)
        }
    }
}
