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
            let standing = try standing(question, in: spaces, reader)
            let opposites = try Opposites(reader: reader, spaces: Set(spaces))
                .of(standing + found.entries.map(\.entry))
            return (found: found, standing: standing, opposites: opposites)
        }
        // Outside of the snapshot: counting tokens needs no rows.
        var packer = ContextPacker(budget: request.budget, request.vocabulary, opposites: read.opposites)
        let context = packer.pack(standing: read.standing, read.found)
        // What was left out was not handed out.
        let told = context.items.map { ($0.entry.id, $0.entry.spaceId) }
        try store.read { tx in try NotedReader(caller, readings)?.note(told, at: now, tx) }
        return context
    }

    /// Instructions and preferences of these spaces, that of the newest reading first.
    private func standing(
        _ question: EntryQuestion, in spaces: [Int64], _ reader: EntryReader
    ) throws -> [MemoryEntry] {
        let ids = try spaces.flatMap { space in
            try reader.tx.all(Self.selectStanding, space, question.time != .now, Self.standingLimit) {
                try $0[0] as Int64
            }
        }
        let entries = try reader.entries(inOrder: Set(ids).sorted(by: >).prefix(Self.standingLimit))
        let meant = entries.filter { entry in
            EntryKind.standing.contains(entry.fields.kind) && question.filter.means(entry)
        }
        return meant.sorted { one, other in
            (one.updatedAt, one.id) > (other.updatedAt, other.id)
        }
    }

    /// Instructions and preferences that are looked at, those of the newest entries.
    private static let standingLimit = 100

    private static let selectStanding: SQL = """
        SELECT DISTINCT entryId FROM memoryPassage WHERE spaceId = ? AND stands = 1 AND (isPast = 0 OR ? = 1)
        ORDER BY entryId DESC LIMIT ?
        """
}
