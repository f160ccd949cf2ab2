import Glibc

/// One small thing, done over and over.
struct Measure {
    let name: String
    /// The number of times that it is done between two looks at the clock.
    var repeats = 200
    let work: () throws -> Void

    /// - Shape: the middle and the best of 25 rounds; the best is what remains when nobody else uses the machine.
    /// - Units: microseconds each.
    func run() throws -> (median: Double, best: Double) {
        try work()
        let rounds = try (0..<25).map { _ in
            let start = Self.microseconds()
            for _ in 0..<repeats { try work() }
            return (Self.microseconds() - start) / Double(repeats)
        }.sorted()
        return (rounds[rounds.count / 2], rounds[0])
    }

    private static func microseconds() -> Double {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return Double(now.tv_sec) * 1_000_000 + Double(now.tv_nsec) / 1_000
    }
}
