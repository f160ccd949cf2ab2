import Testing

@testable import Supervisor

@Suite("Backoff")
struct BackoffTests {
    @Test("the pause doubles from 0.1 s up to 5 s, and a success begins again")
    func pauses() {
        var backoff = Backoff()
        let pauses = (1...8).map { _ in backoff.fail().text }
        #expect(pauses == ["0.1 s", "0.2 s", "0.4 s", "0.8 s", "1.6 s", "3.2 s", "5.0 s", "5.0 s"])
        #expect(backoff.failures == 8)
        backoff.succeed()
        #expect(backoff.failures == 0 && backoff.fail() == .milliseconds(100))
    }

    @Test("milliseconds are rounded up, so that nobody wakes too early")
    func milliseconds() {
        #expect(Duration.microseconds(1).milliseconds == 1 && Duration.zero.milliseconds == 0)
        #expect(Duration.milliseconds(1_500).milliseconds == 1_500)
    }
}
