import Domain
import AreaTables
import Foundation
import Testing
import TestingElwosa
import Web

/// Bodies that NGINX keeps on disk until a responder takes them.
@Suite("Bodies on their way", .timeLimit(.minutes(15)))
struct SpoolTests {
    private static let megabyte = [UInt8](repeating: 65, count: 1 << 20)

    /// Bytes that NGINX keeps of bodies right now, in files that it has unlinked as it made them.
    private func spooled(_ site: RunningSite) throws -> Int {
        Processes.descendants(of: site.pid).flatMap { process in
            let directory = "/proc/\(process)/fd"
            let files = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
            return files.map { "\(directory)/\($0)" }
        }.reduce(0) { sum, file in
            var facts = stat()
            // One that has ended in between takes no room any more.
            guard let place = try? FileManager.default.destinationOfSymbolicLink(atPath: file),
                place.hasPrefix("\(site.state)/nginx/body_temp/"), stat(file, &facts) == 0
            else { return sum }
            return sum + Int(facts.st_size)
        }
    }

    /// A request whose body has begun and goes on.
    private func begin(
        _ target: String, method: String = "POST", _ site: RunningSite, as client: HTTPClient? = nil,
        headers: [String] = [], announcing length: String = "Content-Length: 60000000", _ piece: [UInt8] = megabyte
    ) throws -> HTTPConnection {
        let connection = try HTTPConnection(port: site.port)
        let cookies = (client?.cookies ?? [:]).map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        let lines =
            ["\(method) \(target) HTTP/1.1", "Host: 127.0.0.1:\(site.port)", "Accept: application/json", length]
            + headers + (cookies.isEmpty ? [] : ["Cookie: \(cookies)"])
        try connection.send(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8))
        try connection.send(piece)
        return connection
    }

    @Test("six strangers who send files get 401 at once, and nothing of them is on the disk")
    func strangers() throws {
        try withRunningSite { site throws in
            let open = try (0..<6).map { _ in try begin("/tasks/import", site) }
            for connection in open {
                let reply = try connection.receive()
                #expect(reply.status == 401 && reply.object["detail"] as? String == "Nobody is signed in.")
                #expect(reply.header("WWW-Authenticate")?.hasPrefix("Bearer") == true)
                #expect(reply.object["requestId"] as? String == reply.header("X-Request-Id"))
            }
            #expect(try spooled(site) == 0)
            let page = try site.client([("Accept", "text/html")])
                .send(
                    "POST", "/tasks/import", [("Content-Type", "multipart/form-data; boundary=a")], body: Self.megabyte)
            #expect(page.status == 303 && page.location == "/auth/login")
        }
    }

    private static let patterns = Set(
        AreaName.allCases.flatMap { $0.routes + $0.operations }.map(\.pattern) + ["/nothing", "/static/app.css"])

    @Test(
        "no address lets a stranger put a body on the disk, by whatever method and whatever its length says",
        arguments: [true, false], ["POST", "PUT", "PATCH", "DELETE"])
    func everywhere(isChunked: Bool, method: String) throws {
        try withRunningSite { site throws in
            let chunk = Array("30000\r\n".utf8) + [UInt8](repeating: 65, count: 0x30000)
            for pattern in Self.patterns.sorted() {
                let target = pattern.replacing(#/\{[a-z]+\}/#, with: "1")
                let connection =
                    isChunked
                    ? try begin(target, method: method, site, announcing: "Transfer-Encoding: chunked", chunk)
                    : try begin(
                        target, method: method, site, announcing: "Content-Length: 900000",
                        [UInt8](repeating: 65, count: 200_000))
                connection.patience(10)
                let status = try connection.receive().status
                #expect((400..<500).contains(status), "\(pattern): \(status)")
                #expect(try spooled(site) == 0, "\(pattern)")
            }
        }
    }

    private func made(_ name: String, _ site: RunningSite) throws -> HTTPClient {
        _ = try site.run("user", "add", name, "--role", "member", "--password-file", "-", input: RunningSite.password)
        return try signIn(name, site)
    }

    private func signIn(_ name: String, _ site: RunningSite) throws -> HTTPClient {
        let client = site.client()
        let json = #"{"name":"\#(name)","password":"\#(RunningSite.password)"}"#
        #expect(try client.send("POST", "/auth/login", json: json).status == 200)
        return client
    }

    /// Waits until so much is on the disk, as NGINX takes what was sent in its own time.
    private func waitFor(_ bytes: Int, _ site: RunningSite) throws -> Bool {
        let limit = Date(timeIntervalSinceNow: 20)
        while try spooled(site) < bytes {
            guard Date() < limit else { return false }
        }
        return true
    }

    @Test("one account brings two files at a time by however many sessions, all together four; others are told 429")
    func bounded() throws {
        try withRunningSite { site throws in
            let ada = try site.signedIn()
            let clients = try [ada, signIn("Ada", site), made("Ben", site), made("Cleo", site)]
            var open: [HTTPConnection] = []
            for (client, isTaken) in [(0, true), (1, true), (0, false), (1, false), (2, true), (2, true), (3, false)] {
                let connection = try begin("/tasks/import", site, as: clients[client])
                if isTaken {
                    open.append(connection)
                    #expect(try waitFor(open.count * 1_000_000, site))
                } else {
                    let reply = try connection.receive()
                    #expect(reply.status == 429 && reply.header("Retry-After") == "1", "\(client)")
                }
            }
            #expect(try spooled(site) <= 4 * Self.megabyte.count)
            // A place is free again with the connection.
            open.removeFirst()
            let limit = Date(timeIntervalSinceNow: 20)
            while try spooled(site) > 3_200_000, Date() < limit {}
            let last = try begin("/tasks/import", site, as: clients[3])
            #expect(try waitFor(3_900_000, site))
            withExtendedLifetime((open, last)) {}
        }
    }

    @Test("ordinary bodies too are counted by account and in all, and what fits is carried out")
    func ordinary() throws {
        let limits = ["ELWOSA_BODIES_PER_ACCOUNT": "2", "ELWOSA_BODIES": "3"]
        try withRunningSite(.init(environment: limits)) { site throws in
            let ada = try site.signedIn()
            let ben = try made("Ben", site)
            let piece = [UInt8](repeating: 32, count: 200_000)
            let length = "Content-Length: 900000"
            let open = try [ada, ada, ben].map { try begin("/tasks", site, as: $0, announcing: length, piece) }
            #expect(try waitFor(3 * 180_000, site))
            for client in [ada, ben] {
                let reply = try begin("/tasks", site, as: client, announcing: length, piece).receive()
                #expect(reply.status == 429)
            }
            withExtendedLifetime(open) {}
        }
        try withRunningSite { site throws in
            let long = String(repeating: "word ", count: 10_000)
            let json = #"{"title":"Long","description":"\#(long)"}"#
            let ada = try site.signedIn()
            #expect(try ada.send("POST", "/tasks", json: json).status == 201)
            // The access token is over: the question renews nothing, the request itself does, once.
            ada.cookies["elwosa-access"] = "stale"
            let renewed = try ada.send("POST", "/tasks", json: json)
            #expect(renewed.status == 201 && renewed.headers("Set-Cookie").count == 2)
            #expect(try ada.get("/tasks").status == 200)
            let foreign = try ada.send("POST", "/tasks", json: json, [("Sec-Fetch-Site", "cross-site")])
            #expect(foreign.status == 403 && (foreign.object["detail"] as? String)?.contains("another site") == true)
        }
    }
}
