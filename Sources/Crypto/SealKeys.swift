/// The keys that seal what must be read again: a ring, of which the first seals and every one opens.
package struct SealKeys: Sendable {
    private let keys: [(id: String, bytes: [UInt8])]

    /// - Units: each key has 32 bytes; `older` ones open only what was sealed before `current` took their place.
    package init(current: [UInt8], older: [[UInt8]] = []) {
        precondition((older + [current]).allSatisfy { $0.count == AESGCM.keyLength }, "a seal key has 32 bytes")
        keys = ([current] + older).map { (Self.id(of: $0), $0) }
    }

    /// - Shape: 16 hexadecimal digits. They follow from the key, so a file that is renamed keeps its id.
    static func id(of key: [UInt8]) -> String {
        Hexadecimal.encode(HMACSHA256.code("seal key id".utf8, key: key).prefix(8))
    }

    /// - Shape: the text form of `Sealed`: another one each time, with a random nonce of 96 bits.
    package func seal(_ plain: [UInt8], in context: SealContext) -> String {
        let key = keys[0]
        let nonce = Random.bytes(AESGCM.nonceLength)
        let box = AESGCM.seal(
            plain, key: key.bytes, nonce: nonce, authenticating: context.additionalData(keyId: key.id))
        // Key and nonce have their lengths; what is left is a libcrypto without memory, after which nothing goes on.
        guard let box else { preconditionFailure("libcrypto could not encrypt") }
        return Sealed(keyId: key.id, nonce: nonce, box: box).text
    }

    /// - Errors: nil when the text is not one of ours, its key is not in the ring, it was altered, or it was sealed in
    ///   another context.
    package func open(_ text: String, in context: SealContext) -> [UInt8]? {
        guard let sealed = Sealed(text: text), let key = keys.first(where: { $0.id == sealed.keyId }) else {
            return nil
        }
        return AESGCM.open(
            sealed.box, key: key.bytes, nonce: sealed.nonce,
            authenticating: context.additionalData(keyId: key.id))
    }
}

/// Where a sealed value belongs: one that is moved to another row or column does not open.
package struct SealContext: Sendable, Equatable {
    private let parts: [String]

    package init(table: String, column: String, row: Int64) {
        parts = ["table", table, column, String(row)]
    }

    /// For what is handed out and comes back, such as a ticket between two pages.
    package init(purpose: String) {
        parts = ["purpose", purpose]
    }

    func additionalData(keyId: String) -> [UInt8] {
        // A zero byte ends each part, so that no two contexts run together into one.
        (parts + [keyId]).flatMap { Array($0.utf8) + [0] }
    }
}

/// A secret sealed by AES-256-GCM, as it is stored.
///
/// - Shape: `$aes-256-gcm$KEYID$NONCE$BOX`, nonce (12 bytes) and box (what was encrypted, and the tag of 16 bytes) in
///   base64url.
struct Sealed: Equatable {
    let keyId: String
    let nonce: [UInt8]
    let box: [UInt8]

    var text: String { "$aes-256-gcm$\(keyId)$\(Base64URL.encode(nonce))$\(Base64URL.encode(box))" }
}

extension Sealed {
    /// Reads what `text` wrote; nil for anything else.
    init?(text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "aes-256-gcm",
            let nonce = Base64URL.decode(String(parts[3])), nonce.count == AESGCM.nonceLength,
            let box = Base64URL.decode(String(parts[4])), box.count >= AESGCM.tagLength
        else { return nil }
        self.init(keyId: String(parts[2]), nonce: nonce, box: box)
    }
}
