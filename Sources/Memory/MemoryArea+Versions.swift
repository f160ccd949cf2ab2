import Domain
import HTML
import Input
import JSON
import MemoryDomain
import MemoryFormats
import Web

extension MemoryArea {
    /// The versions of an entry, the newest first: `before` and `limit` page through them.
    func listVersions(_ exchange: Exchange) throws(Failure) -> Response {
        let (space, key) = try place(exchange)
        let (before, limit) = try exchange.query { fields throws(Failure) in
            (try fields.integer("before"), try fields.limit(in: EntryVersion.limitRange, usual: EntryVersion.usual))
        }
        // One more than are shown, which tells whether there is a next page, and what the last of them differs from.
        let versions = try memory.versions(
            of: key, of: space, before: before, limit: limit + 1, at: exchange.now, for: exchange.caller)
        let shown = versions.prefix(limit)
        guard exchange.wantsPage else {
            let next = EntryVersionJSON.next(after: shown.last)
            return exchange.json(.ok, PageJSON("versions", shown.map(EntryVersionJSON.init), next: next))
        }
        let page = EntryHistoryPage(
            context: exchange.context, detail: try memory.space(space, for: exchange.caller), key: key,
            versions: versions, isLater: before != nil, limit: limit)
        return exchange.page(title: key, page)
    }

    /// Makes an entry what it was after one of its versions, also one that was deleted since.
    func restoreEntry(_ exchange: Exchange) throws(Failure) -> Response {
        let (space, key) = try place(exchange)
        let version = try exchange.id("version")
        var fields = try exchange.fields()
        let seen = try seen(exchange, space, key, &fields)
        try fields.finish()
        return answer(
            exchange, try memory.restoreEntry(key, version: version, of: space, by: exchange.change(seen: seen)))
    }
}
