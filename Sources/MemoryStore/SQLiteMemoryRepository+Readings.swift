import Domain
import MemoryDomain
import SQLite
import Store

extension SQLiteMemoryRepository {
    package func readings(
        of id: Int64, after: String?, limit: Int, for caller: Caller
    ) throws(Failure) -> SpaceReadingPage {
        try store.read { tx in
            guard let role = try SpaceAccess(caller).role(in: id, tx) else { throw Failure.notFound }
            guard role == .owner else {
                throw Failure(.spaceRole(role, needs: .owner), field: "space", kind: .forbidden)
            }
            let place = try ReadingPlace(after)
            let rows = try tx.all(Self.selectReadings, id, place.minute, place.account, limit + 1) { row in
                ReadingRow(
                    account: AccountName(id: try row[0], name: try row[1]), minute: try row[2],
                    entries: Self.numbers(try row[3]), count: try row[4])
            }
            let shown = rows.prefix(limit)
            let keys = try Self.keys(of: Set(shown.flatMap(\.entries)), in: id, tx)
            return SpaceReadingPage(
                readings: shown.map { row in
                    SpaceReading(
                        account: row.account, minute: row.minute, keys: row.entries.compactMap { keys[$0] },
                        count: row.count)
                }, next: rows.count > limit ? shown.last.map { ReadingPlace(of: $0).text } : nil)
        }
    }

    private static let selectReadings: SQL = """
        SELECT a.id, a.name, r.minute, r.entries, r.count FROM memoryReading r JOIN account a ON a.id = r.accountId
        WHERE r.spaceId = ? AND (r.minute, r.accountId) < (?, ?) ORDER BY r.minute DESC, r.accountId DESC LIMIT ?
        """

    /// Each once: two processes may have named the same.
    private static func numbers(_ text: String) -> [Int64] {
        var numbers: [Int64] = []
        for number in text.split(separator: " ").compactMap({ Int64($0) }) where !numbers.contains(number) {
            numbers.append(number)
        }
        return numbers
    }

    private static func keys(of ids: Set<Int64>, in space: Int64, _ tx: ReadTransaction) throws -> [Int64: String] {
        let found = try tx.all(
            SQL(composed: "SELECT id, key FROM memoryEntry WHERE id IN (\(IDList.rows)) AND spaceId = ?"), IDList(ids),
            space
        ) { row in (try row[0] as Int64, try row[1] as String) }
        return Dictionary(uniqueKeysWithValues: found)
    }
}

private struct ReadingRow {
    let account: AccountName
    let minute: Instant
    let entries: [Int64]
    let count: Int
}

/// A place in the order of readings.
private struct ReadingPlace {
    let minute: Instant
    let account: Int64

    init(of row: ReadingRow) {
        (minute, account) = (row.minute, row.account.id)
    }

    /// - Shape: nil is the beginning.
    /// - Errors: `.malformed` on `after`.
    init(_ text: String?) throws(Failure) {
        guard let text else {
            (minute, account) = (Instant(seconds: .max), .max)
            return
        }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int64($0) }
        guard parts.count == 2, let seconds = parts[0], let number = parts[1] else {
            throw Failure(.type("what a page has as its next"), field: "after", kind: .malformed)
        }
        (minute, account) = (Instant(seconds: seconds), number)
    }

    var text: String { "\(minute.seconds)-\(account)" }
}
