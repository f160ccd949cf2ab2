import Foundation

/// Lines that one thread adds and another waits for.
package final class Lines: @unchecked Sendable {
    private let condition = NSCondition()
    private var lines: [String] = []
    /// Nobody will add any more.
    private var isOver = false

    package init() {}

    package func add(_ line: String) {
        condition.withLock {
            lines.append(line)
            condition.broadcast()
        }
    }

    /// In the order they were added.
    package var all: [String] { condition.withLock { lines } }

    /// - Shape: the first line that fits, as soon as there is one; nil when none came within the limit or can come any more.
    package func wait(seconds: Double = 20, for fits: (String) -> Bool) -> String? {
        let limit = Date(timeIntervalSinceNow: seconds)
        return condition.withLock {
            while true {
                if let line = lines.first(where: fits) { return line }
                if isOver || !condition.wait(until: limit) { return nil }
            }
        }
    }

    /// Waits until that many lines fit; false when they do not within the limit.
    package func waits(until count: Int, seconds: Double = 20, for fits: (String) -> Bool) -> Bool {
        let limit = Date(timeIntervalSinceNow: seconds)
        return condition.withLock {
            while lines.filter(fits).count < count {
                if isOver || !condition.wait(until: limit) { return false }
            }
            return true
        }
    }

    /// Adds each line that comes from a descriptor, until its end, on a thread of its own.
    func read(_ descriptor: Int32) {
        Thread.detachNewThread { [self] in
            var rest: [UInt8] = []
            var piece = [UInt8](repeating: 0, count: 4_096)
            while true {
                let count = Glibc.read(descriptor, &piece, piece.count)
                guard count > 0 else { break }
                rest += piece[..<count]
                while let end = rest.firstIndex(of: 10) {
                    add(String(decoding: rest[..<end], as: UTF8.self))
                    rest.removeSubrange(...end)
                }
            }
            close(descriptor)
            condition.withLock {
                isOver = true
                condition.broadcast()
            }
        }
    }
}
