import COpenSSL

/// SHA-256 (FIPS 180-4).
package enum SHA256 {
    /// Looked up once; libcrypto's function of one call looks it up each time, which takes longer than a short hash.
    private nonisolated(unsafe) static let algorithm = EVP_MD_fetch(nil, "SHA256", nil)

    /// - Shape: 32 bytes.
    package static func hash(_ bytes: some Collection<UInt8>) -> [UInt8] {
        let input = Array(bytes)
        return [UInt8](unsafeUninitializedCapacity: 32) { buffer, filled in
            let done = EVP_Digest(input, input.count, buffer.baseAddress, nil, algorithm, nil)
            precondition(done == 1, "libcrypto has no SHA-256")
            filled = 32
        }
    }

    package static func hash(_ text: String) -> [UInt8] { hash(text.utf8) }
}
