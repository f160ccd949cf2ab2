import Domain
import Input
import JSON
import MemoryDomain

/// The context that may be asked for beside an entry: the turns around it, and its text in pieces.
package struct EntryContext {
    /// Turns on each side; nil where none are asked for.
    let around: Int?
    let hasChunks: Bool

    /// Reads `around` and `chunks`.
    ///
    /// - Errors: `.invalid` naming the parameter.
    package init(_ fields: inout Fields) throws(Failure) {
        around = try fields.integer("around").map { number throws(Failure) in
            guard EntryNeighbours.range.contains(Int(clamping: number)) else {
                throw Failure(
                    .range(EntryNeighbours.range.lowerBound, EntryNeighbours.range.upperBound), field: "around")
            }
            return Int(number)
        }
        hasChunks = try fields.bool("chunks") ?? false
    }

    /// Nothing is asked for.
    package var isEmpty: Bool { around == nil && !hasChunks }

    /// An entry with what is asked for.
    package func json(
        _ entry: MemoryEntry, from memory: any EntryRepository, at now: Instant, for caller: Caller
    ) throws(Failure) -> EntryInContextJSON {
        let neighbours = try around.map { count throws(Failure) in
            try memory.neighbours(of: entry.key, in: entry.spaceId, count: count, at: now, for: caller)
        }
        return EntryInContextJSON(
            entry: entry, neighbours: neighbours, chunks: hasChunks ? TextChunks.of(entry.fields.content.stored) : nil)
    }
}

/// An entry as JSON, with `before`, `after` and `chunks` where they were asked for.
package struct EntryInContextJSON: JSONWritable {
    let entry: MemoryEntry
    let neighbours: EntryNeighbours?
    let chunks: [Substring]?

    package func write(to out: inout JSONWriter) {
        out.object { out in members(&out) }
    }

    func members(_ out: inout JSONWriter) {
        EntryJSON.members(of: entry, &out)
        if let neighbours {
            out.member("before", neighbours.before.map(EntryJSON.init))
            out.member("after", neighbours.after.map(EntryJSON.init))
        }
        if let chunks { out.member("chunks", chunks.map { String($0) }) }
    }
}
