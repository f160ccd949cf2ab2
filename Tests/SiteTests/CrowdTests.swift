import Foundation
import SQLite
import Store
import Testing
import TestingElwosa

@Suite("A crowd at the door", .timeLimit(.minutes(15)))
struct CrowdTests {
    @Test("of sixteen who sign in at once some are asked to come back, and a page is answered meanwhile")
    func signIns() throws {
        try withRunningSite { site in
            _ = try site.signedIn()
            let replies = Lines()
            for _ in 0..<16 {
                Thread.detachNewThread {
                    let reply = try? site.client().send(
                        "POST", "/auth/login", json: #"{"name":"Ada","password":"not this one"}"#)
                    replies.add("\(reply?.status ?? 0) \(reply?.header("Retry-After") ?? "-")")
                }
            }
            #expect(replies.wait { $0 == "429 2" } != nil)
            // The door stays open: hashing does not keep every thread of the responder.
            #expect(try site.client().page("/auth/login").status == 200)
            #expect(replies.all.count < 16)
            #expect(replies.waits(until: 16) { _ in true })
            // The fifth wrong password makes whoever comes after it wait a second.
            #expect(Set(replies.all).isSubset(of: ["401 -", "429 2", "429 1"]))
        }
    }

    @Test("fifty who sign in at once cost the responder less than 40 MB, which is little more than one of them")
    func memory() throws {
        try withRunningSite { site in
            _ = try site.signedIn()
            let responder = try #require(site.responders("auth").first)
            let before = try kilobytes("VmRSS", of: responder)
            let statuses = Lines()
            for _ in 0..<50 {
                Thread.detachNewThread {
                    let json = #"{"name":"Ada","password":"\#(RunningSite.password)"}"#
                    let reply = try? site.client().send("POST", "/auth/login", json: json)
                    statuses.add("\(reply?.status ?? 0)")
                }
            }
            #expect(statuses.waits(until: 50) { _ in true })
            #expect(Set(statuses.all) == ["200", "429"])
            let peak = try kilobytes("VmHWM", of: responder)
            #expect(peak - before < 40_000, "\(before) kB, at most \(peak) kB")
        }
    }

    private func kilobytes(_ name: String, of process: Int32) throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix(name + ":") })
        return try #require(
            line.split(separator: " ").dropLast().last.flatMap { Int($0.trimmingCharacters(in: .whitespaces)) })
    }

    /// Sends from so many threads without a pause for as long as `body` takes.
    ///
    /// - Shape: the status of each answer once; 0 where none came.
    private func whileSending(
        _ threads: Int, _ send: @escaping @Sendable () throws -> HTTPReply, _ body: () throws -> Void
    ) throws -> Set<String> {
        let statuses = Lines()
        let ended = Lines()
        for _ in 0..<threads {
            Thread.detachNewThread {
                while ended.all.isEmpty { statuses.add("\((try? send())?.status ?? 0)") }
                statuses.add("over")
            }
        }
        // Otherwise nobody has been sent away, and it was no crowd.
        #expect(statuses.waits(until: 1) { $0 == "429" })
        do {
            defer { ended.add("ended") }
            try body()
        }
        #expect(statuses.waits(until: threads) { $0 == "over" })
        return Set(statuses.all).subtracting(["over"])
    }

    private static func login(_ name: String) -> String {
        #"{"name":"\#(name)","password":"\#(RunningSite.password)"}"#
    }

    @Test("while one account signs in rightly from eight browsers without a pause, another's known browser gets in")
    func rightly() throws {
        try withRunningSite { site in
            let ada = try site.signedIn()
            _ = try site.run("user", "add", "Ben", "--password-file", "-", input: RunningSite.password)
            let ben = site.client()
            #expect(try ben.send("POST", "/auth/login", json: Self.login("Ben")).status == 200)
            let device = try #require(ada.cookies["elwosa-device"])
            let sender: @Sendable () throws -> HTTPReply = {
                try site.client([("Cookie", "elwosa-device=\(device)")])
                    .send("POST", "/auth/login", json: Self.login("Ada"))
            }
            let statuses = try whileSending(8, sender) { () throws in
                for _ in 0..<5 { #expect(try ben.send("POST", "/auth/login", json: Self.login("Ben")).status == 200) }
                let proof = #"{"password":"\#(RunningSite.password)"}"#
                #expect(try ben.send("POST", "/auth/proof", json: proof).status == 204)
            }
            #expect(statuses == ["200", "429"])
        }
    }

    @Test(
        "while made-up names are tried without a pause from the same address, a known browser gets in, a new one at last"
    )
    func madeUp() throws {
        try withRunningSite { site in
            let ada = try site.signedIn()
            let device = try #require(ada.cookies["elwosa-device"])
            let cookies = [("Cookie", "elwosa-device=\(device)")]
            let sender: @Sendable () throws -> HTTPReply = {
                let name = "x\(UInt64.random(in: 0...UInt64.max))"
                return try site.client().send("POST", "/auth/login", json: Self.login(name))
            }
            let statuses = try whileSending(12, sender) { () throws in
                for _ in 0..<5 {
                    #expect(try site.client(cookies).send("POST", "/auth/login", json: Self.login("Ada")).status == 200)
                }
                // Nobody is told whether a name is somebody's, so hers has no more right to a place than any other.
                var tries = 0
                while try site.client().send("POST", "/auth/login", json: Self.login("Ada")).status == 429 {
                    tries += 1
                }
                // How many that is depends on how long a hash takes; that it comes to an end does not.
                #expect(tries < 20_000)
            }
            #expect(statuses == ["401", "429"])
        }
    }

    @Test("NGINX tells where a request comes from, whatever its sender claims")
    func forgedAddress() throws {
        try withRunningSite(.init(environment: ["ELWOSA_UNLIMITED_NETWORKS": "none"])) { site in
            let claims = [
                ("X-Forwarded-For", "203.0.113.9"), ("X-Real-IP", "203.0.113.9"), ("Forwarded", "for=203.0.113.9"),
                ("Remote-Addr", "203.0.113.9"),
            ]
            let reply = try site.client(claims).send(
                "POST", "/auth/login", json: #"{"name":"nobody","password":"not this one"}"#)
            #expect(reply.status == 401)
            let store = try Store.open("\(site.state)/data/elwosa.db", eventKey: [UInt8](repeating: 0, count: 32))
            defer { store.close() }
            let counted: [String] = try store.database.read { tx in
                try tx.all("SELECT key FROM throttle ORDER BY key") { row in try row[0] }
            }
            #expect(counted.count == 2 && counted.last == "network:127.0.0.1")
            let content: String? = try store.database.read { tx in
                try tx.value("SELECT content FROM eventBody ORDER BY seq DESC LIMIT 1")
            }
            #expect(content?.contains("127.0.0.1") == true && content?.contains("203.0.113.9") == false)
        }
    }
}
