import COpenSSL

/// The password-based key derivation function scrypt (RFC 7914).
package enum Scrypt {
    /// The price of a hash: time and memory grow with `cost × blockSize`.
    ///
    /// - Units: `cost` is N, a power of two; memory is 128 × N × r bytes, 32 MiB for the default.
    package struct CostParameters: Sendable, Equatable {
        package let cost: Int
        package let blockSize: Int
        package let parallelism: Int

        package init(cost: Int, blockSize: Int, parallelism: Int) {
            self.cost = cost
            self.blockSize = blockSize
            self.parallelism = parallelism
        }

        package static let standard = CostParameters(cost: 1 << 15, blockSize: 8, parallelism: 3)

        /// - Units: bytes; nil where a parameter is not positive, or more than 1 GiB would be needed.
        var memory: UInt64? {
            guard (1...1 << 24).contains(cost), (1...255).contains(blockSize), (1...255).contains(parallelism) else {
                return nil
            }
            let bytes = 128 * blockSize * (cost + parallelism + 2)
            return bytes <= 1 << 30 ? UInt64(bytes) : nil
        }
    }

    /// - Shape: `length` bytes; nil when the parameters are none of scrypt's, or the memory is not to be had.
    /// - Source: EVP_PBE_scrypt(3), whose own memory limit of 32 MiB is one block too small for N=2^15, r=8.
    package static func derive(
        _ password: [UInt8], salt: [UInt8], _ parameters: CostParameters, length: Int
    ) -> [UInt8]? {
        guard let memory = parameters.memory else { return nil }
        var key = [UInt8](repeating: 0, count: length)
        // C strings may not be nil, and an empty Swift array has no address.
        let secret = password.isEmpty ? [0] : password
        let done = secret.withUnsafeBytes { secret in
            EVP_PBE_scrypt(
                secret.baseAddress?.assumingMemoryBound(to: CChar.self), password.count, salt, salt.count,
                UInt64(parameters.cost), UInt64(parameters.blockSize), UInt64(parameters.parallelism),
                memory + 1_048_576, &key, length)
        }
        return done == 1 ? key : nil
    }
}
