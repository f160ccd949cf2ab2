import AuthStore
import Crypto
import Domain
import JSON
import SQLite
import Store

/// Ends what a backup brings back and should not: sessions, links, and rights that were taken away since.
///
/// Nothing is given that the backup does not give.
struct Reapplication {
    let store: Store
    let change: Change
    let tx: WriteTransaction
    var findings = RestoreFindings()
    /// The database that comes back, beside the one that it replaces.
    var database: RestoredDatabase

    private let endedLives: Set<Life>

    init(store: Store, change: Change, ending lives: Set<Life>, tx: WriteTransaction) {
        (self.store, self.change, self.endedLives, self.tx) = (store, change, lives, tx)
        database = RestoredDatabase(tx: tx, change: change, eventKey: store.eventKey, common: 0)
    }

    mutating func carryOut(_ past: Predecessor.Reading, _ verdict: EventVerification) throws -> RestorationReport {
        let before = try Life.read(tx)
        try Life.begin(tx)
        let life = try Life.read(tx)
        let backupAt: Instant? = try tx.value("SELECT at FROM event WHERE seq = ?", verdict.head.seq)
        var (replaced, ended) = (nil as EventHead?, endedLives.union([before]))
        if case .known(let predecessor) = past {
            replaced = predecessor.head
            ended.insert(predecessor.life)
        }
        try append(.databaseRestored, nil) { out in
            out.member("backup", verdict.head.description)
            out.member("replaced", replaced?.description)
            out.member("life", life.description)
            out.member("endedLives", ended.map(\.description).sorted())
        }
        let sessions = try endSessions()
        switch past {
        case .known(let predecessor): try apply(predecessor)
        case .unreadable(let why):
            try leaveNumbersFree()
            try listGood(why, since: backupAt)
        }
        return RestorationReport(
            verdict: verdict, backupAt: backupAt, sessions: sessions, applied: findings.applied, open: findings.open,
            head: verdict.head,
            life: life)
    }

    private func endSessions() throws -> Int {
        let accounts: [Int64] = try tx.all("SELECT DISTINCT accountId FROM session ORDER BY accountId") { try $0[0] }
        return try accounts.reduce(0) { count, account in
            try count
                + SQLiteAccountRepository.endSessions(
                    of: account, except: nil, by: change, key: store.eventKey, tx)
        }
    }

    private mutating func apply(_ past: Predecessor) throws {
        database = RestoredDatabase(tx: tx, change: change, eventKey: store.eventKey, common: past.common)
        for (table, number) in past.numbers { try raise(table, to: number) }
        guard past.common < past.head.seq else { return }
        try revokeTokens(past)
        try revokeInvitations(past)
        try takeCredentials(past)
        for rights in past.rights { findings += try rights.lower(in: database) }
        try lowerRoles(past)
        try disableAndDelete(past)
        guard past.erasures > 0 else { return }
        findings.open.append(
            "Since the backup was made, a text was erased from what it holds, and stands there again: erase it once more "
                + "with `elwosa events erase`.")
    }

    // MARK: - Pieces

    /// Nobody knows how many numbers the lost database has given. Those that bear rights go on far above, and from another
    /// place each time that the same backup comes back (`SurveyedTables.bitsOfRights`). Tasks and whatever else people
    /// write go on a thousand above: their numbers are typed and said, and the life of the installation tells them from
    /// those of before.
    func leaveNumbersFree() throws {
        let tables: [String] = try tx.all(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%' AND name <> 'event'"
        ) { try $0[0] }
        for table in tables {
            let last: Int64? = try tx.value("SELECT seq FROM sqlite_sequence WHERE name = ?", table)
            guard let bits = TableSurvey.bitsOfRights[table] else {
                try raise(table, to: (last ?? 0) + 1_000)
                continue
            }
            let random = Random.bytes(5).reduce(Int64(0)) { $0 << 8 | Int64($1) }
            try raise(table, to: (last ?? 0) + 1_000_000 + random & (1 << bits - 1))
        }
    }

    /// No number that was given is given again: whoever kept it would mean something else.
    func raise(_ table: String, to number: Int64) throws {
        let isThere: Bool? = try tx.value("SELECT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = ?)", table)
        if isThere == true {
            try tx.run("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", number, table)
        } else {
            try tx.run("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", table, number)
        }
    }

    func append(_ kind: AccountEventKind, _ subject: Int64?, content: (inout JSONWriter) -> Void = { _ in }) throws {
        try tx.append(Event(.account(kind), subject: subject, traced: change, content: content), key: store.eventKey)
    }
}
