import Domain
import SQLite
import Store
import Synchronization

/// Who was handed which entries of spaces that note it, kept in memory until somebody writes it down: no request that
/// reads writes for it.
package final class Readings: Sendable {
    struct Reader: Hashable, Sendable {
        let space: Int64
        let account: Int64
        /// The beginning of the minute.
        let minute: Instant
    }

    struct Reading: Sendable {
        /// The first, each once.
        var entries: [Int64] = []
        var count = 0

        /// Entries that one reading names; more are counted.
        static let named = 20

        mutating func add(_ ids: some Sequence<Int64>, counting more: Int) {
            for id in ids where entries.count < Self.named && !entries.contains(id) { entries.append(id) }
            count += more
        }
    }

    /// Readings that are kept while none can be written: one that a space and a minute has no room for is lost.
    private static let limit = 20_000

    private let readings = Mutex<[Reader: Reading]>([:])

    package init() {}

    func note(_ ids: [Int64], of space: Int64, by account: Int64, at now: Instant) {
        let minute = Instant(seconds: now.seconds - now.seconds % 60)
        add(Reader(space: space, account: account, minute: minute), ids, count: ids.count)
    }

    private func add(_ reader: Reader, _ ids: [Int64], count: Int) {
        readings.withLock { readings in
            guard readings[reader] != nil || readings.count < Self.limit else { return }
            readings[reader, default: Reading()].add(ids, counting: count)
        }
    }

    /// Those that came together since the last call.
    func take() -> [Reader: Reading] {
        readings.withLock { readings in
            let taken = readings
            readings = [:]
            return taken
        }
    }

    /// Puts back what could not be written.
    func putBack(_ taken: some Sequence<(key: Reader, value: Reading)>) {
        for (reader, reading) in taken { add(reader, reading.entries, count: reading.count) }
    }
}

/// Somebody who reads, for spaces that note it.
struct NotedReader {
    let readings: Readings
    let account: Int64

    /// - Shape: nil for the command line: whoever has the database needs nobody's leave.
    init?(_ caller: Caller, _ readings: Readings) {
        guard let account = caller.accountId else { return nil }
        (self.readings, self.account) = (readings, account)
    }

    /// Notes that entries were handed out.
    func note(_ entries: [(id: Int64, space: Int64)], at now: Instant, _ tx: ReadTransaction) throws {
        guard !entries.isEmpty else { return }
        let spaces: [Int64] = try tx.all(Self.selectNoting, IDList(Set(entries.map(\.space)))) { try $0[0] }
        for space in spaces {
            readings.note(entries.filter { $0.space == space }.map(\.id), of: space, by: account, at: now)
        }
    }

    private static let selectNoting = SQL(
        kept: "SELECT id FROM memorySpace WHERE id IN (\(IDList.rows)) AND notesReaders = 1")
}
