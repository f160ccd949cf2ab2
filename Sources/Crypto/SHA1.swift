import COpenSSL

/// SHA-1 (FIPS 180-4), for nothing but what RFC 6455 asks for: it proves no secret there.
package enum SHA1 {
    /// - Shape: 20 bytes.
    package static func hash(_ text: String) -> [UInt8] {
        let input = Array(text.utf8)
        return [UInt8](unsafeUninitializedCapacity: 20) { buffer, filled in
            var length: UInt32 = 0
            _ = EVP_Digest(input, input.count, buffer.baseAddress, &length, EVP_sha1(), nil)
            filled = Int(length)
        }
    }
}
