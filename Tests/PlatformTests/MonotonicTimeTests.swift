import Glibc
import Platform
import Testing

@Suite("The clock that nobody sets")
struct MonotonicTimeTests {
    private let second = MonotonicTime(nanoseconds: 1_000_000_000)

    @Test("goes forward, in the units of the machine's")
    func now() {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        let first = MonotonicTime.now
        let then = MonotonicTime.now
        #expect(first <= then && first.seconds >= Int64(time.tv_sec))
        #expect(first.seconds - Int64(time.tv_sec) < 60)
        #expect(first.timespec.tv_sec == Int(first.seconds) && first.timespec.tv_nsec < 1_000_000_000)
    }

    @Test("is advanced by what can be counted, and never back")
    func advanced() {
        #expect(second.advanced(by: .milliseconds(1_500)).nanoseconds == 2_500_000_000)
        #expect(second.advanced(by: .seconds(-5)) == second)
        #expect(second.advanced(by: .seconds(1 << 40)) == .never)
        #expect(MonotonicTime(nanoseconds: .max - 5).advanced(by: .seconds(1)) == .never)
        #expect(MonotonicTime.never.advanced(by: .seconds(1)) == .never)
    }

    @Test("the time between two moments, as durations and as metrics have it")
    func since() {
        let later = second.advanced(by: .microseconds(2_500_001))
        #expect(later.since(second) == .microseconds(2_500_001))
        #expect(second.since(later) == .microseconds(-2_500_001))
        #expect(abs(later.since(second).inSeconds - 2.500001) < 1e-9)
        #expect(second.uptime == .seconds(1))
    }
}
