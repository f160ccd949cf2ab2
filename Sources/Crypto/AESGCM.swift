import COpenSSL

/// Authenticated encryption: AES-256 in Galois/Counter Mode.
///
/// - Units: a key has 32 bytes, a nonce 12; a tag of 16 bytes follows what was encrypted. Under one key a nonce may
///   stand once only.
/// - Source: NIST SP 800-38D; EVP_EncryptInit(3), "AEAD Interface".
enum AESGCM {
    static let keyLength = 32
    static let nonceLength = 12
    static let tagLength = 16

    /// - Shape: as many bytes as `plain` has, and the tag.
    /// - Errors: nil when key or nonce has another length, or libcrypto has no memory.
    static func seal(
        _ plain: [UInt8], key: [UInt8], nonce: [UInt8], authenticating additional: [UInt8]
    ) -> [UInt8]? {
        guard key.count == keyLength, nonce.count == nonceLength, let context = EVP_CIPHER_CTX_new() else { return nil }
        defer { EVP_CIPHER_CTX_free(context) }
        var out = [UInt8](repeating: 0, count: plain.count + tagLength)
        var count: Int32 = 0
        guard EVP_EncryptInit_ex(context, EVP_aes_256_gcm(), nil, key, nonce) == 1,
            EVP_EncryptUpdate(context, nil, &count, additional, Int32(additional.count)) == 1,
            EVP_EncryptUpdate(context, &out, &count, plain, Int32(plain.count)) == 1
        else { return nil }
        // GCM keeps nothing back, so the end has no bytes of its own, only the tag.
        var tag = [UInt8](repeating: 0, count: tagLength)
        guard EVP_EncryptFinal_ex(context, &tag, &count) == 1,
            EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(tagLength), &tag) == 1
        else { return nil }
        out.replaceSubrange(plain.count..., with: tag)
        return out
    }

    /// - Errors: nil when a single bit of what was sealed, of the nonce or of the additional data is another one.
    static func open(
        _ sealed: [UInt8], key: [UInt8], nonce: [UInt8], authenticating additional: [UInt8]
    ) -> [UInt8]? {
        guard key.count == keyLength, nonce.count == nonceLength, sealed.count >= tagLength,
            let context = EVP_CIPHER_CTX_new()
        else { return nil }
        defer { EVP_CIPHER_CTX_free(context) }
        let length = sealed.count - tagLength
        var tag = Array(sealed[length...])
        // One byte more, since an empty Swift array has no address and libcrypto takes none for "no output".
        var out = [UInt8](repeating: 0, count: length + 1)
        var count: Int32 = 0
        var rest = [UInt8](repeating: 0, count: tagLength)
        guard EVP_DecryptInit_ex(context, EVP_aes_256_gcm(), nil, key, nonce) == 1,
            EVP_DecryptUpdate(context, nil, &count, additional, Int32(additional.count)) == 1,
            EVP_DecryptUpdate(context, &out, &count, sealed, Int32(length)) == 1,
            EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(tagLength), &tag) == 1,
            EVP_DecryptFinal_ex(context, &rest, &count) == 1
        else { return nil }
        return Array(out.prefix(length))
    }
}
