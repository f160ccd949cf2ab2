import AuthDomain
import Domain
import Testing

struct ThrottleTests {
    private let start = Instant(seconds: 1_000_000)

    private func state(after failures: Int, _ curve: ThrottleCurve = .person) -> ThrottleState {
        (0..<failures).reduce(ThrottleState.clear) { state, _ in state.failed(curve, at: start) }
    }

    @Test("four failures are free, then the wait doubles from a second to a quarter of an hour")
    func curve() {
        let waits = (1...17).map { state(after: $0).wait(at: start) }
        #expect(waits == [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900])
    }

    @Test("an address may fail 49 times before it waits")
    func network() {
        #expect(state(after: 49, .network).wait(at: start) == 0)
        #expect(state(after: 50, .network).wait(at: start) == 1)
        #expect(state(after: 500, .network).wait(at: start) == 900)
    }

    @Test("the wait is over at the second it names, and not before")
    func exact() {
        let state = state(after: 9)
        #expect(state.wait(at: start.adding(seconds: 15)) == 1 && state.wait(at: start.adding(seconds: 16)) == 0)
    }

    @Test("one failure an hour is forgotten, and of a long attack no more than fifteen are counted")
    func fading() {
        #expect(state(after: 3).failures(at: start) == 3)
        #expect(state(after: 3).failures(at: start.adding(seconds: 3_599)) == 3)
        #expect(state(after: 3).failures(at: start.adding(seconds: 3_600)) == 2)
        #expect(state(after: 3).failures(at: start.adding(seconds: 3 * 3_600)) == 0)
        #expect(state(after: 1_000).failures(at: start) == 15)
        #expect(state(after: 1_000).failures(at: start.adding(seconds: 15 * 3_600)) == 0)
    }

    @Test("another failure never shortens a wait that has begun")
    func neverShorter() {
        let fadedWhileWaiting = ThrottleState(fadesAt: start, blockedUntil: start.adding(seconds: 600))
        #expect(fadedWhileWaiting.failed(.person, at: start).wait(at: start) == 600)
    }

    @Test(
        "a wait is never longer than the longest, whatever a clock that was ahead has stored", arguments: [1, 10, 400])
    func clockAhead(days: Int64) {
        let ahead = start.adding(seconds: days * 86_400)
        for failures in 1...30 {
            let stored = (0..<failures).reduce(ThrottleState.clear) { state, _ in state.failed(.person, at: ahead) }
            #expect(stored.wait(at: start) == 0)
            // The next failure is the first that can be believed.
            #expect(stored.failed(.person, at: start) == ThrottleState.clear.failed(.person, at: start))
        }
        let near = state(after: 15)
        for seconds in stride(from: 0, through: -7_200, by: -60) as StrideThrough<Int64> {
            let now = start.adding(seconds: seconds)
            #expect((0...900).contains(near.wait(at: now)) && near.failed(.person, at: now).wait(at: now) <= 900)
        }
    }

    @Test("whoever tries for ever gets 96 tries a day")
    func sustained() {
        var (state, now, tries) = (ThrottleState.clear, start, 0)
        // The second day, when the free ones are long gone.
        while now < start.adding(seconds: 2 * 86_400) {
            state = state.failed(.person, at: now)
            if now >= start.adding(seconds: 86_400) { tries += 1 }
            now = now.adding(seconds: max(1, state.wait(at: now)))
        }
        #expect(tries == 96)
    }
}
