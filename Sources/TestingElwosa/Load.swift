import Foundation

/// Clients that ask one after the other without a pause, each on a thread of its own, until they are told to end.
package final class Load: @unchecked Sendable {
    package struct Result: Sendable {
        package let answered: Int
        /// The failures, each kind once.
        package let failures: [String]
        /// Requests on a connection that had one before.
        package let reused: Int
        /// Requests that were sent once more, as their connection was closed under them.
        package let resent: Int
    }

    private let condition = NSCondition()
    private var answered = 0
    private var failures: Set<String> = []
    private var reused = 0
    private var resent = 0
    private var running: Int
    private var isEnding = false

    /// - Shape: `ask` sends one request and says what is wrong with its answer, nil when nothing is.
    ///   With `keepsConnections` each has one client for all its requests, which sends again what a closing connection
    ///   has not answered; else each request has a client and a connection of its own.
    package init(
        _ site: RunningSite, clients: Int, keepsConnections: Bool = false,
        ask: @escaping @Sendable (HTTPClient) throws -> String?
    ) {
        running = clients
        for _ in 0..<clients {
            Thread.detachNewThread { [self] in
                let kept = site.client(keepsConnection: true)
                kept.sendsAgain = true
                while !shouldEnd { count { try ask(keepsConnections ? kept : site.client()) } }
                condition.withLock {
                    reused += kept.reused
                    resent += kept.resent
                    running -= 1
                    condition.broadcast()
                }
            }
        }
    }

    private var shouldEnd: Bool { condition.withLock { isEnding } }

    private func count(_ ask: () throws -> String?) {
        var failure: String?
        do { failure = try ask() } catch { failure = "\(error)" }
        condition.withLock {
            if let failure { failures.insert(failure) } else { answered += 1 }
            condition.broadcast()
        }
    }

    /// Waits until that many more requests have been answered; false when they are not within 30 s.
    package func waits(untilAnswered more: Int) -> Bool {
        let limit = Date(timeIntervalSinceNow: 30)
        return condition.withLock {
            let goal = answered + more
            while answered < goal {
                if !condition.wait(until: limit) { return false }
            }
            return true
        }
    }

    /// Lets every client finish its request.
    package func end() -> Result {
        condition.withLock {
            isEnding = true
            while running > 0 { condition.wait() }
            return Result(answered: answered, failures: failures.sorted(), reused: reused, resent: resent)
        }
    }
}
