import Crypto
import Domain

/// One row of the log: what its mac is computed over.
package struct EventLink {
    package let seq: Int64
    package let instant: Instant
    package let actor: EventActor
    package let area: String
    package let kind: String
    package let subject: Int64?
    /// The column `project`: `Place.number`.
    package let place: Int64?
    package let digest: [UInt8]

    /// HMAC-SHA-256 over the mac before and every field, each with its length, so that no two rows read the same.
    package func mac(after previous: [UInt8], key: [UInt8]) -> [UInt8] {
        var message = previous
        message.reserveCapacity(256)
        for number in [seq, instant.seconds] { append(number, to: &message) }
        for text in [actor.text, area, kind] {
            append(Int64(text.utf8.count), to: &message)
            message.append(contentsOf: text.utf8)
        }
        for number in [subject, place] {
            message.append(number == nil ? 0 : 1)
            append(number ?? 0, to: &message)
        }
        return HMACSHA256.code(message + digest, key: key)
    }

    private func append(_ number: Int64, to message: inout [UInt8]) {
        withUnsafeBytes(of: number.bigEndian) { message.append(contentsOf: $0) }
    }
}
