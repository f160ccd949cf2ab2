/// Base32 with its usual alphabet and no padding (RFC 4648, section 6): how authenticators take their keys.
package enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    package static func encode(_ bytes: [UInt8]) -> String {
        var out: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 5 {
                count -= 5
                out.append(alphabet[Int(bits >> UInt32(count) & 31)])
            }
        }
        if count > 0 { out.append(alphabet[Int(bits << UInt32(5 - count) & 31)]) }
        return String(decoding: out, as: UTF8.self)
    }
}
