import Platform
import Testing

@testable import SQLite

@Suite("a request and its deadline")
struct WriteRequestTests {
    @Test("once withdrawn it cannot be taken")
    func withdrawn() {
        let request = WriteRequest { _ in }
        let answer = request.wait(until: .now)
        #expect(answer == nil)
        #expect(!request.take())
    }

    @Test("once taken it cannot be withdrawn, and is waited for")
    func taken() throws {
        let request = WriteRequest { _ in }
        #expect(request.take())
        let waiting = Background { request.wait(until: .now)?.isCarriedOut }
        request.answer(.carriedOut)
        #expect(try waiting.result().get() == true)
    }
}

@Suite("the pool of readers")
struct ReaderPoolTests {
    @Test("uses the last one again, and never one that is spoilt")
    func spoilt() throws {
        let scratch = try Scratch()
        let database = try scratch.database()
        let first = try database.readers.take(until: .now)
        database.readers.giveBack(first)
        let again = try database.readers.take(until: .now)
        #expect(again === first)
        again.isBroken = true
        database.readers.giveBack(again)
        let other = try database.readers.take(until: .now)
        #expect(other !== first)
        database.readers.giveBack(other)
    }
}

extension WriteRequest.Answer {
    var isCarriedOut: Bool {
        if case .carriedOut = self { true } else { false }
    }
}
