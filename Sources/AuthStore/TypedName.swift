import Crypto
import Domain
import Store

/// A text that somebody typed as a name, where it must not be kept: people type passwords into that field.
///
/// Under a key outside the database, so that whoever has the file alone cannot try words until one fits. Equal names
/// are equal here, which is what counting and the audit need.
enum TypedName {
    /// - Shape: 32 hexadecimal digits; the same for every spelling that is one name (`AccountRules.key`).
    /// - Units: `key` is the key of the event chain, from which one for this alone is derived.
    static func code(_ name: String, key: [UInt8]) -> String {
        let own = HMACSHA256.code("typed names".utf8, key: key)
        return Hexadecimal.encode(Array(HMACSHA256.code(AccountRules.key(of: name).utf8, key: own).prefix(16)))
    }
}
