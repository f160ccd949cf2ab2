import Domain
import JSON
import SQLite
import Store

/// The knowledge that a replaced database has of the time after a backup: whose rights were taken or changed, by its
/// log, and what they are now, by its tables.
struct Predecessor: Sendable {
    enum Reading: Sendable {
        /// It is of the same log as the backup, up to an event.
        case known(Predecessor)
        /// There is none, or nothing in it can be believed, and the sentence says why.
        case unreadable(String)
    }

    struct FormerAccount: Sendable {
        let role: Role
        let isDisabled: Bool
        let owner: Int64?
        let password: String?
        /// That of a confirmed factor.
        let factor: (id: Int64, sealed: String, usedAt: Int64?, confirmedAt: Int64)?
        let codes: [String]
    }

    let life: Life
    /// The last event that both logs have.
    var common: Int64
    var head: EventHead
    /// The subjects of the events about accounts after it, by the kind of event.
    var subjects: [AccountEventKind: Set<Int64>] = [:]
    /// Roles that were changed or removed.
    var roleNames: Set<String> = []
    /// The rights that each area gives.
    var rights = AreaName.allCases.compactMap(\.rights)
    /// Texts that were erased from what both logs say.
    var erasures = 0
    // As it is now.
    var accounts: [Int64: FormerAccount] = [:]
    var roles: [String: Role] = [:]
    var tokens: Set<[UInt8]> = []
    var invitations: Set<[UInt8]> = []
    /// The highest number that each table has given.
    var numbers: [String: Int64] = [:]

    /// - Errors: `SQLiteError` where it has other tables, and others where what they hold cannot be read.
    static func read(_ tx: ReadTransaction, beside store: Store, key: [UInt8]) throws -> Reading {
        let version: Int = try tx.value("PRAGMA user_version") ?? 0
        guard version > 0 else { return .unreadable("The database in place is empty.") }
        guard version <= Schema.newest else {
            return .unreadable(
                "The replaced database has schema \(version), and this program knows up to \(Schema.newest).")
        }
        guard let head = try EventLog.last(tx) else {
            return .unreadable("The database in place has no events.")
        }
        let common = try commonEnd(tx, head, store)
        guard common.seq > 0 else {
            return .unreadable(
                "The replaced database is of another installation: its log has no event of the backup's.")
        }
        let life = try Life.read(tx)
        guard common.seq < head.seq else {
            return .known(Predecessor(life: life, common: common.seq, head: head, numbers: try numbers(tx)))
        }
        var checker = ChainChecker(key: key, known: [], after: common)
        var past = Predecessor(life: life, common: common.seq, head: head)
        try tx.each(
            """
            SELECT e.seq, e.at, e.actor, e.area, e.kind, e.subject, e.project, e.digest, e.mac, b.salt, b.content
            FROM event e LEFT JOIN eventBody b ON b.seq = e.seq WHERE e.seq > ? ORDER BY e.seq
            """, common.seq
        ) { row in
            try checker.check(row)
            try past.note(kind: try row[4], subject: try row[5], content: try row[10])
        }
        if let fault = checker.verdict.fault {
            return .unreadable("The log of the replaced database does not hold. \(fault)")
        }
        try past.readTables(tx)
        return .known(past)
    }

    /// Two logs are one as far as their macs agree, since each stands on all before it.
    private static func commonEnd(_ tx: ReadTransaction, _ head: EventHead, _ store: Store) throws -> EventHead {
        let mac = "SELECT mac FROM event WHERE seq = ?" as SQL
        var (low, high) = (Int64(0), min(head.seq, try store.events.newest()))
        var end = EventHead(seq: 0, mac: EventLog.root)
        while low < high {
            let middle = high - (high - low) / 2
            let mine: [UInt8]? = try tx.value(mac, middle)
            let theirs: [UInt8]? = try store.read { tx in try tx.value(mac, middle) }
            if let mine, mine == theirs {
                (low, end) = (middle, EventHead(seq: middle, mac: mine))
            } else {
                high = middle - 1
            }
        }
        return end
    }

    private mutating func note(kind: String, subject: Int64?, content: String?) throws {
        guard let kind = EventKind(rawValue: kind) else { return }
        let body = try content.map { try EventBody.read($0) }
        for place in rights.indices { rights[place].note(kind, subject: subject, body: body) }
        guard let kind = AccountEventKind(kind) else { return }
        switch kind {
        case .roleSaved, .roleRemoved:
            if let name = body?["name"]?.string { roleNames.insert(name) }
        case .textErased:
            if EventBody.replaced(by: body).contains(where: { $0.seq <= common }) { erasures += 1 }
        default:
            if let subject { subjects[kind, default: []].insert(subject) }
        }
    }

    private mutating func readTables(_ tx: ReadTransaction) throws {
        for (name, permissions) in try tx.all(
            "SELECT name, permissions FROM role", row: { (try $0[0] as String, try $0[1] as String) })
        {
            roles[name] = Role(name: name, permissions: Set(scope: permissions))
        }
        tokens = Set(try tx.all("SELECT tokenHash FROM personalToken") { try $0[0] })
        invitations = Set(try tx.all("SELECT tokenHash FROM invitation") { try $0[0] })
        for place in rights.indices { try rights[place].read(tx) }
        let ids: [Int64] = try tx.all("SELECT id FROM account") { try $0[0] }
        for id in ids { accounts[id] = try account(id, tx) }
        numbers = try Self.numbers(tx)
    }

    private func account(_ id: Int64, _ tx: ReadTransaction) throws -> FormerAccount? {
        let factor = try tx.one(
            """
            SELECT id, secret, usedAt, confirmedAt FROM credential
            WHERE accountId = ? AND kind = 'totp' AND confirmedAt IS NOT NULL
            """, id
        ) { row in
            (
                id: try row[0] as Int64, sealed: try row[1] as String, usedAt: try row[2] as Int64?,
                confirmedAt: try row[3] as Int64
            )
        }
        let codes: [String] = try tx.all(
            "SELECT secret FROM credential WHERE accountId = ? AND kind = 'recoveryCode'", id
        ) { try $0[0] }
        let password: String? = try tx.value(
            "SELECT secret FROM credential WHERE accountId = ? AND kind = 'password'", id)
        return try tx.one("SELECT role, disabledAt IS NOT NULL, ownerId FROM account WHERE id = ?", id) { row in
            let name: String = try row[0]
            return FormerAccount(
                role: Role.builtIn(name) ?? roles[name] ?? Role(name: name, permissions: []), isDisabled: try row[1],
                owner: try row[2], password: password, factor: factor, codes: codes)
        }
    }

    private static func numbers(_ tx: ReadTransaction) throws -> [String: Int64] {
        Dictionary(
            uniqueKeysWithValues: try tx.all(
                "SELECT name, seq FROM sqlite_sequence WHERE name <> 'event'",
                row: { (try $0[0] as String, try $0[1] as Int64) }))
    }
}
