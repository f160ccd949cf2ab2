/// Names for tasks of files that give them none, so that the same file read again is known again.
struct ImportNaming {
    private let kind: String
    private var seen: [UInt64: Int] = [:]

    init(_ kind: String) { self.kind = kind }

    /// The name of what these texts say, and of which of those that say the same it is: `csv:9e3779b97f4a7c15-2`.
    mutating func name(of texts: [String]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        // FNV-1a, with a sign between the texts that no text has.
        for byte in texts.joined(separator: "\u{0}").utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        seen[hash, default: 0] += 1
        let count = seen[hash]!
        return "\(kind):\(String(hash, radix: 16))" + (count > 1 ? "-\(count)" : "")
    }
}
