import Domain
import HouseStore
import JSON
import Store
import Testing
import TestingElwosa
import Web

@testable import Live

@Suite("JSON-RPC on the socket")
struct RPCTests {
    private func session(_ limits: LiveLimits = LiveLimits()) throws -> (LiveWorld, LiveSession, Ear) {
        let world = try LiveWorld(limits)
        let gate = Gate(
            tokens: Tokens(
                sessions: world.store.accounts, ring: DirectSite.ring, refreshKey: [UInt8](repeating: 1, count: 32),
                issuer: "http://127.0.0.1"),
            formKey: [UInt8](repeating: 2, count: 32))
        let guest = LiveSession.Guest(
            caller: Person.ada.caller, credential: .session(1), form: .socket,
            endsAt: world.clock.now.adding(seconds: 900))
        let session = LiveSession(world.hub, guest, gate: gate)
        let ear = Ear()
        session.opened(ear)
        return (world, session, ear)
    }

    @Test(
        "answers what cannot be carried out with the code that says why",
        arguments: [
            ("{", -32_700), ("[]", -32_600), ("7", -32_600), (#"{"jsonrpc":"1.0","id":1,"method":"ping"}"#, -32_600),
            (#"{"jsonrpc":"2.0","id":{},"method":"ping"}"#, -32_600), (#"{"jsonrpc":"2.0","id":1}"#, -32_600),
            (#"{"jsonrpc":"2.0","id":1,"method":"task.put"}"#, -32_601),
            (#"{"jsonrpc":"2.0","id":1,"method":"ping","params":[1]}"#, -32_602),
            (#"{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x":1}}"#, -32_602),
            (#"{"jsonrpc":"2.0","id":1,"method":"subscribe"}"#, -32_602),
            (#"{"jsonrpc":"2.0","id":1,"method":"subscribe","params":{"topics":[]}}"#, -32_602),
            (#"{"jsonrpc":"2.0","id":1,"method":"subscribe","params":{"topics":["tasks/07"]}}"#, -32_602),
            (#"{"jsonrpc":"2.0","id":1,"method":"subscribe","params":{"topics":["tasks"],"after":-1}}"#, -32_602),
            (#"{"jsonrpc":"2.0","id":1,"method":"subscribe","params":{"topics":["projects/9"]}}"#, -32_001),
            (#"{"jsonrpc":"2.0","id":1,"method":"renew","params":{"token":"x"}}"#, -32_006),
        ])
    func errors(text: String, code: Int) throws {
        let (world, session, ear) = try session()
        // Its store goes with it.
        withExtendedLifetime(world) { session.received(.text(Array(text.utf8))) }
        #expect(ear.texts.count == 1 && ear.texts[0].contains(#""error":{"code":\#(code),"#), "\(ear.texts)")
        #expect(ear.reason == nil, "\(ear.texts)")
    }

    @Test("carries out its methods, batches too, and answers no notification")
    func methods() throws {
        let (world, session, ear) = try session()
        session.received(.text(Array(#"{"jsonrpc":"2.0","method":"ping"}"#.utf8)))
        session.received(.text(Array(#"{"jsonrpc":"2.0","method":"ping","params":[1]}"#.utf8)))
        session.received(.text(Array(#"{"jsonrpc":"2.0","method":"none"}"#.utf8)))
        #expect(ear.texts == [])
        let ping = #"{"jsonrpc":"2.0","id":"a","method":"ping"}"#
        session.received(.text(Array("[\(ping),{\"jsonrpc\":\"2.0\",\"method\":\"ping\"},7]".utf8)))
        let head = #""seq":\#(world.hub.head),"life":"\#(world.store.life)""#
        #expect(
            ear.texts[0].hasPrefix(
                #"[{"jsonrpc":"2.0","id":"a","result":{\#(head)}},{"jsonrpc":"2.0","id":null,"#))
        let subscribe = #"{"jsonrpc":"2.0","id":2,"method":"subscribe","params":{"topics":["tasks","audit","tasks"]}}"#
        session.received(.text(Array(subscribe.utf8)))
        #expect(ear.texts[1] == #"{"jsonrpc":"2.0","id":2,"result":{"topics":["tasks","audit"],\#(head)}}"#)
        let token = Person.ada.accessToken(origin: "http://127.0.0.1", at: world.clock.now.adding(seconds: 600))
        world.clock.advance(seconds: 600)
        let renew = #"{"jsonrpc":"2.0","id":3,"method":"renew","params":{"token":"\#(token)"}}"#
        session.received(.text(Array(renew.utf8)))
        #expect(ear.texts[2].contains(#""expiresAt":"2026-11-23T08:40:00Z""#), "\(ear.texts[2])")
        let others = Person.ben.accessToken(origin: "http://127.0.0.1", at: world.clock.now)
        session.received(.text(Array(renew.replacing(token, with: others).utf8)))
        #expect(ear.texts[3].contains("-32006"))
    }

    @Test("closes on binary messages, and on more messages than there may be")
    func closes() throws {
        var limits = LiveLimits()
        limits.calls = 3
        let (world, session, ear) = try session(limits)
        let ping = SocketMessage.text(Array(#"{"jsonrpc":"2.0","id":1,"method":"ping"}"#.utf8))
        for _ in 0..<3 { session.received(ping) }
        world.clock.advance(seconds: 10)
        for _ in 0..<3 { session.received(ping) }
        #expect(ear.reason == nil && ear.texts.count == 6)
        session.received(ping)
        #expect(ear.reason == .tooManyMessages)
        let (busy, calls, third) = try self.session(limits)
        let batch =
            "[" + [String](repeating: #"{"jsonrpc":"2.0","method":"ping"}"#, count: 4).joined(separator: ",") + "]"
        withExtendedLifetime(busy) { calls.received(.text(Array(batch.utf8))) }
        #expect(third.reason == .tooManyMessages)
        limits.waitingBytes = 50
        limits.calls = 10
        let (full, long, fourth) = try self.session(limits)
        withExtendedLifetime(full) {
            // What has been worked off does not wait any more.
            for _ in 0..<3 { long.received(ping) }
            #expect(fourth.reason == nil)
            long.received(.text(Array(#"{"jsonrpc":"2.0","id":"that is a long one","method":"ping"}"#.utf8)))
        }
        #expect(fourth.reason == .tooManyMessages)
        let (elsewhere, other, second) = try self.session()
        withExtendedLifetime(elsewhere) { other.received(.binary([1])) }
        #expect(second.reason == .binary)
    }

    @Test("an end lets go of the connection, which holds the session")
    func release() throws {
        let (world, session, _) = try session()
        weak var connection: Ear?
        do {
            let ear = Ear()
            session.opened(ear)
            connection = ear
        }
        #expect(connection != nil)
        session.closed()
        #expect(connection == nil)
        withExtendedLifetime(world) {}
    }

    @Test("topics are spelled in one way", arguments: ["tasks", "audit", "tasks/7", "projects/12"])
    func spelling(text: String) {
        #expect(Topic(text: text)?.text == text)
        for wrong in [text + "/", "/" + text, text + "/1", text.uppercased(), text + " "] where wrong != "tasks/1" {
            #expect(Topic(text: wrong) == nil, "\(wrong)")
        }
    }
}
