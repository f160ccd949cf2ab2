import Crypto
import Domain
import JSON
import SQLite

/// The log of everything that happened: appended to with each change, verified from its first row to its last.
package struct EventLog: Sendable {
    package let store: Store

    /// The root that the first row's mac is chained to.
    package static let root = [UInt8](repeating: 0, count: 32)

    /// The end of the chain. Kept elsewhere, it shows later whether the log's tail was cut.
    package struct Head: Equatable, Sendable, CustomStringConvertible {
        package let seq: Int64
        package let mac: [UInt8]

        package init(seq: Int64, mac: [UInt8]) {
            self.seq = seq
            self.mac = mac
        }

        /// `12:0123…`, as it is printed and read.
        package var description: String { "\(seq):\(Hexadecimal.encode(mac))" }
    }

    package struct Verification: Equatable, Sendable {
        package let head: Head
        package let events: Int
        /// Bodies that were erased on purpose; their events still stand in the chain.
        package let erasedBodies: Int
        /// Bodies that a text was taken out of, as a later event of the chain vouches.
        package let replacedBodies: Int
        /// The first row at which the chain does not hold, and why; nil when all of it holds.
        package let fault: String?
    }

    /// Reads the whole log and recomputes every digest and mac.
    ///
    /// - Shape: `known` are heads kept elsewhere; each must stand in the log.
    /// - Errors: `.unavailable` when the database cannot be read; a broken chain is a verdict, not an error.
    package func verify(known: [Head] = []) throws(Failure) -> Verification {
        try store.read { tx in try verify(tx, known: known) }
    }

    /// The same for a copy of the database.
    ///
    /// - Errors: `SQLiteError` when it cannot be read.
    package func verify(copy tx: ReadTransaction) throws -> Verification { try verify(tx, known: []) }

    private func verify(_ tx: ReadTransaction, known: [Head]) throws -> Verification {
        var checker = ChainChecker(key: store.eventKey, known: known)
        try tx.each(
            """
            SELECT e.seq, e.at, e.actor, e.area, e.kind, e.subject, e.project, e.digest, e.mac, b.salt, b.content
            FROM event e LEFT JOIN eventBody b ON b.seq = e.seq ORDER BY e.seq
            """
        ) { row in try checker.check(row) }
        return checker.verdict
    }

    /// The lives that ended with a restore, as the log tells. Table `meta` alone says nothing of them: whoever can write
    /// to the database could give it another life, and no head that was kept would count any more.
    ///
    /// - Shape: nil where no backup was ever brought back.
    package func endedLives() throws(Failure) -> Set<String>? {
        let restores = try store.read { tx in
            try tx.all(
                """
                SELECT content FROM event LEFT JOIN eventBody ON eventBody.seq = event.seq
                WHERE area = 'auth' AND subject IS NULL AND kind = 'database_restored'
                """
            ) { try $0[0] as String? }
        }
        guard !restores.isEmpty else { return nil }
        return restores.reduce(into: []) { lives, content in
            // One that cannot be read is a fault of the log, which says so itself.
            let body = content.flatMap { try? EventBody.read($0) }
            lives.formUnion((body?["endedLives"]?.items ?? []).compactMap(\.string))
        }
    }

    package func head() throws(Failure) -> Head {
        try store.read { tx in try EventLog.last(tx) ?? Head(seq: 0, mac: Self.root) }
    }

    /// The number of the newest event, 0 where there is none: another one after every change, in whichever process.
    package func newest() throws(Failure) -> Int64 {
        try store.read { tx in try tx.value("SELECT seq FROM event ORDER BY seq DESC LIMIT 1") ?? 0 }
    }

    package static func last(_ tx: ReadTransaction) throws -> Head? {
        try tx.one("SELECT seq, mac FROM event ORDER BY seq DESC LIMIT 1") { row in
            Head(seq: try row[0], mac: try row[1])
        }
    }
}

extension EventLog.Head {
    /// Reads what `description` wrote; nil for anything else.
    package init?(text: String) {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let seq = Int64(parts[0]), parts[1].count == 64 else { return nil }
        var mac: [UInt8] = []
        var digits = parts[1][...]
        while !digits.isEmpty {
            guard let byte = UInt8(digits.prefix(2), radix: 16) else { return nil }
            mac.append(byte)
            digits = digits.dropFirst(2)
        }
        self.init(seq: seq, mac: mac)
    }
}
