import Domain
import MemoryChanges
import SQLite
import Store

extension EventListeners {
    /// Those who reach the space in which something happened.
    package static let ofMemory = EventListeners(
        columns: ["e.project"], unread: MemoryEventKind.allCases.filter { $0.subject == .entry }.map(\.rawValue),
        audiences: { _, row, first in
            let place = try (row[first] as Int64?).map(Place.init(number:))
            return (.init(place, assignees: []), nil)
        },
        addressed: withKeys)

    /// The events with the keys that their entries have now.
    @Sendable
    private static func withKeys(_ events: [LiveEvent], _ tx: ReadTransaction) throws -> [LiveEvent] {
        let entries = Set(events.filter { $0.kind.subject == .entry }.compactMap(\.subject))
        guard !entries.isEmpty else { return events }
        let keys = Dictionary(
            uniqueKeysWithValues: try tx.all(selectKeys, IDList(entries)) { row in
                (try row[0] as Int64, try row[1] as String)
            })
        return events.map { event in
            guard event.kind.subject == .entry, let id = event.subject, let key = keys[id],
                key != EntryRow.givenUpKey(id)
            else { return event }
            var event = event
            event.key = key
            return event
        }
    }

    private static let selectKeys = SQL(kept: "SELECT id, key FROM memoryEntry WHERE id IN (\(IDList.rows))")
}
