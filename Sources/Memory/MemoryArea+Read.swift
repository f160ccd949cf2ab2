import Domain
import Input
import HTML
import JSON
import MemoryDomain
import MemoryFormats
import MemoryTexts
import Texts
import Web

extension MemoryArea {
    /// The entries of a space: `kind` and `tag`, repeatable, `prefix`, `source` and `speaker` filter, `validAt` and
    /// `knownAt` ask for another time, `order`, `after` and `limit` page.
    func listEntries(_ exchange: Exchange) throws(Failure) -> Response {
        let space = try exchange.id("space")
        let query: EntryQuery
        do throws(Failure) {
            query = try exchange.query { fields throws(Failure) in try EntryQuery(&fields, in: exchange.zone) }
        } catch {
            // What was filtered by cannot be read: the page says so, beside all that there is.
            guard exchange.wantsPage, error.kind == .malformed else { throw error }
            return try spacePage(exchange, space, EntryQuery(), error)
        }
        if exchange.wantsPage { return try spacePage(exchange, space, query) }
        let page = try memory.entries(of: space, query, at: exchange.now, for: exchange.caller)
        return exchange.json(.ok, PageJSON("entries", page.entries.map(EntryJSON.init), next: page.next))
    }

    private func spacePage(
        _ exchange: Exchange, _ space: Int64, _ query: EntryQuery, _ failure: Failure? = nil
    ) throws(Failure) -> Response {
        let detail = try memory.space(space, for: exchange.caller)
        let page = try memory.entries(of: space, query, at: exchange.now, for: exchange.caller)
        let shown = SpacePage(context: exchange.context, detail: detail, page: page, query: query, failure: failure)
        return exchange.page(showing: failure, title: detail.space.name, shown, live: .memory([space]))
    }

    /// - Shape: `validAt` and `knownAt` ask for another time, `around` for the turns beside it, `chunks` for its text in
    ///   pieces.
    func showEntry(_ exchange: Exchange) throws(Failure) -> Response {
        let (space, key) = try place(exchange)
        let (time, context) = try exchange.query { fields throws(Failure) in
            (try EntryTime(&fields, in: exchange.zone), try EntryContext(&fields))
        }
        let entry = try memory.entry(key, of: space, time, at: exchange.now, for: exchange.caller)
        if exchange.wantsPage { return try entryPage(exchange, entry, time) }
        // With others beside it, its version says too little for a tag.
        guard context.isEmpty else {
            return exchange.json(.ok, try context.json(entry, from: memory, at: exchange.now, for: exchange.caller))
        }
        return Self.resource(exchange, entry)
    }

    func entryPage(
        _ exchange: Exchange, _ entry: MemoryEntry, _ time: EntryTime = .now, _ failure: Failure? = nil
    ) throws(Failure) -> Response {
        let caller = try exchange.caller
        let page = EntryDetailPage(
            context: exchange.context, detail: try memory.space(entry.spaceId, for: caller), entry: entry, time: time,
            citations: try citations(of: entry, exchange), neighbours: try neighbours(of: entry, exchange),
            titles: try titles(of: entry.fields.links, exchange),
            failure: failure)
        return exchange.page(
            showing: failure, title: entry.key, page,
            live: .memory([entry.spaceId], withTasks: caller.may(.tasksRead)))
    }

    /// The turns before and after it.
    private func neighbours(of entry: MemoryEntry, _ exchange: Exchange) throws(Failure) -> EntryNeighbours {
        guard entry.fields.kind == .turn else { return EntryNeighbours() }
        return try memory.neighbours(
            of: entry.key, in: entry.spaceId, count: 2, at: exchange.now, for: exchange.caller)
    }

    /// The titles of the targets of links, as far as the caller sees them: of any other nothing is said.
    private func titles(of links: [MemoryLink], _ exchange: Exchange) throws(Failure) -> [LinkTarget: String] {
        let caller = try exchange.caller
        var titles: [LinkTarget: String] = [:]
        let tasks = links.compactMap { if case .task(let id) = $0.target { id } else { nil } }
        for (id, title) in try surroundings.titles(ofTasks: tasks, for: caller) { titles[.task(id)] = title }
        for target in try memory.entriesThere(links.map(\.target), at: exchange.now, for: caller) {
            if case .entry(_, let key) = target { titles[target] = key }
        }
        return titles
    }

    func newEntry(_ exchange: Exchange) throws(Failure) -> Response {
        let detail = try writable(exchange.id("id"), exchange)
        var values = EntryFormPage.Values()
        values.key = try exchange.query { fields throws(Failure) in try fields.text("key") ?? "" }
        return formPage(exchange, detail, nil, values)
    }

    func editEntry(_ exchange: Exchange) throws(Failure) -> Response {
        let (space, key) = try place(exchange)
        let detail = try writable(space, exchange)
        let entry = try memory.entry(key, of: space, .now, at: exchange.now, for: exchange.caller)
        return formPage(exchange, detail, entry, EntryFormPage.Values(of: entry))
    }

    /// - Shape: the form with what was typed; the status of the failure where there is one.
    func formPage(
        _ exchange: Exchange, _ detail: SpaceDetail, _ entry: MemoryEntry?, _ values: EntryFormPage.Values,
        _ failure: Failure? = nil
    ) -> Response {
        let page = EntryFormPage(
            context: exchange.context, detail: detail, entry: entry, values: values, failure: failure)
        return exchange.page(showing: failure, title: entry?.key ?? exchange.texts[.entryNew], page)
    }

    func confirmDeleteEntry(_ exchange: Exchange) throws(Failure) -> Response {
        let (space, key) = try place(exchange)
        let detail = try writable(space, exchange)
        let entry = try memory.entry(key, of: space, .now, at: exchange.now, for: exchange.caller)
        return exchange.page(
            title: key, EntryDeletePage(context: exchange.context, detail: detail, entry: entry))
    }

    func confirmDeleteEntries(_ exchange: Exchange) throws(Failure) -> Response {
        let detail = try writable(exchange.id("id"), exchange)
        let filter = try exchange.query { fields throws(Failure) in try EntryFilter(&fields) }
        return try clearPage(exchange, detail, filter)
    }

    func clearPage(
        _ exchange: Exchange, _ detail: SpaceDetail, _ filter: EntryFilter, _ failure: Failure? = nil
    ) throws(Failure) -> Response {
        let count = try memory.countEntries(of: detail.space.id, filter, at: exchange.now, for: exchange.caller)
        let page = EntriesDeletePage(
            context: exchange.context, detail: detail, filter: filter, count: count, failure: failure)
        return exchange.page(showing: failure, title: detail.space.name, page)
    }

    /// A space in which the caller writes.
    ///
    /// - Errors: `.forbidden` on `space`.
    func writable(_ id: Int64, _ exchange: Exchange) throws(Failure) -> SpaceDetail {
        let detail = try memory.space(id, for: exchange.caller)
        guard detail.summary.role >= .writer else {
            throw Failure(.spaceRole(detail.summary.role, needs: .writer), field: "space", kind: .forbidden)
        }
        return detail
    }

    /// The space and the key that the path names.
    func place(_ exchange: Exchange) throws(Failure) -> (space: Int64, key: String) {
        (try exchange.id("space"), NormalForm.composed(try exchange.text("key")))
    }

    static func resource(
        _ exchange: Exchange, _ entry: MemoryEntry, status: Status = .ok,
        headers: [(name: String, value: String)] = []
    ) -> Response {
        exchange.resource(
            EntryJSON(entry: entry), entry.id, version: entry.version, status: status, headers: headers)
    }
}
