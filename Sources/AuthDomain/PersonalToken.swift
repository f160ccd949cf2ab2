import Domain

/// A token for a script or an agent, as its owner sees it in a list: the secret itself is stored nowhere.
package struct PersonalToken: Identifiable, Sendable, Equatable {
    package let id: Int64
    /// The name of the account it acts for.
    package let account: String
    package let name: String
    /// The name of the account that made it; nil where the operator did, or that account is gone.
    package let maker: String?
    /// The permissions it may use where its owner's role has them, too.
    package let scopes: Set<Permission>
    /// The spaces of memory that it names, as `Caller.spaces`.
    package let spaces: Set<Int64>?
    package let createdAt: Instant
    package let expiresAt: Instant
    /// At most a minute late; nil while it is unused.
    package let lastUsedAt: Instant?

    package init(
        id: Int64, account: String, name: String, maker: String? = nil, scopes: Set<Permission>,
        spaces: Set<Int64>? = nil,
        createdAt: Instant,
        expiresAt: Instant, lastUsedAt: Instant?
    ) {
        self.id = id
        self.account = account
        self.name = name
        self.maker = maker
        self.scopes = scopes
        self.spaces = spaces
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.lastUsedAt = lastUsedAt
    }
}

/// The rules for tokens that are made.
package enum TokenRules {
    /// The beginning of every token, so that those who scan for leaked secrets recognise it.
    package static let prefix = "elwosa_pat_"
    /// The prefix and 256 bits in base64url.
    package static let byteCount = prefix.utf8.count + 43
    package static let dayRange = 1...365
    package static let daysDefault = 90
    package static let nameLimit = 64
    /// Tokens of one account.
    package static let countLimit = 100

    /// - Errors: `.invalid` on `name`: 1 to 64 characters, no control characters.
    package static func name(_ text: String) throws(Failure) -> String {
        try TextRules.line(text, field: "name", limit: nameLimit)
    }

    /// - Shape: seconds; 90 days where nothing was said.
    /// - Errors: `.invalid` on `days` outside 1 to 365.
    package static func lifetime(days: Int64?) throws(Failure) -> Int64 {
        let days = days ?? Int64(daysDefault)
        guard days >= Int64(dayRange.lowerBound), days <= Int64(dayRange.upperBound) else {
            throw Failure(.range(dayRange.lowerBound, dayRange.upperBound), field: "days")
        }
        return days * 86_400
    }

    /// Spaces of memory that a token names.
    package static let spaceLimit = 100

    /// - Errors: `.invalid` on `spaces` for more than a token may name.
    package static func spaces(_ numbers: [Int64]?) throws(Failure) -> Set<Int64>? {
        let spaces = numbers.map { Set($0) }
        guard spaces?.count ?? 0 <= spaceLimit else { throw Failure(.tooMany(spaceLimit), field: "spaces") }
        return spaces
    }

    /// - Shape: the permissions of these names.
    /// - Errors: `.invalid` on `scopes` for none at all, and for one that is not among `allowed`.
    package static func scopes(_ names: [String], within allowed: Set<Permission>) throws(Failure) -> Set<Permission> {
        var scopes: Set<Permission> = []
        for name in names {
            guard let permission = Permission(rawValue: name), allowed.contains(permission) else {
                throw Failure(
                    .oneOf(Permission.allCases.filter(allowed.contains).map(\.rawValue)), field: "scopes")
            }
            scopes.insert(permission)
        }
        guard !scopes.isEmpty else { throw Failure(.required, field: "scopes") }
        return scopes
    }
}
