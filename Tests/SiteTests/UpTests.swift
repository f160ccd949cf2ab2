import Foundation
import Settings
import Testing
import TestingElwosa

/// `elwosa up` as a person runs it.
@Suite("elwosa up", .timeLimit(.minutes(15)))
struct UpTests {
    private let echo = RunningSite.Options(standIn: "EchoResponder")

    @Test("it says where the site and its logs are, and starts nothing but NGINX")
    func greeting() throws {
        try withRunningSite(echo) { site throws in
            #expect(site.output.all.contains("ELWOSA is at \(site.origin)"))
            #expect(site.output.wait { $0.contains("\(site.state)/log") } != nil)
            #expect(try site.client().get("/static/app.css").status == 200)
            #expect(Processes.children(of: site.pid).map(\.name) == ["nginx"])
        }
    }

    @Test("a responder that is killed is back for the next request")
    func killed() throws {
        try withRunningSite(echo) { site throws in
            #expect(try site.client().get("/ping").status == 200)
            let first = try #require(site.responders("tasks").first)
            kill(first, SIGKILL)
            #expect(site.output.wait { $0.contains("elwosa-responder tasks (\(first)) was ended by signal 9") } != nil)
            #expect(try site.client().get("/ping").status == 200)
            #expect(site.responders("tasks").count == 1 && site.responders("tasks") != [first])
        }
    }

    @Test("a responder that nobody needs ends, and is back for the next request")
    func idle() throws {
        try withRunningSite(.init(environment: ["ELWOSA_IDLE_SECONDS": "1"])) { site throws in
            #expect(try site.client().get("/health/tasks").status == 200)
            let first = try #require(site.responders("tasks").first)
            #expect(Processes.children(of: site.pid).contains { $0.pid == first && $0.name == "elwosa-tasks" })
            // One second after NGINX has closed the connection it kept for five.
            #expect(ends(first))
            #expect(try site.client().get("/health/tasks").status == 200)
            #expect(site.output.all.allSatisfy { !$0.contains("elwosa-responder tasks (") })
        }
    }

    @Test("an NGINX that is killed is started again on the same port")
    func nginxKilled() throws {
        try withRunningSite(echo) { site throws in
            #expect(try site.client().get("/ping").status == 200)
            let first = try #require(site.nginx)
            let workers = Processes.children(of: first).map(\.pid)
            kill(first, SIGKILL)
            #expect(site.output.wait { $0.contains("NGINX (\(first)) was ended by signal 9") } != nil)
            #expect(try site.client().get("/ping").text == "pong\n")
            #expect(site.nginx != first)
            // Without their master they would go on, and nobody would end them.
            for worker in workers { #expect(ends(worker), "worker \(worker) is left") }
        }
    }

    @Test("a second site on the same state, and one on the same port, are refused in a sentence")
    func refused() throws {
        try withRunningSite(echo) { site throws in
            let state = ["ELWOSA_STATE": site.state]
            #expect(refusal(state).contains("is already running (process \(site.pid))"))
            let other = ["ELWOSA_STATE": site.state + "/other", "ELWOSA_LISTEN": "127.0.0.1:\(site.port)"]
            #expect(refusal(other).contains("Another program listens on 127.0.0.1:\(site.port); end it, or choose"))
            #expect(refusal(["ELWOSA_THREADS": "none"]).contains("ELWOSA_THREADS: threads must be a whole number"))
        }
    }

    /// The message that `elwosa up` prints when it does not start.
    private func refusal(_ environment: [String: String]) -> String {
        do {
            let site = try RunningSite(.init(environment: environment))
            return "it runs: \(site.end())"
        } catch {
            return "\(error)"
        }
    }

    @Test("when it is killed itself, everything it started ends too")
    func killedItself() throws {
        let site = try RunningSite(echo)
        _ = try site.client().get("/ping")
        let descendants = Processes.descendants(of: site.pid)
        #expect(descendants.count >= 3)
        site.signal(SIGKILL)
        #expect(site.waitForEnd() == "was ended by signal 9 (Killed)")
        for pid in descendants { #expect(ends(pid), "process \(pid) is left") }
        try FileManager.default.removeItem(atPath: site.state)
    }

    /// Waits for a process that is not ours.
    private func ends(_ pid: pid_t) -> Bool {
        let limit = ContinuousClock.now + .seconds(10)
        while Processes.isAlive(pid) {
            if ContinuousClock.now > limit { return false }
            sched_yield()
        }
        return true
    }

    private static func complaint(_ reply: HTTPReply) -> String? {
        reply.text == "pong\n" ? nil : "\(reply.status): \(reply.text)"
    }

    @Test("eight replacements under 16 clients, and every request is answered")
    func rolling() throws {
        try withRunningSite(echo) { site throws in
            let load = Load(site, clients: 16, keepsConnections: true) { Self.complaint(try $0.get("/ping")) }
            for _ in 1...8 {
                let before = site.output.all.filter { $0.contains("takes over from") }.count
                #expect(load.waits(untilAnswered: 50))
                site.signal(SIGHUP)
                #expect(site.output.waits(until: before + 1) { $0.contains("takes over from") })
            }
            let result = load.end()
            #expect(result.failures == [] && result.answered > 400 && result.reused > result.answered / 2, "\(result)")
            // Of each replacement a kept connection may be closed under one request, and no other is sent again.
            #expect(result.resent <= 8 * 16, "\(result)")
        }
    }

    @Test("an edited part of the stylesheet shows after SIGHUP, at an address of its own, and not before")
    func stylesheet() throws {
        let www = FileManager.default.temporaryDirectory.path + "/elwosa-www-\(UUID().uuidString.prefix(8))"
        try FileManager.default.copyItem(atPath: "www", toPath: www)
        defer { try? FileManager.default.removeItem(atPath: www) }
        try withRunningSite(.init(environment: ["ELWOSA_WWW": www])) { site throws in
            let before = try address(site)
            let shipped = try StaticFile.stylesheet()
            #expect(try site.client().get(before).text == shipped)
            let part = www + "/styles/02-ground.css"
            try (String(contentsOfFile: part, encoding: .utf8) + "/* edited */").write(
                toFile: part, atomically: true, encoding: .utf8)
            let meanwhile = try address(site)
            #expect(try meanwhile == before && site.client().get(before).text == shipped)
            site.signal(SIGHUP)
            #expect(site.output.wait { $0.contains("takes over from") } != nil)
            // Until they have seen the signal, the predecessors may take a connection or two.
            let limit = ContinuousClock.now + .seconds(60)
            while try address(site) == before, ContinuousClock.now < limit { usleep(20_000) }
            let after = try address(site)
            #expect(after != before)
            #expect(try site.client().get(after).text.contains("edited"))
            #expect(try site.client().get("/static/app.css").text.contains("edited"))
        }
    }

    /// Where a page says the stylesheet is.
    private func address(_ site: RunningSite) throws -> String {
        let page = try site.client().page("/login").text
        return String(try #require(page.firstMatch(of: #/href="(\/static\/app\.[0-9a-f]{12}\.css)"/#)).1)
    }

    @Test("responders killed a hundred times under load, and the site answers within a second after each")
    func killedOften() throws {
        try withRunningSite(echo) { site throws in
            // What is in flight when its responder is killed is lost, so failures are no matter here.
            let load = Load(site, clients: 8) { Self.complaint(try $0.get("/ping")) }
            var (late, kills) = ([] as [Duration], 0)
            while kills < 100 {
                #expect(load.waits(untilAnswered: 5))
                let start = ContinuousClock.now
                let victims = site.responders("tasks")
                try #require(!victims.isEmpty, "nobody to kill")
                kills += victims.filter(Processes.killed).count
                while (try? site.client().get("/ping").status) != 200 {}
                let pause = ContinuousClock.now - start
                if pause > .seconds(1) { late.append(pause) }
            }
            _ = load.end()
            #expect(site.output.waits(until: kills) { $0.contains("was ended by signal 9") })
            // What else runs on the machine may hold up one or two of a hundred.
            #expect(late.count <= 2, "\(late)")
        }
    }
}
