import Domain
import MemoryDomain
import MemoryFormats
import Web

/// The entries and tasks that lead to an entry, as far as the reader sees it.
struct EntryCitations {
    var entries: [MemoryEntry] = []
    var tasks: [CitingTask] = []

    var isEmpty: Bool { entries.isEmpty && tasks.isEmpty }
}

extension MemoryArea {
    static let citationRoutes: [AreaRoute<MemoryArea>] = [
        AreaRoute(.get, "/memory/{space}/{key}/citations", needs: .memoryRead, handle: listCitations)
    ]

    /// Entries and tasks of each that are named, at most.
    private static let citationLimit = 50

    /// The entries and tasks that lead to an entry; a browser finds them on its page.
    func listCitations(_ exchange: Exchange) throws(Failure) -> Response {
        let (space, key) = try place(exchange)
        let entry = try memory.entry(key, of: space, .now, at: exchange.now, for: exchange.caller)
        guard !exchange.wantsPage else { return exchange.seeOther(.entry(entry)) }
        let found = try citations(of: entry, exchange)
        return exchange.json(.ok, EntryCitationsJSON(entries: found.entries, tasks: found.tasks))
    }

    func citations(of entry: MemoryEntry, _ exchange: Exchange) throws(Failure) -> EntryCitations {
        let (target, caller) = (LinkTarget.entry(space: entry.spaceId, key: entry.key), try exchange.caller)
        return EntryCitations(
            entries: try memory.backlinks(
                to: target.names(at: exchange.site.gate.origin), limit: Self.citationLimit, at: exchange.now,
                for: caller),
            tasks: try surroundings.tasks(citing: target, limit: Self.citationLimit, for: caller))
    }
}
