import Crypto
import Domain
import JSON
import SQLite

/// Ends what a backup brings back and should not: sessions, links, and rights that were taken away since.
///
/// Nothing is given that the backup does not give.
struct Reapplication {
    let store: Store
    let change: Change
    let tx: WriteTransaction
    var applied: [String] = []
    var open: [String] = []
    var common: Int64 = 0

    init(store: Store, change: Change, tx: WriteTransaction) {
        (self.store, self.change, self.tx) = (store, change, tx)
    }

    mutating func carryOut(_ past: Predecessor.Reading, _ verdict: EventLog.Verdict) throws -> Restoration.Report {
        try Life.begin(tx)
        let backupAt: Instant? = try tx.value("SELECT at FROM event WHERE seq = ?", verdict.head.seq)
        var replaced: EventLog.Head?
        if case .known(let predecessor) = past { replaced = predecessor.head }
        try append(.databaseRestored, nil) { out in
            out.member("backup", verdict.head.description)
            out.member("replaced", replaced?.description)
        }
        let sessions = try endSessions()
        switch past {
        case .nothing: break
        case .known(let predecessor): try apply(predecessor)
        case .unreadable(let why):
            // Whoever holds something from a session of the replaced database must not meet one of its number.
            try raise("session", to: Random.bytes(5).reduce(Int64(1)) { $0 << 8 | Int64($1) })
            try listGood(why, since: backupAt)
        }
        return Restoration.Report(
            verdict: verdict, backupAt: backupAt, sessions: sessions, applied: applied, open: open, head: verdict.head,
            life: try Life.read(tx))
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
        common = past.common
        for (table, number) in past.numbers { try raise(table, to: number) }
        guard past.common < past.head.seq else { return }
        try revokeTokens(past)
        try revokeInvitations(past)
        try takeCredentials(past)
        try lowerMembers(past)
        try lowerRoles(past)
        try disableAndDelete(past)
    }

    // MARK: - Pieces

    /// Whether both databases mean the same by a number: it was given before their logs parted.
    func isOfBoth(_ id: Int64, madeBy kind: String) throws -> Bool {
        let isLater: Bool? = try tx.value(
            "SELECT EXISTS (SELECT 1 FROM event WHERE kind = ? AND subject = ? AND seq > ?)", kind, id, common)
        return isLater == false
    }

    /// - Shape: the name of an account that both databases have; nil where there is none.
    func shared(account id: Int64) throws -> String? {
        guard try isOfBoth(id, madeBy: "account_created") else { return nil }
        return try tx.value("SELECT name FROM account WHERE id = ?", id)
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

    func append(_ kind: EventKind, _ subject: Int64?, content: (inout JSONWriter) -> Void = { _ in }) throws {
        try tx.append(Event(kind, subject: subject, traced: change, content: content), key: store.eventKey)
    }
}
