import Domain
import Testing

@Suite("A mark in the event log")
struct EventMarkTests {
    /// `9ix` in the base of 36.
    private let life = Life(12_345)

    @Test("is the life and the number, and is read as it was written")
    func written() {
        #expect(EventMark(812, in: life).description == "9ix-812")
        for seq in [0, 1, 812, Int64.max] {
            #expect(EventMark.read(EventMark(seq, in: life).description, in: life) == .seq(seq))
        }
        let longest = Life(.max)
        #expect(longest.description.utf8.count == 13)
        #expect(EventMark.read(EventMark(1, in: longest).description, in: longest) == .seq(1))
    }

    @Test("the beginning of the log is the same in all lives")
    func beginning() {
        #expect(EventMark.read("0", in: life) == .seq(0))
    }

    @Test("of another life or of none is foreign", arguments: ["1", "812", "9iy-812", "9IX-812", "0-812", "09ix-812"])
    func foreign(text: String) {
        #expect(EventMark.read(text, in: life) == .foreign)
    }

    @Test(
        "that was never one is malformed",
        arguments: [
            "", "-", "x", "9ix-", "-812", "9ix-08", "9ix-+1", "9ix--1", "9ix-1-1", "_-1", "9ix-9223372036854775808",
        ])
    func malformed(text: String) {
        #expect(EventMark.read(text, in: life) == .malformed)
    }
}
