import Domain
import Input
import JSON
import MemoryDomain
import MemoryFormats
import MemoryTexts
import Texts
import Web

/// The lists across all spaces that the caller reaches.
extension MemoryArea {
    static let acrossRoutes: [AreaRoute<MemoryArea>] = [
        AreaRoute(.get, "/memory/tail", needs: .memoryRead, handle: showTail),
        AreaRoute(.get, "/memory/expiring", needs: .memoryRead, handle: listExpiring),
    ]

    private static let tailRange = 1...200
    private static let usualTail = 50
    private static let daysRange: ClosedRange<Int64> = 1...3_650
    private static let usualDays: Int64 = 14

    /// The last changes, the last first: `limit` says how many.
    func showTail(_ exchange: Exchange) throws(Failure) -> Response {
        let limit = try exchange.query { fields throws(Failure) in
            try fields.limit(in: Self.tailRange, usual: Self.usualTail)
        }
        guard exchange.wantsPage else {
            let changes = try memory.recentChanges(limit: limit, at: exchange.now, for: exchange.caller)
            return exchange.json(.ok, ListJSON("changes", changes.map(RecentChangeJSON.init)))
        }
        let spaces = try memory.spaces(for: exchange.caller)
        let changes = try recent(exchange, spaces, limit: limit)
        let page = TailPage(context: exchange.context, changes: changes)
        // Of many spaces those in which something happened last.
        let topics = changes.map(\.space.id) + spaces.map(\.id)
        var seen: Set<Int64> = []
        return exchange.page(
            title: exchange.texts[.memoryTail], page, live: .memory(topics.filter { seen.insert($0).inserted }))
    }

    /// The last changes in the spaces that the caller reaches.
    func recent(
        _ exchange: Exchange, _ spaces: [SpaceSummary], limit: Int
    ) throws(Failure) -> [LocatedChange] {
        let changes = try memory.recentChanges(limit: limit, at: exchange.now, for: exchange.caller)
        let known = Dictionary(uniqueKeysWithValues: spaces.map { ($0.id, $0.space) })
        return changes.compactMap { change in known[change.spaceId].map { LocatedChange(space: $0, change: change) } }
    }

    /// The entries that expire within `days`, the first first; `after` and `limit` page.
    func listExpiring(_ exchange: Exchange) throws(Failure) -> Response {
        let (days, after, limit) = try exchange.query { fields throws(Failure) in
            let days = try fields.integer("days") ?? Self.usualDays
            guard Self.daysRange.contains(days) else {
                throw Failure(.range(Int(Self.daysRange.lowerBound), Int(Self.daysRange.upperBound)), field: "days")
            }
            return (
                days, try fields.text("after"), try fields.limit(in: EntryQuery.limitRange, usual: EntryQuery.usual)
            )
        }
        let (now, caller) = (exchange.now, try exchange.caller)
        let found = try memory.expiringEntries(
            until: now.adding(seconds: days * 86_400), after: after, limit: limit, at: now, for: caller)
        guard exchange.wantsPage else {
            return exchange.json(.ok, PageJSON("entries", found.entries.map(EntryJSON.init), next: found.next))
        }
        let spaces = try memory.spaces(for: caller)
        let page = ExpiringPage(
            context: exchange.context, page: found, days: Int(days), isLater: after != nil,
            spaces: Dictionary(uniqueKeysWithValues: spaces.map { ($0.id, $0) }))
        return exchange.page(
            title: exchange.texts[.memoryExpiring], page, live: .memory(spaces.map(\.id)))
    }
}
