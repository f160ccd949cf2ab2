import Domain
import MemoryChanges
import MemoryDomain
import SQLite
import Store

extension SQLiteMemoryRepository {
    package func undoOffer(_ change: Int64, at now: Instant, for caller: Caller) throws(Failure) -> EntryUndoOffer? {
        try store.read { tx in
            let first = try tx.one(Self.selectFirst, change, caller.actor) { row in
                (
                    at: try row[0] as Instant, kind: try row[1] as EventKind, key: try row[2] as String?,
                    isUndo: try row[3] as Bool, place: try row[4] as Int64?
                )
            }
            guard let first, UndoRules.isInTime(first.at, at: now), let kind = MemoryEventKind(first.kind),
                let key = first.key, let space = first.place.map(Place.init(number:))?.space,
                try SpaceAccess(caller).role(in: space, tx) ?? .reader >= .writer
            else { return nil }
            let count: Int = try tx.value(Self.countEntries, change) ?? 0
            return count == 0
                ? nil : EntryUndoOffer(change: change, kind: kind, count: count, key: key, isUndo: first.isUndo)
        }
    }

    private static let selectFirst: SQL = """
        SELECT event.at, kind, content ->> 'key', content ->> 'undoes' IS NOT NULL, project FROM event
        JOIN eventBody ON eventBody.seq = event.seq
        WHERE event.seq = ? AND actor = ? AND area = 'memory' AND content ->> 'with' IS NULL
        """
    private static let countEntries = SQL(
        kept: """
            SELECT count(DISTINCT subject) FROM event WHERE \(EventLog.ofChange) AND kind IN \(EntryDeed.kinds)
            """)
}
