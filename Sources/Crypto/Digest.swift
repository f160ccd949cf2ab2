import COpenSSL

/// SHA-256 (FIPS 180-4).
public enum SHA256 {
    /// Looked up once; libcrypto's function of one call looks it up each time, which takes longer than a short hash.
    private nonisolated(unsafe) static let algorithm = EVP_MD_fetch(nil, "SHA256", nil)

    /// - Shape: 32 bytes.
    public static func hash(_ bytes: some Collection<UInt8>) -> [UInt8] {
        let input = Array(bytes)
        return [UInt8](unsafeUninitializedCapacity: 32) { buffer, filled in
            let done = EVP_Digest(input, input.count, buffer.baseAddress, nil, algorithm, nil)
            precondition(done == 1, "libcrypto has no SHA-256")
            filled = 32
        }
    }

    public static func hash(_ text: String) -> [UInt8] { hash(text.utf8) }
}

/// HMAC with SHA-256 (RFC 2104, RFC 4231).
public enum HMACSHA256 {
    /// - Shape: 32 bytes.
    public static func code(_ message: some Collection<UInt8>, key: [UInt8]) -> [UInt8] {
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
public func constantTimeEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
}

/// SHA-1 (FIPS 180-4), for nothing but what RFC 6455 asks for: it proves no secret there.
public enum SHA1 {
    /// - Shape: 20 bytes.
    public static func hash(_ text: String) -> [UInt8] {
        let input = Array(text.utf8)
        return [UInt8](unsafeUninitializedCapacity: 20) { buffer, filled in
            var length: UInt32 = 0
            _ = EVP_Digest(input, input.count, buffer.baseAddress, &length, EVP_sha1(), nil)
            filled = Int(length)
        }
    }
}
