import Foundation
import Testing
import TestingElwosa

@Suite("WebSocket messages", .timeLimit(.minutes(15)))
struct MessageTests {
    @Test(
        "come back as they were sent, whatever their length needs",
        arguments: [0, 1, 125, 126, 65_535, 65_536, 200_000])
    func lengths(count: Int) throws {
        try withEcho { echo throws in
            let client = try echo.webSocket()
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            try client.send(.binary, bytes)
            #expect(try client.next() == .binary(bytes))
            try client.send(String(repeating: "é", count: count / 2))
            #expect(try client.next() == .text(String(repeating: "é", count: count / 2)))
        }
    }

    @Test("may come in fragments, with control frames between them")
    func fragments() throws {
        try withEcho { echo throws in
            let client = try echo.webSocket()
            try client.send(.text, Array("one ".utf8), isFinal: false)
            try client.send(.ping, [1, 2, 3])
            try client.send(.continuation, Array("and ".utf8), isFinal: false)
            try client.send(.pong)
            try client.send(.continuation, Array("two".utf8))
            #expect(try client.next() == .pong([1, 2, 3]))
            #expect(try client.next() == .text("one and two"))
        }
    }

    @Test("are UTF-8 as a whole, wherever their fragments are cut")
    func utf8AcrossFragments() throws {
        try withEcho { echo throws in
            let client = try echo.webSocket()
            let bytes = Array("Grüße, 世界 🌍".utf8)
            for cut in 1..<bytes.count {
                try client.send(.text, Array(bytes[..<cut]), isFinal: false)
                try client.send(.continuation, Array(bytes[cut...]))
                #expect(try client.next() == .text("Grüße, 世界 🌍"))
            }
        }
    }

    /// A character's beginning, a surrogate, too long a spelling, beyond Unicode, and a byte that no character has.
    private static let notUTF8: [[UInt8]] = [
        [0xe4, 0xb8], [0xed, 0xa0, 0x80], [0xc0, 0xaf], [0xf4, 0x90, 0x80, 0x80], [0xff], [0x41, 0x80],
    ]

    @Test("of text that is not UTF-8 are refused with 1007", arguments: notUTF8)
    func notText(bytes: [UInt8]) throws {
        try refused(1_007) { try $0.send(.text, bytes) }
        try refused(1_007) { client in
            try client.send(.text, [0x41], isFinal: false)
            try client.send(.continuation, bytes)
        }
    }

    @Test("that have begun wrong are refused before they are whole")
    func early() throws {
        try refused(1_007) { try $0.send(.text, [0xc0], isFinal: false) }
    }

    @Test("over the limit are refused with 1009, whole, in fragments, or only announced")
    func tooLarge() throws {
        try refused(1_009, "messageBytes=1000") { try $0.send(.text, [UInt8](repeating: 65, count: 1_001)) }
        try refused(1_009, "messageBytes=1000") { client in
            try client.send(.binary, [UInt8](repeating: 65, count: 600), isFinal: false)
            try client.send(.continuation, [UInt8](repeating: 65, count: 401))
        }
        try refused(1_009, "messageBytes=1000") {
            try $0.send(raw: [0x82, 0xff, 0, 0, 0, 1, 0, 0, 0, 0, 0x37, 0xfa, 0x21, 0x3d])
        }
        try withEcho("messageBytes=1000") { echo throws in
            let client = try echo.webSocket()
            try client.send(.binary, [UInt8](repeating: 65, count: 1_000))
            #expect(try client.next() == .binary([UInt8](repeating: 65, count: 1_000)))
        }
    }

    @Test("that break the protocol are refused with 1002")
    func protocolErrors() throws {
        try refused(1_002) { try $0.send(.text, [65], isMasked: false) }
        try refused(1_002) { try $0.send(.text, [65], reserved: 4) }
        try refused(1_002) { try $0.send(.continuation, [65]) }
        try refused(1_002) { client in
            try client.send(.text, [65], isFinal: false)
            try client.send(.text, [65])
        }
        try refused(1_002) { try $0.send(.ping, [], isFinal: false) }
        try refused(1_002) { try $0.send(.ping, [UInt8](repeating: 0, count: 126)) }
        // An opcode that is kept for later, 0x3.
        try refused(1_002) { try $0.send(raw: [0x83, 0x80, 0, 0, 0, 0]) }
        try refused(1_002) { try $0.send(.close, [3]) }
    }

    @Test("of closing are answered with their code", arguments: [1_000, 1_001, 1_011, 3_000, 4_999] as [UInt16])
    func closing(code: UInt16) throws {
        try refused(code) { try $0.close(code) }
    }

    @Test(
        "of closing with a code that nobody may send are refused",
        arguments: [0, 999, 1_004, 1_005, 1_006, 1_016, 5_000] as [UInt16])
    func closingWrong(code: UInt16) throws {
        try refused(1_002) { try $0.close(code) }
    }

    @Test("of closing without a code are answered without one, and with a text that is not UTF-8 by 1007")
    func closingBare() throws {
        try refused(nil) { try $0.send(.close) }
        try refused(1_007) { try $0.send(.close, [3, 232, 0xff]) }
    }

    /// Expects a close frame of this code and the connection's end for what is sent, and nothing else.
    private func refused(
        _ code: UInt16?, _ option: String = "messageBytes=100000", _ body: (WebSocketClient) throws -> Void
    ) throws {
        try withEcho(option) { echo throws in
            let client = try echo.webSocket()
            try body(client)
            #expect(try client.next() == .close(code))
            #expect(try client.next() == .end)
        }
    }
}
