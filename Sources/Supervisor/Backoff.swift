/// The time to wait before something that failed is tried again: 0.1 s, then twice as long each time, at most 5 s.
struct Backoff {
    private static let shortest = Duration.milliseconds(100)
    private static let longest = Duration.seconds(5)
    private var next = shortest
    /// In a row.
    private(set) var failures = 0

    mutating func fail() -> Duration {
        defer { next = min(next * 2, Self.longest) }
        failures += 1
        return next
    }

    mutating func succeed() { self = Backoff() }
}

extension Duration {
    /// `0.1 s`, `5.0 s`: tenths of a second.
    var text: String {
        let tenths = Int(components.seconds) * 10 + Int(components.attoseconds / 100_000_000_000_000_000)
        return "\(tenths / 10).\(tenths % 10) s"
    }

    /// Whole milliseconds, rounded up, so that whoever waits that long does not wake too early.
    var milliseconds: Int {
        Int(components.seconds) * 1_000 + Int((components.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
