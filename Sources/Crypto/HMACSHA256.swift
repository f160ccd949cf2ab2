import COpenSSL

/// HMAC with SHA-256 (RFC 2104, RFC 4231).
package enum HMACSHA256 {
    /// - Shape: 32 bytes.
    package static func code(_ message: some Collection<UInt8>, key: [UInt8]) -> [UInt8] {
        let input = Array(message)
        return [UInt8](unsafeUninitializedCapacity: 32) { buffer, filled in
            var length: UInt32 = 0
            _ = HMAC(EVP_sha256(), key, Int32(key.count), input, input.count, buffer.baseAddress, &length)
            filled = Int(length)
        }
    }
}

/// Compares two secrets in a time that does not depend on where they differ.
///
/// The length is no secret: texts of different length differ at once.
///
/// - Source: CRYPTO_memcmp(3).
package func constantTimeEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
}
