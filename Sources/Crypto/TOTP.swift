import COpenSSL

/// A code from a shared key and a counter.
///
/// - Source: RFC 4226.
enum HOTP {
    /// - Shape: decimal digits, with zeros in front.
    /// - Units: `digits` is 6 to 8.
    static func code(key: [UInt8], counter: UInt64, digits: Int = 6) -> String {
        let code = sha1Code((0..<8).reversed().map { UInt8(truncatingIfNeeded: counter >> (8 * UInt64($0))) }, key: key)
        // Section 5.3: the last four bits say where the 31 bits of the number begin.
        let start = Int(code[19] & 15)
        let number = code[start..<start + 4].reduce(0) { $0 << 8 | UInt32($1) } & 0x7fff_ffff
        let modulus = (0..<digits).reduce(UInt32(1)) { power, _ in power * 10 }
        let text = String(number % modulus)
        return String(repeating: "0", count: digits - text.utf8.count) + text
    }

    /// HMAC-SHA-1: authenticators know nothing else, and its known collisions do not weaken an HMAC.
    private static func sha1Code(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 20) { buffer, filled in
            var length: UInt32 = 0
            _ = HMAC(EVP_sha1(), key, Int32(key.count), message, message.count, buffer.baseAddress, &length)
            filled = Int(length)
        }
    }
}

/// A code that changes every 30 seconds, as authenticator apps show it.
///
/// - Source: RFC 6238, with its default step, SHA-1 and six digits.
package enum TOTP {
    /// - Units: seconds.
    package static let stepSeconds: Int64 = 30
    /// - Units: bytes, as RFC 4226 recommends (section 4, R6).
    package static let keyLength = 20
    package static let digits = 6

    /// The number of whole steps since 1970.
    package static func step(atSeconds seconds: Int64) -> Int64 { seconds / stepSeconds }

    package static func code(key: [UInt8], step: Int64) -> String {
        HOTP.code(key: key, counter: UInt64(max(0, step)), digits: digits)
    }

    /// The step whose code this is, among the present one and its neighbours, for clocks that are a little off.
    ///
    /// - Shape: nil for a wrong code. Whoever accepts one keeps the step, and no step up to it again.
    package static func acceptedStep(of code: String, key: [UInt8], atSeconds seconds: Int64) -> Int64? {
        let now = step(atSeconds: seconds)
        var found: Int64?
        // All three are compared, so that the time taken does not tell which one it was.
        for step in [now + 1, now - 1, now]
        where constantTimeEqual(Array(code.utf8), Array(Self.code(key: key, step: step).utf8)) {
            found = step
        }
        return found
    }
}
