/// Names for tasks of files that give them none, so that the same file read again is known again.
struct ImportNaming {
    private let kind: String
    /// The hash of what comes before the texts of each.
    private let start: UInt64
    private var seen: [UInt64: Int] = [:]

    /// - Shape: `common` is what all texts of the file stand below.
    init(_ kind: String, of common: [String] = []) {
        self.kind = kind
        start = common.reduce(0xcbf2_9ce4_8422_2325) { Self.hash($0, $1 + "\u{0}") }
    }

    /// The name of what these texts say, and of which of those that say the same it is: `csv:9e3779b97f4a7c15-2`.
    mutating func name(of texts: [String]) -> String {
        // A sign between the texts that no text has.
        let hash = Self.hash(start, texts.joined(separator: "\u{0}"))
        seen[hash, default: 0] += 1
        let count = seen[hash]!
        return "\(kind):\(String(hash, radix: 16))" + (count > 1 ? "-\(count)" : "")
    }

    /// FNV-1a.
    private static func hash(_ start: UInt64, _ text: String) -> UInt64 {
        text.utf8.reduce(start) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
