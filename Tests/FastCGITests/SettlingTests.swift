import Platform
import Testing

@testable import FastCGI

@Suite("Giving memory back")
struct SettlingTests {
    private func moment(_ seconds: Double) -> MonotonicTime { MonotonicTime(nanoseconds: Int64(seconds * 1e9)) }
    private let megabyte = 1_048_576

    @Test("of two large requests that overlap the second's memory goes back, too")
    func overlapping() {
        var settling = Settling(resident: 20 * megabyte)
        // Both have grown; the first has ended, and the second still holds its share after the trim.
        #expect(settling.next(resident: 100 * megabyte, at: moment(0)) == .trim)
        settling.trimmed(to: 60 * megabyte)
        #expect(settling.next(resident: 60 * megabyte, at: moment(0.5)) == .later)
        #expect(settling.next(resident: 60 * megabyte, at: moment(1)) == .trim)
    }

    @Test("where all that has grown is in use, there is one trim in a second at most")
    func pause() {
        var settling = Settling(resident: 20 * megabyte)
        var trims = 0
        for tenth in 0..<50 where settling.next(resident: 60 * megabyte, at: moment(Double(tenth) / 10)) == .trim {
            settling.trimmed(to: 60 * megabyte)
            trims += 1
        }
        #expect(trims == 5)
    }

    @Test("little growth is left alone, and the least that was in use is what counts")
    func little() {
        var settling = Settling(resident: 20 * megabyte)
        #expect(settling.next(resident: 27 * megabyte, at: moment(0)) == .nothing)
        #expect(settling.next(resident: 15 * megabyte, at: moment(0.1)) == .nothing)
        #expect(settling.next(resident: 23 * megabyte, at: moment(0.2)) == .trim)
    }
}
