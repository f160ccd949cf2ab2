import Crypto
import JSON
import MemoryDomain

/// A digest by which two contents are compared without either being kept.
///
/// - Shape: SHA-256 in 64 hexadecimal digits.
package struct SyncDigest: Hashable, Sendable {
    package let text: String

    package init(of bytes: [UInt8]) {
        text = SHA256.hash(bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// One that was written down.
    init(text: String) { self.text = text }

    /// The digest of an entry.
    init(of fields: EntryFields) {
        var out = JSONWriter()
        out.object { fields.write(to: &$0) }
        self.init(of: out.bytes)
    }

    /// The digest of an entry, from whenever that is true.
    init(undated fields: EntryFields) {
        var fields = fields
        fields.validFrom = nil
        self.init(of: fields)
    }

    /// The keys that a file names as linking to it.
    init(of keys: [String]) { self.init(of: keys.json) }
}
