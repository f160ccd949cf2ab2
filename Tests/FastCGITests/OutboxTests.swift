import Glibc
import Testing

@testable import FastCGI

/// A socket pair that keeps messages apart shows how many system calls an answer took.
@Suite("The outbox")
struct OutboxTests {
    private static func messages(_ act: (Outbox) -> Bool) throws -> [Int] {
        var pair: [Int32] = [0, 0]
        try #require(socketpair(AF_UNIX, Int32(SOCK_SEQPACKET.rawValue), 0, &pair) == 0)
        defer { for end in pair { close(end) } }
        let outbox = Outbox()
        outbox.begin(connection: pair[0], request: 1)
        #expect(act(outbox))
        var found: [Int] = []
        var buffer = [UInt8](repeating: 0, count: 200_000)
        while case let count = recv(pair[1], &buffer, buffer.count, Int32(MSG_DONTWAIT)), count > 0 {
            found.append(count)
        }
        return found
    }

    @Test("sends an ordinary answer, its end record included, in one call", arguments: [0, 100, 60_000, 100_000])
    func one(size: Int) throws {
        let sizes = try Self.messages { outbox in
            outbox.head = [1, 2, 3]
            return outbox.sendAll([UInt8](repeating: 0, count: size))
        }
        #expect(sizes == [3 + size + (size + 3 > 65_535 ? 16 : 8) + 24])
    }

    @Test("sends each piece of a stream in one call, and nothing for no bytes")
    func pieces() throws {
        let sizes = try Self.messages { $0.send([1]) && $0.send([]) && $0.send([1, 2]) && $0.end() }
        #expect(sizes == [9, 10, 24])
    }
}
