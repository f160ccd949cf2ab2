import Foundation
import Testing
import TestingElwosa

/// Faults around the real site, and what its clients see of them.
@Suite("The site in adversity", .timeLimit(.minutes(15)))
struct AdversityTests {
    @Test("on a full disk writes are answered 507, reads go on, and nothing is half done")
    func fullDisk() throws {
        let disk = try FaultyDisk()
        try withRunningSite(.init(environment: disk.environment)) { site throws in
            let ada = try site.signedIn()
            #expect(try ada.send("POST", "/tasks", json: #"{"title":"Before"}"#).status == 201)
            // Its database and WAL, its logs, the heads of the event log, and where NGINX keeps bodies and answers.
            try disk.fill(site.state)
            for _ in 1...3 {
                let refused = try ada.send("POST", "/tasks", json: #"{"title":"Meanwhile"}"#)
                #expect(refused.status == 507 && refused.contentType == "application/problem+json")
                #expect(
                    refused.object["detail"] as? String == "The storage is full. Nothing was changed; reading goes on.")
                #expect(try ada.get("/tasks/1").object["title"] as? String == "Before")
            }
            // More than NGINX keeps in memory, so a file of its own is what it lacks.
            let long = #"{"title":"Long","description":"\#(String(repeating: "x", count: 60_000))"}"#
            #expect(try [500, 507].contains(ada.send("POST", "/tasks", json: long).status))
            for command in [
                ["backup", site.state + "/b.db"], ["export", "json", site.state + "/e"], ["keys", "rotate"],
            ] {
                let result = try site.run(command, environment: disk.environment)
                #expect(result.status != 0 && !result.error.isEmpty, "\(command): \(result)")
            }
            let faults = Set(disk.calls.filter(\.isFault).map(\.path))
            for part in [
                "/data/elwosa.db-wal", "/log/", "/keys/access/", "/nginx/", "/.unfinished-backup", "/e.unfinished",
            ] {
                #expect(faults.contains { $0.hasPrefix(site.state) && $0.contains(part) }, "\(part): \(faults)")
            }
            try disk.mend()
            #expect(try site.run("keys", "list").output.split(separator: "\n").count == 1)
            #expect(!FileManager.default.fileExists(atPath: site.state + "/b.db"))
            #expect(!FileManager.default.fileExists(atPath: site.state + "/e"))
            #expect(try ada.send("POST", "/tasks", json: #"{"title":"After"}"#).status == 201)
            #expect(try Self.titles(ada) == ["After", "Before"])
            #expect(try site.run("events", "verify").status == 0)
            #expect(try site.run("doctor").output.contains("ok    database"))
        }
    }

    @Test("when space runs short, writes stop before the disk is full")
    func shortDisk() throws {
        try withRunningSite { site throws in
            let ada = try site.signedIn()
            let setting = "\(site.state)/elwosa.conf"
            try "minimum_free_megabytes = 1000000\n".write(toFile: setting, atomically: true, encoding: .utf8)
            site.signal(SIGHUP)
            // Responders that had begun are replaced; the tasks responder begins with the new setting.
            #expect(site.output.wait { $0.contains("takes over from") } != nil)
            #expect(try ada.send("POST", "/tasks", json: #"{"title":"x"}"#).status == 507)
            #expect(try ada.get("/tasks").status == 200)
        }
    }

    @Test("while another program holds the write lock, writes are told 503 in time, and are not carried out later")
    func heldLock() throws {
        try withRunningSite(.init(environment: ["ELWOSA_LOCK_SECONDS": "1"])) { site throws in
            let ada = try site.signedIn()
            #expect(try ada.send("POST", "/tasks", json: #"{"title":"Before"}"#).status == 201)
            let lock = open("\(site.state)/data/elwosa.db-lock", O_RDWR)
            #expect(lock >= 0 && flock(lock, LOCK_EX) == 0)
            let start = ContinuousClock.now
            let refused = try ada.send("POST", "/tasks", json: #"{"title":"Refused"}"#)
            #expect(refused.status == 503 && refused.header("Retry-After") == "2")
            #expect(ContinuousClock.now - start < .seconds(5))
            let id = try #require(refused.object["requestId"] as? String)
            let line = try #require(site.log("tasks").split(separator: "\n").first { $0.contains(id) })
            #expect(line.contains(#""url.route":"POST /tasks""#) && line.contains("busy"))
            #expect(try ada.get("/tasks/1").status == 200)
            close(lock)
            #expect(try ada.send("POST", "/tasks", json: #"{"title":"After"}"#).status == 201)
            #expect(try Self.titles(ada) == ["After", "Before"])
        }
    }

    @Test("responders killed a hundred times under load lose no answered write, and the chain of events holds")
    func killed() throws {
        try withRunningSite { site throws in
            let cookies = try site.signedIn().cookies
            let made = Titles()
            let load = Load(site, clients: 8) { client in
                client.cookies = cookies
                let title = UUID().uuidString
                let reply = try client.send("POST", "/tasks", json: #"{"title":"\#(title)"}"#)
                if reply.status == 201 { made.add(title) }
                return reply.status == 201 ? nil : "\(reply.status)"
            }
            var (late, kills) = ([] as [Duration], 0)
            while kills < 100 {
                #expect(load.waits(untilAnswered: Int.random(in: 1...10)))
                let start = ContinuousClock.now
                let victims = site.responders("tasks")
                try #require(!victims.isEmpty, "nobody to kill")
                kills += victims.filter(Processes.killed).count
                while (try? site.client().get("/health/tasks").status) != 200 {}
                let pause = ContinuousClock.now - start
                if pause > .seconds(1) { late.append(pause) }
            }
            _ = load.end()
            #expect(site.output.waits(until: kills) { $0.contains("was ended by signal 9") })
            // What else runs on the machine may hold up one or two of a hundred.
            #expect(late.count <= 2, "\(late)")
            let client = site.client()
            client.cookies = cookies
            let stored = try Self.titles(client)
            #expect(Set(stored).count == stored.count)
            #expect(made.all.subtracting(stored).isEmpty)
            // Killed between its commit and its answer, a write may be there that nobody was told of; one a kill and client.
            #expect(stored.count <= made.all.count + kills * 8)
            let verdict = try site.run("events", "verify")
            #expect(verdict.status == 0, "\(verdict.error)")
            #expect(try site.run("doctor").status == 0)
        }
    }

    @Test("eight rolling restarts under 16 clients that read and write: every request is answered, and once")
    func rolling() throws {
        try withRunningSite { site throws in
            let cookies = try site.signedIn().cookies
            let made = Titles()
            let load = Load(site, clients: 16, keepsConnections: true) { client in
                client.cookies = cookies
                let title = UUID().uuidString
                // Where its connection is closed while it sends, a client may send again: the key says that it is the same.
                let reply = try client.send(
                    "POST", "/tasks", json: #"{"title":"\#(title)"}"#, [("Idempotency-Key", title)])
                if reply.status == 201 { made.add(title) }
                let list = try client.get("/tasks?limit=1")
                return reply.status == 201 && list.status == 200 ? nil : "\(reply.status), \(list.status)"
            }
            for _ in 1...8 {
                let before = site.output.all.filter { $0.contains("takes over from") }.count
                #expect(load.waits(untilAnswered: 20))
                site.signal(SIGHUP)
                #expect(site.output.waits(until: before + 1) { $0.contains("takes over from") })
            }
            let result = load.end()
            #expect(result.failures == [] && result.answered >= 160, "\(result)")
            // Otherwise each request had a connection of its own, and none was ever closed beneath one.
            #expect(result.reused >= result.answered, "\(result)")
            // Of each replacement a kept connection may be closed under one request, and no other is sent again.
            #expect(result.resent <= 8 * 16, "\(result)")
            let client = site.client()
            client.cookies = cookies
            #expect(try Self.titles(client).sorted() == made.all.sorted())
        }
    }

    /// The titles of all tasks, the newest first.
    private static func titles(_ client: HTTPClient) throws -> [String] {
        var titles: [String] = []
        var after = ""
        repeat {
            let page = try client.get("/tasks?limit=200\(after)").object
            titles += (page["tasks"] as? [[String: Any]] ?? []).compactMap { $0["title"] as? String }
            after = (page["next"] as? String).map { "&after=\($0)" } ?? ""
        } while !after.isEmpty
        return titles
    }
}

/// The answers, from any thread.
private final class Titles: @unchecked Sendable {
    private let lock = NSLock()
    private var titles: Set<String> = []

    func add(_ title: String) { lock.withLock { _ = titles.insert(title) } }

    var all: Set<String> { lock.withLock { titles } }
}
