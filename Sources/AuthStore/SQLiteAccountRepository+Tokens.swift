import AuthDomain
import Domain
import JSON
import SQLite
import Store

extension SQLiteAccountRepository: TokenRepository {
    package func caller(personalTokenHash hash: [UInt8], at instant: Instant) throws(Failure) -> Caller? {
        try store.read { tx in try tx.one(Self.callerByToken, hash, instant, row: Self.tokenCaller) }
    }

    package static func callers(
        tokens: [Int64], at instant: Instant, _ tx: ReadTransaction
    ) throws -> [(token: Int64, caller: Caller)] {
        try tx.all(Self.callersByToken, IDList(tokens), instant) { row in
            (try row[1], try tokenCaller(row))
        }
    }

    private static let callerByToken = callers(whoseToken: "t.tokenHash = ?")
    private static let callersByToken = callers(whoseToken: "t.id IN (\(IDList.rows))")

    /// The caller by each token: the one place that says when a token is good.
    private static func callers(whoseToken isMeant: String) -> SQL {
        SQL(
            composed: """
                SELECT a.id, t.id, t.scopes, a.name, a.language, a.theme, a.timeZone,
                \(AccountStanding.lacksSecondFactor), \(AccountStanding.columns), t.madeBy, t.spaces
                FROM personalToken t JOIN account a ON a.id = t.accountId \(AccountStanding.joins)
                WHERE \(isMeant) AND t.expiresAt > ? AND \(AccountStanding.mayAct)
                """)
    }

    private static func tokenCaller(_ row: borrowing Row) throws -> Caller {
        let roles = try AccountStanding.roles(row, from: 8)
        return Caller(
            accountId: try row[0], name: try row[3], role: roles.own, ownerRole: roles.owner,
            means: .token(id: try row[1]), scope: Set(scope: try row[2]), language: try row[4], theme: try row[5],
            timeZone: try row[6], lacksSecondFactor: try row[7], tokenMaker: try row[12], spaces: try spaces(row, 13))
    }

    /// - Shape: numbers separated by spaces; NULL is none, and an empty text none that is there.
    private static func spaces(_ row: borrowing Row, _ column: Int) throws -> Set<Int64>? {
        let text: String? = try row[column]
        return text.map { Set($0.split(separator: " ").compactMap { Int64($0) }) }
    }

    package func noteTokenUses(_ uses: [Int64: Instant]) throws(Failure) {
        try store.write { tx in
            for (id, instant) in uses {
                try tx.run(
                    """
                    UPDATE personalToken SET lastUsedAt = ?1
                    WHERE id = ?2 AND (coalesce(lastUsedAt, 0) < ?1 OR lastUsedAt > ?1 + 3600)
                    """, instant, id)
            }
        }
    }

    package func personalTokens(of scope: AccountScope) throws(Failure) -> [PersonalToken] {
        try store.read { tx in
            try tx.all(
                """
                SELECT t.id, a.name, t.name, t.scopes, t.createdAt, t.expiresAt, t.lastUsedAt, m.name, t.spaces
                FROM personalToken t JOIN account a ON a.id = t.accountId LEFT JOIN account m ON m.id = t.madeBy
                WHERE (CAST(?1 AS BIGINT) IS NULL OR t.accountId = ?1) ORDER BY t.id DESC LIMIT 1000
                """, scope.accountId, row: Self.token)
        }
    }

    private static func token(_ row: borrowing Row) throws -> PersonalToken {
        PersonalToken(
            id: try row[0], account: try row[1], name: try row[2], maker: try row[7], scopes: Set(scope: try row[3]),
            spaces: try spaces(row, 8), createdAt: try row[4], expiresAt: try row[5], lastUsedAt: try row[6])
    }

    package func namableSpaces(for caller: Caller) throws(Failure) -> [NamableSpace] {
        try store.read { [holdings] tx in
            try holdings.flatMap { try $0.spaces(reachedBy: caller, tx) }.map { NamableSpace(id: $0.id, name: $0.name) }
        }
    }

    package func makePersonalToken(_ token: NewPersonalToken, by change: Change) throws(Failure) -> PersonalToken {
        try store.write { [self] tx in
            guard let owner = try tx.one(UserRow.select(where: "a.id = ?"), token.accountId, row: UserRow.read),
                owner.mayAct
            else { throw Failure.notFound }
            // Asked once more inside the transaction: the role may have lost a permission since the form was shown.
            let caller = change.caller
            guard owner.account.kind == .agent || caller.means == .commandLine || caller.accountId == token.accountId
            else {
                throw Failure(.tokensOfPerson, field: "id", kind: .forbidden)
            }
            if owner.account.kind == .agent { try requireSight(of: token.accountId, by: caller, tx) }
            let allowed = owner.permissions.intersection(caller.permissions)
            _ = try TokenRules.scopes(token.scopes.map(\.rawValue), within: allowed)
            if let first = try RetryLog.replaced(by: change, tx), let found = try Self.find(first, tx) {
                try revoke(found, by: change, tx)
            }
            guard try holdings.allSatisfy({ try $0.isReached(all: token.spaces ?? [], by: caller, tx) }) else {
                throw Failure(.unknown, field: "spaces")
            }
            try Self.checkCount(for: token, at: change.instant, tx)
            try tx.run(
                """
                INSERT INTO personalToken (accountId, name, tokenHash, scopes, createdAt, expiresAt, madeBy, spaces)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """, token.accountId, token.name, token.tokenHash, token.scopes.scope, change.instant, token.expiresAt,
                caller.accountId, token.spaces.map { $0.sorted().map(String.init).joined(separator: " ") })
            let made = PersonalToken(
                id: try tx.lastInsertRowID, account: owner.account.name, name: token.name,
                maker: caller.accountId == nil ? nil : caller.name, scopes: token.scopes, spaces: token.spaces,
                createdAt: change.instant, expiresAt: token.expiresAt, lastUsedAt: nil)
            try tx.append(Self.event(.tokenMade, made, token.accountId, change), key: store.eventKey)
            try RetryLog.remember(change, subject: made.id, tx)
            return made
        }
    }

    /// Requires that an agent sees and may do no more than the caller: a token for it gives all of that to its maker.
    ///
    /// - Errors: `.forbidden` on `id` where the agent is in a project of which the caller is no member, or may do less;
    ///   where it belongs to somebody else, whose inbox it shares; and where it is nobody's and has something in its own.
    private func requireSight(of agent: Int64, by caller: Caller, _ tx: ReadTransaction) throws {
        guard caller.means != .commandLine else { return }
        let owner: Int64? = try tx.value("SELECT ownerId FROM account WHERE id = ?", agent) as Int64?? ?? nil
        let isSeen = try holdings.allSatisfy {
            try $0.isSeen(allOf: agent, by: caller.accountId, isOrphan: owner == nil, tx)
        }
        guard isSeen, owner == nil || owner == caller.accountId else {
            throw Failure(.agentSeesMore, field: "id", kind: .forbidden)
        }
    }

    /// Those that have expired do not count, and go with `sweep`.
    private static func checkCount(for token: NewPersonalToken, at instant: Instant, _ tx: WriteTransaction) throws {
        try tx.requireRoom(
            TokenRules.countLimit, field: "name",
            "SELECT count(*) FROM personalToken WHERE accountId = ? AND expiresAt > ?", token.accountId, instant)
    }

    package func revokePersonalToken(_ id: Int64, of scope: AccountScope, by change: Change) throws(Failure) {
        try store.write { [self] tx in
            guard let found = try Self.find(id, tx), scope.accountId.map({ $0 == found.owner }) ?? true else {
                throw Failure.notFound
            }
            let isOwn = found.owner == change.caller.accountId
            guard isOwn || found.token.scopes.isSubset(of: change.caller.permissions) else {
                throw Failure(.beyondYours, field: "scopes", kind: .forbidden)
            }
            try revoke(found, by: change, tx)
        }
    }

    private static func find(_ id: Int64, _ tx: ReadTransaction) throws -> (token: PersonalToken, owner: Int64)? {
        try tx.one(
            """
            SELECT t.id, a.name, t.name, t.scopes, t.createdAt, t.expiresAt, t.lastUsedAt, m.name, t.spaces, t.accountId
            FROM personalToken t JOIN account a ON a.id = t.accountId LEFT JOIN account m ON m.id = t.madeBy
            WHERE t.id = ?
            """, id
        ) { row in (token: try token(row), owner: try row[9]) }
    }

    private func revoke(
        _ found: (token: PersonalToken, owner: Int64), by change: Change, _ tx: WriteTransaction
    ) throws {
        try tx.run("DELETE FROM personalToken WHERE id = ?", found.token.id)
        try tx.append(Self.event(.tokenRevoked, found.token, found.owner, change), key: store.eventKey)
    }

    private static func event(
        _ kind: AccountEventKind, _ token: PersonalToken, _ accountId: Int64, _ change: Change
    ) -> Event {
        Event(.account(kind), subject: token.id, traced: change) { out in
            out.member("account", accountId)
            out.member("name", token.name)
            out.member("scopes", token.scopes.scope)
            if let spaces = token.spaces { out.member("spaces", spaces.sorted()) }
            out.member("expiresAt", token.expiresAt.rfc3339)
        }
    }
}
