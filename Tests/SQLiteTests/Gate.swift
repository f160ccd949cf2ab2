import Foundation

/// Holds a thread until another lets it go, so that a test says itself what happens first.
final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    func open() { semaphore.signal() }

    func wait() { semaphore.wait() }
}

/// Runs `body` on a thread of its own; `result` waits for it.
final class Background<Value: Sendable>: @unchecked Sendable {
    private let done = DispatchSemaphore(value: 0)
    private var outcome: Result<Value, any Error>?

    init(_ body: @escaping @Sendable () throws -> Value) {
        let thread = Thread { [self] in
            outcome = Result { try body() }
            done.signal()
        }
        thread.start()
    }

    func result() -> Result<Value, any Error> {
        done.wait()
        return outcome!
    }
}

/// Waits for a fact, looking again every few milliseconds; false when it never came.
func eventually(within seconds: Double = 10, _ fact: () throws -> Bool) rethrows -> Bool {
    let end = Date().addingTimeInterval(seconds)
    while Date() < end {
        if try fact() { return true }
        usleep(2_000)
    }
    return try fact()
}
