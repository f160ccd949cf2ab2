import Domain

/// The rules for passwords that are chosen in one house.
package struct PasswordRules: Sendable {
    /// NIST SP 800-63B-4, 3.1.1.2: a password that is the only factor has at least 15 characters.
    package static let minimum = 15
    /// The same section: 8 where a second factor is asked for too.
    package static let minimumWithFactor = 8
    /// The word that is guessed first in every house.
    package static let product = "elwosa"

    /// The words that no password may hold, in lower case: the product's name, and those that the operator added.
    let words: [String]

    /// - Units: `words` are those of this house, such as the name of its people's organisation.
    package init(words: [String] = []) {
        self.words = ([Self.product] + words).map { $0.lowercased() }
    }

    /// - Shape: the password exactly as typed.
    /// - Errors: `.invalid` on `password` when it has fewer than 15 characters (8 for an account with a confirmed
    ///   second factor), more than 1,024 bytes, contains the person's name or a word of the house, or is one that many
    ///   people choose.
    package func newPassword(_ text: String, name: String, hasFactor: Bool = false) throws(Failure) -> String {
        let minimum = hasFactor ? Self.minimumWithFactor : Self.minimum
        guard text.unicodeScalars.count >= minimum else { throw Failure(.tooShort(minimum), field: "password") }
        guard text.utf8.count <= AccountRules.passwordByteLimit else {
            throw Failure(.tooManyBytes(AccountRules.passwordByteLimit), field: "password")
        }
        guard AccountRules.isPassword(text) else { throw Failure(.controlCharacter, field: "password") }
        try refuseWords(in: text.lowercased(), name: name.trimmed)
        guard !CommonPasswords.contains(text) else { throw Failure(.common, field: "password") }
        return text
    }

    private func refuseWords(in text: String, name: String) throws(Failure) {
        guard name.count < 4 || !Self.has(name.lowercased(), in: text) else {
            throw Failure(.containsName, field: "password")
        }
        if let word = words.first(where: { Self.has($0, in: text) }) {
            throw Failure(.containsWord(word), field: "password")
        }
    }

    /// By characters, so that both spellings of an accent are one, and by scalars: a mark behind it hides nothing.
    private static func has(_ word: String, in text: String) -> Bool {
        text.contains(word) || text.unicodeScalars.contains(word.unicodeScalars)
    }
}
