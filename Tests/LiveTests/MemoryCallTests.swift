import AuthDomain
import AuthStore
import Domain
import HouseStore
import JSON
import MemoryDomain
import MemoryStore
import Store
import Testing
import TestingElwosa
import Web

@testable import Live

@Suite("Memory on the socket")
struct MemoryCallTests {
    /// One call, and the same request: key, members, and the version that the caller saw.
    struct Case: Sendable {
        let method: String
        var key = "k"
        var members = ""
        var version: Int64?
        let status: Int

        init(_ method: String, key: String = "k", _ members: String = "", version: Int64? = nil, is status: Int) {
            (self.method, self.key, self.members) = (method, key, members)
            (self.version, self.status) = (version, status)
        }
    }

    private static let cases = [
        Case("get", is: 404), Case("put", #""content":"one","kind":"fact","tags":["a"]"#, version: 0, is: 200),
        Case("put", #""content":"x""#, version: 0, is: 412), Case("get", is: 200),
        Case("append", #""content":" two""#, version: 1, is: 200),
        Case("append", #""content":"x""#, version: 1, is: 412), Case("patch", #""tags":["b"],"importance":3"#, is: 200),
        Case("patch", #""importance":11"#, is: 422), Case("patch", #""colour":1"#, is: 422), Case("put", "", is: 422),
        Case("put", key: "a/b", #""content":"x""#, is: 422), Case("put", key: "j", #""content":{"a":1}"#, is: 200),
        Case("append", key: "j", #""content":"x""#, is: 409),
        Case("patch", key: "j", #""content":{"a":null,"b":2}"#, is: 200),
        Case("get", key: "j", is: 200), Case("history", is: 200), Case("delete", version: 1, is: 412),
        Case("delete", is: 200),
        Case("delete", is: 404), Case("get", is: 404), Case("history", is: 200), Case("history", key: "none", is: 404),
        Case("put", #""content":"again","validFrom":"2020-01-01","validUntil":"2019-01-01""#, is: 422),
        Case("put", #""content":"again","validFrom":"2020-01-01","expiresAt":"2999-01-01T00:00:00Z""#, is: 200),
        Case("get", is: 200),
    ]

    @Test("answers every case as HTTP does")
    func sameAsHTTP() async throws {
        try await withSite { site in
            let socket = try MemorySocket(site)
            let (here, there) = (try socket.makeSpace(), try socket.makeSpace())
            for one in Self.cases {
                let called = try socket.call(one, in: here)
                let sent = try socket.send(one, in: there)
                #expect(called.status == one.status && sent.status == one.status, "\(one): \(called), \(sent)")
                #expect(called.content == sent.content, "\(one)")
            }
        }
    }

    @Test("a search and a context are those of HTTP, and so is what is wrong with one")
    func finding() async throws {
        try await withSite { site in
            let socket = try MemorySocket(site)
            let space = try socket.makeSpace()
            _ = try socket.call(Case("put", #""content":"The boats are old.""#, is: 200), in: space)
            func result(_ method: String, _ parameters: String) throws -> JSONObject {
                try #require(socket.result(method, parameters).object)
            }
            let found = try result("memory.search", "\"question\":\"boat\",\"space\":[\(space)],\"kind\":[\"note\"]")
            let entries = try site.get("/memory/search?question=boat", as: .ada)["entries"]
            #expect(found["entries"] == entries && entries?.items.count == 1)
            let told = try result("memory.context", #""question":"boat","budget":100"#)
            let sent = try site.post("/memory/context", json: #"{"question":"boat","budget":100}"#, as: .ada)
            #expect(JSON.object(told) == (try sent.json) && told["tokens"]?.integer ?? 0 > 0)
            for (method, parameters, field) in [
                ("search", "", "question"), ("search", #""question":"x","limit":0"#, "limit"),
                ("context", #""question":"x","budget":-1"#, "budget"), ("context", #""question":"x","key":"k""#, "key"),
                ("search", #""question":"x","space":[99]"#, ""),
            ] {
                let error = try socket.error("memory.\(method)", parameters)
                #expect(error["data"]?.object?["status"]?.integer == (field.isEmpty ? 404 : 422))
                #expect((error["data"]?.object?["field"]?.string ?? "") == field, "\(error)")
            }
            let cleo = try MemorySocket(site, .ben)
            #expect(try cleo.result("memory.search", #""question":"boat""#).object?["entries"]?.items.isEmpty == true)
        }
    }

    @Test("a key lets a call be repeated, and another call under it is refused")
    func repeated() async throws {
        try await withSite { site in
            let socket = try MemorySocket(site)
            let space = try socket.makeSpace()
            let once = Case("put", #""content":"x","idempotencyKey":"a""#, is: 200)
            let first = try socket.call(once, in: space)
            let newest = try site.store.events.newest()
            #expect(try socket.call(once, in: space).content == first.content)
            #expect(
                try socket.call(Case("put", #""content":"y","idempotencyKey":"a""#, is: 422), in: space).status == 422)
            #expect(try site.store.events.newest() == newest)
        }
    }

    @Test("whoever may not, or is signed out meanwhile, reads and writes nothing")
    func rights() async throws {
        try await withSite { site in
            let socket = try MemorySocket(site)
            let (cleo, ben) = (try MemorySocket(site, .cleo), try MemorySocket(site, .ben))
            let space = try socket.makeSpace()
            let put = Case("put", #""content":"x""#, is: 200)
            #expect(try socket.call(put, in: space).status == 200)
            #expect(try cleo.call(put, in: space).status == 403)
            #expect(try ben.call(put, in: space).status == 404)
            #expect(try ben.call(Case("get", is: 404), in: space).status == 404)
            try site.store.accounts.endSession(Person.ada.id, by: Person.ada.caller, at: site.clock.now)
            #expect(try socket.call(put, in: space).status == 401)
        }
    }

    @Test("an entry that is longer than a message is read by HTTP, and the error says so")
    func long() async throws {
        try await withSite { site in
            let socket = try MemorySocket(site)
            let space = try socket.makeSpace()
            let text = String(repeating: "a", count: 70_000)
            _ = try site.send("PUT", "/memory/\(space)/k", json: "{\"content\":\"\(text)\"}", as: .ada)
            let answer = try socket.call(Case("get", is: 413), in: space)
            #expect(answer.status == 413 && answer.content.contains("by HTTP"))
        }
    }

    @Test("what was written is answered as done where the entry is longer than a message")
    func longWrites() async throws {
        try await withSite { site in
            let socket = try MemorySocket(site)
            let space = try socket.makeSpace()
            let text = String(repeating: "a", count: 70_000)
            _ = try site.send("PUT", "/memory/\(space)/k", json: "{\"content\":\"\(text)\"}", as: .ada)
            let added = try socket.call(Case("append", #""content":"b""#, version: 1, is: 200), in: space)
            #expect(added.status == 200 && added.content.contains(#""version":2"#))
            #expect(added.content.contains(#""key":"k""#) && !added.content.contains("content"))
            let patched = try socket.call(Case("patch", #""importance":3"#, version: 2, is: 200), in: space)
            #expect(patched.status == 200 && patched.content.contains(#""version":3"#))
        }
    }

    @Test("what happens in a space is told to those who reach it, with key and space, until they do no longer")
    func events() throws {
        let world = try LiveWorld()
        let memory = world.store.memory()
        let space = try memory.createSpace(SpaceDraft(kind: .shared, name: "House"), by: world.by(.ada)).space.id
        _ = try memory.setSpaceMember("Ben", .reader, of: space, by: world.by(.ada))
        try world.publish()
        let (ben, ada) = (try world.listen(.ben, to: .memory(space)), try world.listen(.ada, to: .memory(space)))
        #expect(throws: RPCError.unknown(.memory(space))) { try world.listen(.cleo, to: .memory(space)) }
        let draft = EntryDraft(EntryFields(content: .text("x")))
        _ = try memory.putEntry("k", draft, of: space, by: world.by(.ada))
        try world.publish()
        #expect(ben.texts.last?.contains(#""spaceId":\#(space),"key":"k","topics":["memory/\#(space)"]"#) == true)
        try memory.removeSpaceMember(Person.ben.id, of: space, by: world.by(.ada))
        _ = try memory.putEntry("l", draft, of: space, by: world.by(.ada))
        try world.publish()
        #expect(ben.heard.last == "gone memory/\(space)" && ben.heard.count == 2)
        #expect(ada.heard.map { $0.split(separator: " ").last } == ["entry_put", "sharing_removed", "entry_put"])
    }
}

/// A socket on the store of a site, and the same requests over HTTP.
private final class MemorySocket {
    private let site: TestSite
    private let person: Person
    private let session: LiveSession
    private let ear = Ear()

    init(_ site: TestSite, _ person: Person = .ada) throws {
        (self.site, self.person) = (site, person)
        let hub = try Hub(site.store.live, memory: site.store.memory(), clock: site.clock.clock) { $0() }
        let gate = Gate(
            tokens: Tokens(
                sessions: site.store.accounts, ring: DirectSite.ring, refreshKey: [UInt8](repeating: 1, count: 32),
                issuer: "http://127.0.0.1"), formKey: [UInt8](repeating: 2, count: 32))
        let guest = LiveSession.Guest(
            caller: person.caller, credential: .session(person.id), form: .socket, endsAt: nil)
        session = LiveSession(hub, guest, gate: gate)
        session.opened(ear)
    }

    func makeSpace() throws -> Int64 {
        let change = Change(by: person.caller, at: site.clock.now)
        return try site.store.memory().createSpace(SpaceDraft(kind: .personal, name: "x"), by: change).space.id
    }

    struct Answer {
        let status: Int
        /// Without what is another one in each space.
        let content: String
    }

    func call(_ one: MemoryCallTests.Case, in space: Int64) throws -> Answer {
        let version = one.version.map { "\"version\":\($0)," } ?? ""
        let members = one.members.isEmpty ? "" : "," + one.members
        let text = """
            {"jsonrpc":"2.0","id":1,"method":"memory.\(one.method)","params":\
            {\(version)"space":\(space),"key":"\(one.key)"\(members)}}
            """
        let reply = try answer(text)
        if let error = reply["error"]?.object {
            let status = error["data"]?.object?["status"]?.integer ?? 0
            return Answer(status: Int(status), content: error["message"]?.string ?? "")
        }
        return Answer(status: 200, content: Self.comparable(reply["result"] ?? .null))
    }

    private func answer(_ text: String) throws -> JSONObject {
        session.received(.text(Array(text.utf8)))
        return try #require(try JSONParser.parse(Array(ear.texts.last!.utf8)).object)
    }

    private func answer(_ method: String, _ parameters: String) throws -> JSONObject {
        try answer("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\(method)\",\"params\":{\(parameters)}}")
    }

    func result(_ method: String, _ parameters: String) throws -> JSON {
        try #require(try answer(method, parameters)["result"])
    }

    func error(_ method: String, _ parameters: String) throws -> JSONObject {
        try #require(try answer(method, parameters)["error"]?.object)
    }

    func send(_ one: MemoryCallTests.Case, in space: Int64) throws -> Answer {
        let place = "/memory/\(space)/" + one.key.replacing("/", with: "%7C")
        let (method, target): (String, String) =
            switch one.method {
            case "get": ("GET", place)
            case "history": ("GET", place + "/versions")
            case "append": ("POST", place + "/additions")
            default: (one.method.uppercased(), place)
            }
        // A slash cannot stand in an address; in a body it can.
        let isKeyed = one.key.contains("/")
        let body = isKeyed ? "{\"key\":\"\(one.key)\",\(one.members)}" : "{\(one.members)}"
        let reply = try site.send(
            isKeyed ? "POST" : method, isKeyed ? "/memory/\(space)" : target, json: method == "GET" ? nil : body,
            as: person, headers: try condition(one, space))
        guard reply.status < 300 else {
            return Answer(status: reply.status, content: reply["detail"]?.string ?? "")
        }
        let value = reply.status == 204 ? JSON.object(JSONObject()) : try reply.json
        return Answer(status: 200, content: Self.comparable(value))
    }

    private func condition(_ one: MemoryCallTests.Case, _ space: Int64) throws -> TestSite.Headers {
        guard let version = one.version else { return [] }
        guard version > 0 else { return [("If-None-Match", "*")] }
        let id = try site.store.memory().entryNumber(one.key, of: space, for: person.caller) ?? 0
        return [("If-Match", "\"\(site.store.life)-\(id)-\(version)\"")]
    }

    private static func comparable(_ value: JSON) -> String {
        guard let object = value.object else { return "" }
        let members = object.members.filter { !["id", "space", "change"].contains($0.name) }
        return String(decoding: JSON.object(JSONObject(members)).json, as: UTF8.self)
    }
}
