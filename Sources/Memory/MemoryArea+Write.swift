import Domain
import HTML
import Input
import JSON
import MemoryDomain
import MemoryFormats
import Texts
import Web

extension MemoryArea {
    /// Writes an entry, or up to 1,000 of them as `entries`, each under the key that it names or one of the house's
    /// making.
    func createEntries(_ exchange: Exchange) throws(Failure) -> Response {
        let space = try exchange.id("space")
        var fields = try exchange.fields()
        if !fields.isForm, let items = try fields.items("entries") {
            try fields.finish()
            let writes = try EntryInput.writes(items, in: exchange.zone)
            return many(exchange, try memory.putEntries(writes, of: space, by: exchange.change()))
        }
        return try exchange.form(showing: [.invalid, .stale, .tooLarge, .storageFull]) { () throws(Failure) in
            let write = try EntryInput.write(&fields, in: exchange.zone)
            try fields.finish()
            // A new entry takes no other's place.
            let outcome = try memory.putEntry(
                write.key, write.draft, of: space, by: exchange.change(seen: write.namesKey ? 0 : nil))
            return answer(exchange, outcome)
        } again: { failure throws(Failure) in
            let taken = failure.kind == .stale ? Failure(.taken, field: "key", kind: .conflict) : failure
            let values = EntryFormPage.Values(typed: fields, over: nil)
            return formPage(exchange, try memory.space(space, for: exchange.caller), nil, values, taken)
        }
    }

    /// Says all of an entry anew; a new one where there was none.
    func putEntry(_ exchange: Exchange) throws(Failure) -> Response {
        let (space, typed) = try place(exchange)
        let key = try EntryRules.key(typed)
        var fields = try exchange.fields()
        let seen = try seen(exchange, space, key, &fields)
        let draft = try EntryInput.draft(&fields, in: exchange.zone)
        try fields.finish()
        return answer(exchange, try memory.putEntry(.named(key), draft, of: space, by: exchange.change(seen: seen)))
    }

    /// Changes what is sent and leaves the rest (RFC 7396).
    func patchEntry(_ exchange: Exchange) throws(Failure) -> Response {
        let (space, key) = try place(exchange)
        var fields = try exchange.fields()
        let next = try fields.returnLink()
        let seen = try seen(exchange, space, key, &fields)
        return try exchange.form(showing: [.invalid, .stale, .tooLarge, .storageFull]) { () throws(Failure) in
            let patch = try EntryInput.patch(&fields, in: exchange.zone)
            try fields.finish()
            let outcome = try memory.patchEntry(key, patch, of: space, by: exchange.change(seen: seen))
            return answer(exchange, outcome, next)
        } again: { failure throws(Failure) in
            let entry = try memory.entry(key, of: space, .now, at: exchange.now, for: exchange.caller)
            let (detail, values) = (
                try memory.space(space, for: exchange.caller), EntryFormPage.Values(typed: fields, over: entry)
            )
            guard failure.kind == .stale else { return formPage(exchange, detail, entry, values, failure) }
            let page = EntryConflictPage(
                context: exchange.context, detail: detail, entry: entry, values: values,
                base: try base(entry, version: seen, exchange), failure: failure)
            return exchange.page(showing: failure, title: exchange.texts[.errorStale], page)
        }
    }

    /// An entry as a form had it that was opened at a version: what was shown when that was written.
    private func base(
        _ entry: MemoryEntry, version: Int64?, _ exchange: Exchange
    ) throws(Failure) -> EntryFormPage.Values? {
        guard let version else { return nil }
        let caller = try exchange.caller
        let versions = try memory.versions(
            of: entry.key, of: entry.spaceId, before: version + 1, limit: 1, at: exchange.now, for: caller)
        guard let seen = versions.first, seen.number == version else { return nil }
        let time = EntryTime(validAt: nil, knownAt: seen.at)
        let shown = try? memory.entry(entry.key, of: entry.spaceId, time, at: exchange.now, for: caller)
        return shown.map { EntryFormPage.Values(of: $0) }
    }

    /// Adds `content` to the end of a text.
    func appendEntry(_ exchange: Exchange) throws(Failure) -> Response {
        let (space, key) = try place(exchange)
        var fields = try exchange.fields()
        let seen = try seen(exchange, space, key, &fields)
        let text = try fields.requiredText("content")
        try fields.finish()
        return answer(exchange, try memory.appendEntry(key, text, of: space, by: exchange.change(seen: seen)))
    }

    func deleteEntry(_ exchange: Exchange) throws(Failure) -> Response {
        let (space, key) = try place(exchange)
        var fields = try exchange.fields()
        let seen = try seen(exchange, space, key, &fields)
        try fields.finish()
        return try exchange.form(showing: [.stale]) { () throws(Failure) in
            let change = try memory.deleteEntry(key, of: space, by: exchange.change(seen: seen))
            if exchange.wantsPage { return exchange.seeOther(.to("memory", space), change: change) }
            return Response(.noContent, headers: changeHeader(change, exchange))
        } again: { failure throws(Failure) in
            let entry = try memory.entry(key, of: space, .now, at: exchange.now, for: exchange.caller)
            return try entryPage(exchange, entry, .now, failure)
        }
    }

    /// Deletes those that the address filters, if they are as many as `count` says.
    func deleteEntries(_ exchange: Exchange) throws(Failure) -> Response {
        let space = try exchange.id("space")
        var fields = try exchange.fields()
        let count = try count("count", exchange, &fields)
        try fields.finish()
        let filter = try exchange.query { query throws(Failure) in
            _ = try query.integer("count")
            return try EntryFilter(&query)
        }
        return try exchange.form(showing: [.conflict]) { () throws(Failure) in
            let outcome = try memory.deleteEntries(of: space, filter, count: count, by: exchange.change())
            return many(exchange, outcome, next: .to("memory", space))
        } again: { failure throws(Failure) in
            try clearPage(exchange, try memory.space(space, for: exchange.caller), filter, failure)
        }
    }

    /// Forgets an entry for good.
    func eraseEntry(_ exchange: Exchange) throws(Failure) -> Response {
        let (space, key) = try place(exchange)
        let fields = try exchange.fields()
        try fields.finish()
        try memory.eraseEntry(key, of: space, by: exchange.change())
        return exchange.wantsPage ? exchange.seeOther(.to("memory", space)) : Response(.noContent)
    }

    func undo(_ exchange: Exchange) throws(Failure) -> Response {
        let seq = try exchange.change("mark")
        var fields = try exchange.fields()
        let next = try fields.returnLink()
        try fields.finish()
        let outcome = try memory.undoEntries(seq, by: exchange.change())
        return many(exchange, outcome, next: next ?? Link("/memory"))
    }
}

extension MemoryArea {
    /// The version of an entry that the request was made for: `If-Match`, the field `version` of a form, or 0 for
    /// `If-None-Match: *`.
    ///
    /// - Errors: `.stale` and `.malformed` as `Exchange.expectedVersion`.
    func seen(_ exchange: Exchange, _ space: Int64, _ key: String, _ fields: inout Fields) throws(Failure) -> Int64? {
        if exchange.request.parameters["HTTP_IF_NONE_MATCH"] == "*" { return 0 }
        guard let tag = exchange.request.parameters["HTTP_IF_MATCH"] else {
            return try exchange.expectedVersion(of: 0, &fields)
        }
        let id = try memory.entryNumber(key, of: space, for: exchange.caller)
        // What is not there has no version that somebody could have seen.
        guard id != nil || tag != "*" else {
            throw Failure(.stale, "If-Match: there is nothing here.", field: "If-Match")
        }
        do throws(Failure) {
            return try exchange.expectedVersion(of: id ?? 0, &fields)
        } catch {
            // A tag that is none of ours names a version that nothing has: so the answer says which one it is.
            guard error.kind == .stale, id != nil else { throw error }
            return Self.noVersion
        }
    }

    private static let noVersion: Int64 = 1 << 53

    /// - Shape: a browser goes to `next`, or to the entry.
    func answer(_ exchange: Exchange, _ outcome: EntryOutcome, _ next: Link? = nil) -> Response {
        let (entry, change) = (outcome.entry, outcome.change)
        let link = Link.to("memory", entry.spaceId, entry.key)
        if exchange.wantsPage { return exchange.seeOther(next ?? link, change: change) }
        let isNew = entry.version == 1 && change != nil
        return Self.resource(
            exchange, entry, status: isNew ? .created : .ok,
            headers: (isNew ? [("Location", link.address)] : []) + changeHeader(change, exchange))
    }

    private func many(_ exchange: Exchange, _ outcome: EntriesOutcome, next: Link = Link("/memory")) -> Response {
        if exchange.wantsPage { return exchange.seeOther(next, change: outcome.change) }
        return exchange.json(
            .ok, EntriesOutcomeJSON(outcome: outcome, life: exchange.site.life),
            headers: changeHeader(outcome.change, exchange))
    }

    /// The mark by which the change can be undone: `POST /memory/changes/{mark}/undo`.
    func changeHeader(_ seq: Int64?, _ exchange: Exchange) -> [(name: String, value: String)] {
        seq.map { [(name: "Elwosa-Change", value: EventMark($0, in: exchange.site.life).description)] } ?? []
    }
}
