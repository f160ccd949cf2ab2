import Domain
import Finding
import MemoryDomain
import SQLite
import Store

extension SQLiteMemoryRepository {
    package func context(
        _ request: ContextRequest, at now: Instant, for caller: Caller
    ) throws(Failure) -> PackedContext {
        try context(request, .standard, at: now, for: caller)
    }

    /// As `context`, by other weights of the search.
    package func context(
        _ request: ContextRequest, _ weights: RankingWeights, at now: Instant, for caller: Caller
    ) throws(Failure) -> PackedContext {
        let question = request.question
        let read = try store.read { tx in
            let spaces = try reachedSpaces(question, caller, tx)
            let reader = EntryReader(tx: tx, time: question.time, now: now, reader: nil)
            let found = try found(question, weights, in: spaces, at: now, reader)
            let standing = try StandingEntries(question: question, spaces: spaces, reader: reader).chosen()
            let linked = Opposites(reader: reader, filter: question.filter, spaces: Set(spaces))
            let opposites = try linked.of(standing.entries.map(\.entry)).merging(
                linked.of(found.entries.map(\.entry))
            ) { first, _ in first }
            return (found: found, standing: standing, opposites: opposites)
        }
        // Outside of the snapshot: counting tokens needs no rows.
        var packer = ContextPacker(budget: request.budget, request.vocabulary, opposites: read.opposites)
        let context = packer.pack(standing: read.standing.entries, read.found, more: read.standing.more)
        // What was left out was not handed out.
        let told = context.items.map { ($0.entry.id, $0.entry.spaceId) }
        try store.read { tx in try NotedReader(caller, readings)?.note(told, at: now, tx) }
        return context
    }
}
