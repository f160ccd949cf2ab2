import Crypto
import Domain

/// An authenticator app with one key, as somebody typed it off the page.
package struct Authenticator: Sendable {
    private let key: [UInt8]

    /// - Shape: Base32 in either case, spaces ignored; nil for anything else. Read here once more, so that what the
    ///   product writes is checked by it.
    package init?(_ text: String) {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var bits: [Bool] = []
        for sign in text.uppercased() where sign != " " {
            guard let value = alphabet.firstIndex(of: sign) else { return nil }
            bits += (0..<5).reversed().map { value >> $0 & 1 == 1 }
        }
        guard !bits.isEmpty else { return nil }
        key = stride(from: 0, to: bits.count - bits.count % 8, by: 8).map { start in
            bits[start..<start + 8].reduce(0) { $0 << 1 | ($1 ? 1 : 0) }
        }
    }

    /// The code that the app shows at that time, or so many steps of 30 seconds later.
    package func code(at instant: Instant, later steps: Int64 = 0) -> String {
        TOTP.code(key: key, step: TOTP.step(atSeconds: instant.seconds) + steps)
    }
}
