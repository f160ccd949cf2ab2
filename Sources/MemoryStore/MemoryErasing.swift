import Domain
import JSON
import MemoryDomain
import SQLite
import Store

/// Erases entries and spaces for good, in steps between which others write.
///
/// Each step leaves behind what the next can find, in this run or in another: an entry stands in `memoryErasing` from
/// when it is hidden until the last body of its events is gone, and a space that is deleted stays until it is empty.
package struct MemoryErasing {
    private let store: Store
    private let change: Change

    /// Entries, versions and bodies that one step erases at most, and bytes of texts.
    private static let rows = 200
    private static let bytes = 16_777_216
    /// Passages, which are more than entries and less than bytes.
    private static let passages = 500

    package init(_ store: Store, _ change: Change) {
        (self.store, self.change) = (store, change)
    }

    /// Forgets entries, each with an event `entry_erased`; not one that was written since it was looked at.
    func erase(entries: [ErasedEntry]) throws(Failure) {
        var rest = entries[...]
        while !rest.isEmpty {
            let done = try store.write(work: .max) { [store, change, rest] tx in
                var (room, done) = (Room(), 0)
                for entry in rest {
                    guard try Self.isAsSeen(entry, tx) else {
                        done += 1
                        continue
                    }
                    guard try Self.remove(entry.id, in: entry.space, &room, tx) else {
                        // Nobody adds to what is half erased.
                        let rows = SQLiteMemoryRows(tx, key: [])
                        try rows.giveUp(entry.id, at: change.instant)
                        try rows.markToErase(entry: entry.id)
                        break
                    }
                    done += 1
                    let event = Event(.memory(.entryErased), subject: entry.id, place: .space(entry.space), by: change)
                    try tx.append(event, key: store.eventKey)
                }
                return done
            }
            rest = rest.dropFirst(done)
        }
        while try eraseBodies() {}
    }

    private static func isAsSeen(_ entry: ErasedEntry, _ tx: ReadTransaction) throws -> Bool {
        try tx.isTrue("SELECT 1 FROM memoryEntry WHERE id = ? AND seq = ?", entry.id, entry.seq)
    }

    /// The room that one step has still for erasing.
    private struct Room {
        var rows = MemoryErasing.rows
        var bytes = MemoryErasing.bytes

        var isLeft: Bool { rows > 0 && bytes > 0 }
    }

    /// Removes an entry with its versions, or as many of them, the oldest first, as there is room for; at least one.
    ///
    /// - Shape: false where more are left.
    private static func remove(
        _ entry: Int64, in space: Int64, _ room: inout Room, _ tx: WriteTransaction
    ) throws -> Bool {
        guard room.isLeft else { return false }
        // While the texts are there that say what the index is to forget.
        room.rows -= try PassageIndex(tx: tx).remove(of: entry, limit: passages)
        guard room.isLeft else { return false }
        let (first, end) = (VersionColumns.id(entry, 0), VersionColumns.id(entry + 1, 0))
        let versions = try tx.all(
            "SELECT id, bytes FROM memoryVersion WHERE id > ? AND id < ? ORDER BY id LIMIT ?", first, end, room.rows + 1
        ) { row in (id: try row[0] as Int64, bytes: try row[1] as Int) }
        var taken = 0
        for version in versions where room.isLeft {
            (room.rows, room.bytes, taken) = (room.rows - 1, room.bytes - version.bytes, taken + 1)
        }
        guard taken == versions.count else {
            try removeVersions(through: versions[taken - 1].id, first, end, in: space, tx)
            return false
        }
        room.rows -= 1
        let isThere = try tx.isTrue("SELECT deletedAt IS NULL FROM memoryEntry WHERE id = ?", entry)
        try SQLiteMemoryRows.add(isThere ? -1 : 0, -size(of: entry, tx), to: space, tx)
        try removeRows(of: entry, tx)
        try SQLiteMemoryRows(tx, key: []).markToErase(entry: entry)
        return true
    }

    /// - Shape: texts that a later version has stay.
    private static func removeVersions(
        through last: Int64, _ first: Int64, _ end: Int64, in space: Int64, _ tx: WriteTransaction
    ) throws {
        try tx.run("DELETE FROM memoryVersion WHERE id > ? AND id <= ?", first, last)
        let unused =
            "id > ?1 AND id < ?2 AND id NOT IN (SELECT textId FROM memoryVersion WHERE id > ?1 AND id < ?2 AND textId IS NOT NULL)"
        let bytes: Int? = try tx.value(
            SQL(composed: "SELECT coalesce(sum(bytes), 0) FROM memoryText WHERE \(unused)"), first,
            end)
        try tx.run(SQL(composed: "DELETE FROM memoryText WHERE \(unused)"), first, end)
        try SQLiteMemoryRows.add(0, -(bytes ?? 0), to: space, tx)
    }

    private static func size(of entry: Int64, _ tx: ReadTransaction) throws -> Int {
        try tx.value(
            "SELECT coalesce(sum(bytes), 0) FROM memoryText WHERE id > ? AND id < ?",
            VersionColumns.id(entry, 0), VersionColumns.id(entry + 1, 0)) ?? 0
    }

    /// Removes an entry, and all that stands in other tables of it.
    static func removeRows(of entry: Int64, _ tx: WriteTransaction) throws {
        try PassageIndex(tx: tx).removeAll(of: entry)
        for table in ["memoryVersion", "memoryText"] {
            try tx.run(
                SQL(composed: "DELETE FROM \(table) WHERE id > ? AND id < ?"), VersionColumns.id(entry, 0),
                VersionColumns.id(entry + 1, 0))
        }
        // Stretches, tags and links go with it.
        try tx.run("DELETE FROM memoryEntry WHERE id = ?", entry)
    }

    private static let deleteBodies = SQL(
        kept: """
            DELETE FROM eventBody WHERE seq IN (SELECT event.seq FROM event
            JOIN eventBody b ON b.seq = event.seq WHERE area = 'memory' AND subject = ?
            AND kind IN \(MemoryEventKind.ofEntries) LIMIT ?)
            """)

    /// Erases some of what the log says of entries that are gone; the events stay, so the chain holds.
    ///
    /// - Shape: true where more is left.
    func eraseBodies() throws(Failure) -> Bool {
        try store.write(work: .max) { tx in
            var left = Self.rows
            let entries: [Int64] = try tx.all(Self.selectGone, Self.rows) { try $0[0] }
            for entry in entries where left > 0 {
                let erased = try tx.run(Self.deleteBodies, entry, left)
                left -= erased + 1
                if left >= 0 { try tx.run("DELETE FROM memoryErasing WHERE entryId = ?", entry) }
            }
            return try !tx.all(Self.selectGone, 1) { try $0[0] as Int64 }.isEmpty
        }
    }

    private static let selectGone: SQL = """
        SELECT entryId FROM memoryErasing WHERE NOT EXISTS (SELECT 1 FROM memoryEntry WHERE id = entryId)
        ORDER BY entryId LIMIT ?
        """

    /// Entries that a run which was ended has hidden and not erased.
    private func hidden() throws(Failure) -> [ErasedEntry] {
        try store.read { tx in
            try tx.all(
                "SELECT id, spaceId, seq FROM memoryEntry WHERE id IN (SELECT entryId FROM memoryErasing) ORDER BY id LIMIT ?",
                Self.rows
            ) { row in ErasedEntry(id: try row[0], space: try row[1], seq: try row[2]) }
        }
    }
}

/// An entry that is to be erased, as it was when that was decided.
struct ErasedEntry: Sendable {
    let id: Int64
    let space: Int64
    /// The event of its newest version.
    let seq: Int64
}

extension MemoryEventKind {
    /// Those that tell of entries, as a list of SQL.
    fileprivate static let ofEntries =
        "(" + allCases.filter { $0.subject == .entry }.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ") + ")"
}

/// Spaces.
extension MemoryErasing {
    /// Erases some of a space that is deleted, and at last the space. Event `space_erased` for each step.
    ///
    /// - Shape: true where more is left.
    package func erase(space: Int64) throws(Failure) -> Bool {
        let isMore = try store.write(work: .max) { [store, change] tx in
            var (room, last) = (Room(), Int64(0))
            let entries: [Int64] = try tx.all(
                "SELECT id FROM memoryEntry WHERE spaceId = ? ORDER BY id LIMIT ?", space, Self.rows + 1
            ) { try $0[0] }
            for entry in entries {
                guard try Self.remove(entry, in: space, &room, tx) else { break }
                last = entry
            }
            let isEmpty = try tx.isTrue("SELECT NOT EXISTS (SELECT 1 FROM memoryEntry WHERE spaceId = ?)", space)
            if isEmpty { try ForgottenReadings.remove(from: space, through: Instant(seconds: .max), tx) }
            let isLast =
                try isEmpty
                && tx.isTrue("SELECT NOT EXISTS (SELECT 1 FROM memoryReading WHERE spaceId = ?)", space)
            guard last > 0 || isLast else { return true }
            if isLast {
                let removed = try tx.run("DELETE FROM memorySpace WHERE id = ? AND deletedAt IS NOT NULL", space)
                guard removed > 0 else { return false }
            }
            let event = Event(.memory(.spaceErased), subject: space, place: .space(space), by: change) { out in
                out.member("through", last)
                out.member("last", isLast)
            }
            try tx.append(event, key: store.eventKey)
            return !isLast
        }
        return try eraseBodies() || isMore
    }

    /// Goes on with all that a run which was ended has left.
    ///
    /// - Shape: how many spaces.
    package func leavings() throws(Failure) -> Int {
        let spaces = try self.spaces()
        for space in spaces { while try erase(space: space) {} }
        while case let entries = try hidden(), !entries.isEmpty { try erase(entries: entries) }
        while try eraseBodies() {}
        return spaces.count
    }

    /// One step of what is to be erased.
    ///
    /// - Shape: true where more is left.
    package func step() throws(Failure) -> Bool {
        if let space = try spaces().first { return try erase(space: space) }
        let gone: Int64? = try store.read { tx in try tx.value(Self.selectGone, 1) }
        guard gone == nil else {
            _ = try eraseBodies()
            return true
        }
        // Looked for where nothing that is gone is left before it.
        let entries = try hidden()
        try erase(entries: entries)
        return !entries.isEmpty
    }

    /// Spaces that are deleted; those of projects that are gone are so from now on. Event `space_deleted`.
    private func spaces() throws(Failure) -> [Int64] {
        let found = try store.read { tx in
            try tx.all(Self.selectLeavings) { row in (id: try row[0] as Int64, isNew: try row[1] as Bool) }
        }
        for space in found where space.isNew {
            try store.write { [store, change] tx in
                let isNew =
                    try tx.run(
                        "UPDATE memorySpace SET deletedAt = ? WHERE id = ? AND deletedAt IS NULL", change.instant,
                        space.id) > 0
                guard isNew else { return }
                try tx.append(
                    Event(.memory(.spaceDeleted), subject: space.id, place: .space(space.id), by: change),
                    key: store.eventKey)
            }
        }
        return found.map(\.id)
    }

    /// The number of spaces that are to be erased.
    @Sendable
    static func countLeavings(_ tx: ReadTransaction) throws -> Int {
        try tx.all(selectLeavings) { try $0[0] as Int64 }.count
    }

    private static let selectLeavings: SQL = """
        SELECT id, deletedAt IS NULL FROM memorySpace
        WHERE deletedAt IS NOT NULL OR (kind = 'project' AND projectId IS NULL)
        """
}

/// Erases by and by what no request waits for.
struct MemoryLeavings: DueThings {
    let store: Store

    func tellDue(at now: Instant) throws(Failure) -> Bool {
        try MemoryErasing(store, Change(by: .commandLine, at: now)).step()
    }
}
