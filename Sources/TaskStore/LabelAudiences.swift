import Domain
import SQLite
import Store

/// The audience of what happens to labels: whoever acts, the maker, and whoever sees a task with the label.
///
/// - Source: `Access.sightOfLabelEvent`, which says the same for one reader.
enum LabelAudiences {
    /// The events with the audience of each label's as it is now. A label that is gone has left its tasks by events of
    /// theirs.
    @Sendable
    static func addressed(_ events: [LiveEvent], _ tx: ReadTransaction) throws -> [LiveEvent] {
        let labels = Set(events.filter { $0.kind.subject == .label }.compactMap(\.subject))
        guard !labels.isEmpty else { return events }
        var (accounts, places): ([Int64: Set<Int64>], [Int64: Set<Place>]) = ([:], [:])
        try tx.each(select, IDList(labels)) { row in
            let label: Int64 = try row[0]
            if let account: Int64 = try row[1] { accounts[label, default: []].insert(account) }
            if let place: Int64 = try row[2] { places[label, default: []].insert(Place(number: place)) }
        }
        return events.map { event in
            guard event.kind.subject == .label, case .accounts(let known, _) = event.audience, let label = event.subject
            else { return event }
            var event = event
            event.audience = .accounts(known.union(accounts[label] ?? []), places: places[label] ?? [])
            return event
        }
    }

    private static let select = SQL(
        kept: """
            WITH asked (id) AS MATERIALIZED (\(IDList.rows))
            SELECT label.id, createdBy, NULL FROM asked JOIN label ON label.id = asked.id
            UNION SELECT labelId, NULL, \(Access.place(of: "task"))
            FROM asked JOIN taskLabel ON labelId = asked.id JOIN task ON task.id = taskId
            UNION SELECT labelId, accountId, NULL
            FROM asked JOIN taskLabel ON labelId = asked.id JOIN taskAssignee guest ON guest.taskId = taskLabel.taskId
            WHERE guest.inboxId IS NOT NULL
            """)
}
