import Testing

@testable import Crypto

struct SealKeysTests {
    private let old = [UInt8](repeating: 1, count: 32)
    private let new = [UInt8](repeating: 2, count: 32)
    private let place = SealContext(table: "credential", column: "secret", row: 7)

    @Test("what was sealed opens again, and looks different each time")
    func opens() {
        let keys = SealKeys(current: new)
        let texts = (0..<50).map { _ in keys.seal([1, 2, 3], in: place) }
        #expect(Set(texts).count == 50)
        #expect(texts.allSatisfy { keys.open($0, in: place) == [1, 2, 3] })
        #expect(keys.open(keys.seal([], in: place), in: place) == [])
    }

    @Test(
        "a sealed value opens at no other place",
        arguments: [
            SealContext(table: "credential", column: "secret", row: 8),
            SealContext(table: "credential", column: "other", row: 7),
            SealContext(table: "other", column: "secret", row: 7), SealContext(purpose: "credential"),
        ])
    func bound(other: SealContext) {
        let keys = SealKeys(current: new)
        #expect(keys.open(keys.seal([1], in: place), in: other) == nil)
    }

    @Test("a value with any character changed does not open")
    func altered() {
        let keys = SealKeys(current: new)
        let text = Array(keys.seal([1, 2, 3], in: place).utf8)
        for index in text.indices {
            var copy = text
            copy[index] = copy[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            #expect(keys.open(String(decoding: copy, as: UTF8.self), in: place) == nil)
        }
    }

    @Test("after a new key took its place, the older one still opens, and only the new one seals")
    func ring() {
        let before = SealKeys(current: old).seal([9], in: place)
        let ring = SealKeys(current: new, older: [old])
        #expect(ring.open(before, in: place) == [9])
        #expect(SealKeys(current: new).open(ring.seal([9], in: place), in: place) == [9])
        #expect(SealKeys(current: new).open(before, in: place) == nil)
    }

    @Test("anything that is no sealed value does not open", arguments: ["", "$", "$aes-256-gcm$$$", "a$b$c$d$e"])
    func foreign(text: String) {
        #expect(SealKeys(current: new).open(text, in: place) == nil)
    }
}
