/// The end of the event log's chain. Kept elsewhere, it shows later whether the log's tail was cut.
package struct EventHead: Equatable, Sendable, CustomStringConvertible {
    package let seq: Int64
    package let mac: [UInt8]

    package init(seq: Int64, mac: [UInt8]) {
        self.seq = seq
        self.mac = mac
    }

    /// `12:0123…`, as it is printed and read.
    package var description: String {
        "\(seq):" + mac.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// Reads what `description` wrote; nil for anything else.
    package init?(text: String) {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let seq = Int64(parts[0]), parts[1].count == 64 else { return nil }
        var mac: [UInt8] = []
        var digits = parts[1][...]
        while !digits.isEmpty {
            guard let byte = UInt8(digits.prefix(2), radix: 16) else { return nil }
            mac.append(byte)
            digits = digits.dropFirst(2)
        }
        self.init(seq: seq, mac: mac)
    }
}
