/// A password as it is stored: salt, scrypt key, and the parameters it was made with.
///
/// - Shape: `$scrypt$ln=15,r=8,p=3$SALT$KEY`, salt (16 bytes) and key (32 bytes) in base64url: the PHC string format.
package struct PasswordHash: Sendable, Equatable {
    package let parameters: Scrypt.CostParameters
    let salt: [UInt8]
    let key: [UInt8]

    /// Hashes a password: about 0.3 s and 32 MiB at the standard parameters.
    ///
    /// - Errors: nil when the memory is not to be had.
    package init?(_ password: String, parameters: Scrypt.CostParameters = .standard, salt: [UInt8] = Random.bytes(16)) {
        guard let key = Scrypt.derive(Array(password.utf8), salt: salt, parameters, length: 32) else { return nil }
        (self.parameters, self.salt, self.key) = (parameters, salt, key)
    }

    /// Reads what `text` wrote; nil for anything else.
    package init?(text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt",
            let parameters = Self.parameters(parts[2]),
            let salt = Base64URL.decode(String(parts[3])), let key = Base64URL.decode(String(parts[4])), key.count == 32
        else { return nil }
        (self.parameters, self.salt, self.key) = (parameters, salt, key)
        // `ln=+4` and `ln=04` are numbers to Swift, but nothing that `text` wrote.
        guard self.text == text else { return nil }
    }

    private static func parameters(_ text: Substring) -> Scrypt.CostParameters? {
        let values = text.split(separator: ",").map { $0.split(separator: "=") }
        guard values.allSatisfy({ $0.count == 2 }), values.map(\.first) == ["ln", "r", "p"],
            let logarithm = Int(values[0][1]), (1..<25).contains(logarithm),
            let blockSize = Int(values[1][1]), let parallelism = Int(values[2][1])
        else { return nil }
        let parameters = Scrypt.CostParameters(cost: 1 << logarithm, blockSize: blockSize, parallelism: parallelism)
        return parameters.memory == nil ? nil : parameters
    }

    package var text: String {
        let logarithm = parameters.cost.trailingZeroBitCount
        return "$scrypt$ln=\(logarithm),r=\(parameters.blockSize),p=\(parameters.parallelism)"
            + "$\(Base64URL.encode(salt))$\(Base64URL.encode(key))"
    }

    /// Verifies a password exactly as it was typed; takes as long as hashing.
    package func verifies(_ password: String) -> Bool {
        guard let tried = Scrypt.derive(Array(password.utf8), salt: salt, parameters, length: 32) else { return false }
        return constantTimeEqual(tried, key)
    }
}
