import Foundation
import SQLite
import Testing
import TestingElwosa

/// Memory when processes end: what was answered is there once, and whoever listens misses nothing.
@Suite("Memory in adversity", .timeLimit(.minutes(10)))
struct MemoryAdversityTests {
    /// What was answered, by what it says.
    private final class Answered: @unchecked Sendable {
        private let lock = NSLock()
        private var words: (entries: Set<String>, additions: Set<String>) = ([], [])

        func add(entry: String) { lock.withLock { _ = words.entries.insert(entry) } }
        func add(addition: String) { lock.withLock { _ = words.additions.insert(addition) } }

        var all: (entries: Set<String>, additions: Set<String>) { lock.withLock { words } }
    }

    /// Writes an entry, or adds to one that all write to, and asks again under the same key until it is answered, as
    /// programs do.
    private static func write(_ cookies: [String: String], _ answered: Answered)
        -> @Sendable (HTTPClient) throws ->
        String?
    {
        { client in
            client.cookies = cookies
            let (word, isAddition) = (UUID().uuidString, Int.random(in: 0..<4) == 0)
            let path = isAddition ? "/memory/1/log/additions" : "/memory/1"
            let body = isAddition ? #"{"content":"\#(word)\n"}"# : #"{"content":"\#(word)"}"#
            for _ in 0..<200 {
                let reply = try? client.send("POST", path, json: body, [("Idempotency-Key", word)])
                switch reply?.status {
                case 200, 201:
                    isAddition ? answered.add(addition: word) : answered.add(entry: word)
                    return nil
                case nil, 502, 503, 504: usleep(20_000)
                case let status?: return "\(status)"
                }
            }
            return "never answered"
        }
    }

    @Test(
        "programs killed at random while fifty write and listen: nothing answered is lost or doubled, no event missed")
    func killed() throws {
        try withRunningSite { site throws in
            let ada = try site.signedIn()
            #expect(try ada.send("POST", "/memory/spaces", json: #"{"kind":"shared","name":"Log"}"#).status == 201)
            #expect(try ada.send("PUT", "/memory/1/log", json: ##"{"content":"# Log\n"}"##).status == 201)
            let ben = try site.person("Ben")
            let member = #"{"account":"Ben","role":"reader"}"#
            #expect(try ada.send("POST", "/memory/spaces/1/members", json: member).status == 200)
            let mark = try site.numbers("SELECT max(seq) FROM event")[0]
            let listeners = (0..<50).map { number in
                LiveListener(
                    site, LiveListener.Kind.allCases[number % 2], number % 4 < 2 ? ada : ben, topics: "memory/1",
                    after: mark, end: "space_changed")
            }
            let answered = Answered()
            let load = Load(site, clients: 50, ask: Self.write(ada.cookies, answered))
            var kills = 0
            let end = ContinuousClock.now + .seconds(15)
            while ContinuousClock.now < end {
                #expect(load.waits(untilAnswered: Int.random(in: 1...30)))
                let areas = [["live"], ["memory"], ["live", "memory"]].randomElement()!
                kills += areas.flatMap(site.responders).filter(Processes.killed).count
                while (try? site.client().get("/health/memory").status) != 200 {}
            }
            #expect(load.end().failures == [])
            #expect(try ada.send("PATCH", "/memory/spaces/1", json: #"{"name":"Over"}"#).status == 200)
            for listener in listeners {
                #expect(listener.waitsForEnd(), "\(listener.heard.count) heard")
                #expect(listener.complaints == [])
            }
            let events = try site.numbers("SELECT seq FROM event WHERE area = 'memory' ORDER BY seq").filter {
                $0 > mark
            }
            for listener in listeners { #expect(listener.heard == events) }
            #expect(kills >= 10 && events.count > 100, "\(kills) kills, \(events.count) events")
            try expectStored(answered.all, ada)
            #expect(try site.run("events", "verify").status == 0)
            let rebuilt = try site.run("events", "rebuild", "--check")
            #expect(rebuilt.status == 0, "\(rebuilt.output) \(rebuilt.error)")
        }
    }

    private func expectStored(_ answered: (entries: Set<String>, additions: Set<String>), _ ada: HTTPClient) throws {
        var (stored, after) = ([String](), "")
        repeat {
            let page = try ada.get("/memory/1?order=key&limit=500\(after)").object
            let entries = page["entries"] as? [[String: Any]] ?? []
            stored += entries.filter { $0["key"] as? String != "log" }.compactMap { $0["content"] as? String }
            after = (page["next"] as? String).map { "&after=\($0)" } ?? ""
        } while !after.isEmpty
        #expect(Set(stored).count == stored.count && Set(stored) == answered.entries)
        let log = try #require(ada.get("/memory/1/log").object["content"] as? String)
        let lines = log.split(separator: "\n").dropFirst().map(String.init)
        #expect(Set(lines).count == lines.count && Set(lines) == answered.additions)
    }
}
