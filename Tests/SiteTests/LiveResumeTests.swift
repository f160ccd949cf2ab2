import Foundation
import SQLite
import Testing
import TestingElwosa

/// Live connections when processes end: nobody misses anything.
@Suite("Live connections in adversity", .timeLimit(.minutes(15)))
struct LiveResumeTests {
    /// The numbers of events after a mark.
    private struct Log {
        /// The events that a member of every project hears under `tasks`.
        let tasks: [Int64]
        /// Those that a member of project 2 alone hears.
        let house: [Int64]
        /// Those that are heard under `audit`, as far as that.
        let whole: [Int64]

        init(_ site: RunningSite, after mark: Int64) throws {
            let after = { (query: SQL) in try site.numbers(query).filter { $0 > mark } }
            let tasks = try after("SELECT seq FROM event WHERE area = 'tasks' ORDER BY seq")
            self.tasks = tasks
            house = try after("SELECT seq FROM event WHERE area = 'tasks' AND ifnull(project, 2) = 2 ORDER BY seq")
            whole = try after("SELECT seq FROM event ORDER BY seq").filter { $0 <= tasks.last ?? 0 }
        }
    }

    /// Makes tasks in project 1 and in project 2, and changes them.
    private static func write(_ cookies: [String: String]) -> @Sendable (HTTPClient) throws -> String? {
        { client in
            client.cookies = cookies
            let project = Bool.random() ? 1 : 2
            let reply = try client.send("POST", "/tasks", json: #"{"title":"x","projectId":\#(project)}"#)
            guard reply.status == 201, let id = reply.object["id"] as? Int else { return "\(reply.status)" }
            let changed = try client.send("PATCH", "/tasks/\(id)", json: #"{"priority":"high"}"#)
            return changed.status == 200 ? nil : "\(changed.status)"
        }
    }

    private struct World {
        let ada: HTTPClient
        let ben: HTTPClient
        let program: HTTPClient
        let mark: Int64
        var all: [LiveListener] = []
        var house: [LiveListener] = []
        var audit: [LiveListener] = []

        /// `count` listeners of each kind of sight and of connection in turn.
        init(_ site: RunningSite, count: Int) throws {
            ada = try site.signedIn()
            _ = try ada.send("POST", "/projects", json: #"{"name":"Garden"}"#)
            ben = try site.person("Ben")
            _ = try ada.send("POST", "/projects", json: #"{"name":"Common"}"#)
            _ = try ada.send("POST", "/projects/2/members", json: #"{"account":"Ben","role":"editor"}"#)
            program = try site.program(of: "Ada")
            mark = try site.numbers("SELECT max(seq) FROM event")[0]
            for number in 0..<count {
                let kind = LiveListener.Kind.allCases[number % 2]
                switch number / 2 % 5 {
                case 0: audit.append(LiveListener(site, kind, program, topics: "audit", after: mark))
                case 1, 2: all.append(LiveListener(site, kind, number % 4 < 2 ? ada : program, after: mark))
                default: house.append(LiveListener(site, kind, ben, after: mark))
                }
            }
        }

        var everybody: [LiveListener] { all + house + audit }

        /// Changes the project that all are in, which ends it, and holds what everybody has heard against the log.
        func settle(_ site: RunningSite) throws {
            var status = 0
            let limit = ContinuousClock.now + .seconds(10)
            while status != 200, ContinuousClock.now < limit {
                status = (try? ada.send("PATCH", "/projects/2", json: #"{"description":"over"}"#).status) ?? 0
            }
            #expect(status == 200)
            for listener in everybody {
                #expect(listener.waitsForEnd(), "\(listener.heard.count) heard, the last \(listener.heard.last ?? 0)")
                #expect(listener.complaints == [])
            }
            let log = try Log(site, after: mark)
            for listener in all { #expect(listener.heard == log.tasks) }
            for listener in house { #expect(listener.heard == log.house) }
            for listener in audit { #expect(listener.heard == log.whole) }
            #expect(log.tasks.count > log.house.count && log.house.count > 10)
        }
    }

    @Test("when programs are replaced, all are told to come back, and resume without a gap or a double")
    func rolling() throws {
        try withRunningSite { site throws in
            let world = try World(site, count: 12)
            let load = Load(site, clients: 2, ask: Self.write(world.ada.cookies))
            for _ in 1...3 {
                let before = site.output.all.filter { $0.contains("elwosa-live") && $0.contains("takes over") }.count
                #expect(load.waits(untilAnswered: 10))
                site.signal(SIGHUP)
                #expect(
                    site.output.waits(until: before + 1) { $0.contains("elwosa-live") && $0.contains("takes over") })
            }
            #expect(load.waits(untilAnswered: 10))
            #expect(load.end().failures == [])
            try world.settle(site)
            let codes = Set(world.everybody.flatMap(\.closed))
            #expect(codes == [1_012, nil], "\(codes)")
        }
    }

    @Test("who does not read is cut with 4008, and the others hear everything")
    func tooSlow() throws {
        try withRunningSite { site throws in
            let world = try World(site, count: 6)
            let load = Load(site, clients: 2, ask: Self.write(world.ada.cookies))
            let slow = Slow(socket: try site.directWebSocket(world.ada))
            #expect(try slow.stopsReading(1, site))
            #expect(load.waits(untilAnswered: 10))
            #expect(load.end().failures == [])
            try world.settle(site)
            var message = try slow.socket.client.next()
            while case .text = message { message = try slow.socket.client.next() }
            #expect(message == .close(4_008))
            #expect(world.everybody.allSatisfy { $0.closed.isEmpty })
        }
    }

    /// A reader of raw messages: events among the answers to what it asked.
    private struct Slow {
        let socket: LiveSocket
        var numbers: [Int64] = []

        /// Has so much sent to it that its queue is full, and reads none of it, until it is cut as one of so many.
        /// Answers bring back what names the call; who asks faster than is answered would be closed for that.
        func stopsReading(_ place: Int, _ site: RunningSite) throws -> Bool {
            let name = String(repeating: "x", count: 60_000)
            // More than the queue and what the kernel keeps, and fewer calls than a client may send.
            for _ in 1...30 {
                try socket.client.send(#"{"jsonrpc":"2.0","id":"\#(name)","method":"ping"}"#)
                usleep(100_000)
                if try Self.cut(site) == place { return true }
            }
            return false
        }

        private static func cut(_ site: RunningSite) throws -> Int {
            let name = "live_cut_total{area=\"live\"} "
            let line = try site.client().get("/metrics/live").text.split(separator: "\n").first { $0.hasPrefix(name) }
            return Int(try #require(line.flatMap { Double($0.dropFirst(name.count)) }))
        }

        /// Reads what is still on its way to it, to the close.
        mutating func readsOn() throws -> WebSocketClient.Message {
            while true {
                let message = try socket.client.next()
                if case .ping = message { continue }
                guard case .text(let text) = message else { return message }
                let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
                guard object["method"] as? String == "event" else { continue }
                let seq = (object["params"] as? [String: Any])?["seq"] as? NSNumber
                numbers.append(try #require(seq).int64Value)
            }
        }
    }

    @Test("of fifty who listen, those whose queue is full are cut with 4008, come back and have missed nothing")
    func fullQueues() throws {
        try withRunningSite { site throws in
            let world = try World(site, count: 50)
            var slow = try (1...5).map { _ in
                let socket = try site.directWebSocket(world.ada)
                try socket.subscribe("tasks", after: world.mark)
                return Slow(socket: socket)
            }
            let load = Load(site, clients: 2, ask: Self.write(world.ada.cookies))
            #expect(load.waits(untilAnswered: 10))
            for place in slow.indices {
                #expect(try slow[place].stopsReading(place + 1, site))
                #expect(try slow[place].readsOn() == .close(4_008))
            }
            #expect(load.waits(untilAnswered: 10))
            #expect(load.end().failures == [])
            try world.settle(site)
            let log = try Log(site, after: world.mark)
            for place in slow.indices {
                let before = slow[place].numbers
                // Otherwise it was not cut in the middle, and this shows nothing.
                #expect(before.count < log.tasks.count)
                let again = try site.webSocket(world.ada)
                try again.subscribe("tasks", after: before.last ?? world.mark)
                var heard = before
                while heard.count < log.tasks.count, let notice = try again.nextNotice() {
                    heard.append(notice.seq ?? 0)
                }
                #expect(heard == log.tasks)
            }
            #expect(world.everybody.allSatisfy { $0.closed.isEmpty })
        }
    }

    @Test("elwosa up ends soon while connections are open, and tells them to come back")
    func end() throws {
        try withRunningSite { site throws in
            let ada = try site.signedIn()
            let sockets = try (1...10).map { _ in try site.webSocket(ada) }
            let streams = try (1...10).map { _ in try site.eventStream(ada) }
            for socket in sockets { try socket.subscribe("tasks") }
            for stream in streams { #expect(try stream.nextNotice()?.method == "hello") }
            let start = ContinuousClock.now
            site.signal(SIGTERM)
            for socket in sockets {
                #expect(try socket.next() == .closed(1_012))
                try socket.client.close(1_012)
            }
            for stream in streams { #expect(try stream.nextNotice() == nil) }
            #expect(site.output.wait(seconds: 10) { $0.hasPrefix("Ending") } != nil)
            while Processes.isAlive(site.pid), ContinuousClock.now - start < .seconds(10) { usleep(10_000) }
            #expect(ContinuousClock.now - start < .seconds(5))
        }
    }

    @Test("programs killed at random while fifty listen and others write: everybody hears everything once, in order")
    func killed() throws {
        try withRunningSite { site throws in
            let world = try World(site, count: 50)
            let load = Load(site, clients: 4, ask: Self.write(world.ada.cookies))
            var kills = 0
            let end = ContinuousClock.now + .seconds(15)
            while ContinuousClock.now < end {
                #expect(load.waits(untilAnswered: Int.random(in: 1...8)))
                let areas = [["live"], ["tasks"], ["live", "tasks"]].randomElement()!
                let victims = areas.flatMap(site.responders)
                try #require(!victims.isEmpty, "nobody to kill")
                kills += victims.filter(Processes.killed).count
                // Back, with everybody on their way to it.
                while (try? site.client().get("/health/live").status) != 200 {}
            }
            _ = load.end()
            try world.settle(site)
            let breaks = world.everybody.map(\.closed.count).reduce(0, +)
            print(
                "Killed \(kills) programs; \(world.everybody.count) listeners were cut off \(breaks) times, and heard \(world.all[0].heard.count) events"
            )
            #expect(kills >= 10 && breaks >= world.everybody.count)
            #expect(try site.run("events", "verify").status == 0)
        }
    }
}
