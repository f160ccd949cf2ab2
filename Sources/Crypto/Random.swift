import COpenSSL

/// Random bytes from libcrypto's generator, which the kernel seeds.
package enum Random {
    /// - Errors: none a caller could mend: a generator that fails ends the process, since going on with bytes that
    ///   are not random would be worse.
    /// - Source: RAND_bytes(3).
    package static func bytes(_ count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            precondition(RAND_bytes(buffer.baseAddress, Int32(count)) == 1, "the random generator failed")
            filled = count
        }
    }

    /// 256 random bits in base64url: 43 characters.
    package static func token() -> String {
        Base64URL.encode(bytes(32))
    }
}
