/// The rules for names that are chosen, and for what could be a password.
package enum AccountRules {
    /// In Unicode scalars, as the database counts them.
    package static let nameLimit = 64
    package static let passwordByteLimit = 1_024
    /// Accounts of the house.
    package static let countLimit = 10_000
    /// Agents of one person.
    package static let agentLimit = 100
    /// Browsers that one account is signed in with; beyond that the one seen least lately is signed out.
    package static let sessionLimit = 100
    /// Invitations of the house that are open.
    package static let invitationLimit = 500

    /// The name as it is stored: without space around it, one space between its parts, in Unicode's usual spelling.
    ///
    /// - Errors: `.invalid` on `name` when it is empty, longer than 64 characters, has characters that names do not have
    ///   or nothing that can be seen, or means something else in this house.
    /// - Source: RFC 8265, with RFC 7617's colon left out, which would make it look like `account:7`.
    package static func name(_ text: String) throws(Failure) -> String {
        let typed = text.trimmed
        guard !typed.isEmpty else { throw Failure(.required, field: "name") }
        guard typed.unicodeScalars.count <= nameLimit else { throw Failure(.tooLong(nameLimit), field: "name") }
        guard !typed.unicodeScalars.contains(where: { $0.isControl || $0.isLineEnd }) else {
            throw Failure(.controlCharacter, field: "name")
        }
        guard let name = Username.preserved(typed), let key = Username.mapped(typed),
            // By scalars: a character may be a colon or a space with a mark on it.
            !name.unicodeScalars.contains(":"),
            name.unicodeScalars.split(separator: " ").allSatisfy({ !$0[$0.startIndex].isMark })
        else { throw Failure(.nameCharacters, field: "name") }
        guard !reserved.contains(key) else { throw Failure(.reservedName, field: "name") }
        guard name.unicodeScalars.count <= nameLimit else { throw Failure(.tooLong(nameLimit), field: "name") }
        return name
    }

    /// Words that stand where a name could, in the log and in queries, and mean nobody in particular.
    static let reserved: Set<String> = ["nobody", "elwosa", "command line", "me", "ich", "none", "any"]

    /// The key by which names are one, such as `ada` for `Ada `; what is no name is its own.
    package static func key(of name: String) -> String {
        // What is longer than any name is none, however it is spelled, and takes long to prepare.
        guard name.utf8.count <= typedByteLimit else { return olderKey(of: name) }
        return Username.mapped(name) ?? olderKey(of: name)
    }

    /// The longest that a name can be typed: four bytes a scalar, and four scalars for each that is stored.
    private static let typedByteLimit = 16 * nameLimit

    /// The keys under which an account may be stored that somebody calls so, the first that there is: names that are
    /// older than the rules keep the key that they had.
    package static func keys(of typed: String) -> [String] { [olderKey(of: typed), key(of: typed)] }

    /// Tells whether a name could be given today, and is stored as it would be.
    package static func isAsToday(_ stored: String) -> Bool {
        guard let name = try? name(stored) else { return false }
        return name.utf8.elementsEqual(stored.utf8)
    }

    static func olderKey(of name: String) -> String { name.trimmed.lowercased() }
}

extension AccountRules {
    /// Tells whether a text could be anybody's password, right or wrong: short enough, and without NUL. scrypt begins
    /// with HMAC, which fills a short key up with zero bytes, so a NUL at the end of a password would change nothing.
    package static func isPassword(_ text: String) -> Bool {
        text.utf8.count <= passwordByteLimit && !text.utf8.contains(0)
    }
}
