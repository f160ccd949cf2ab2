import Domain
import MemoryChanges
import MemoryDomain
import SQLite
import Store

/// Spaces as files.
extension SQLiteMemoryRepository: SpaceFileRepository {
    package func exportVersions(
        of space: Int64, at now: Instant, for caller: Caller, _ take: ([FiledVersion]) throws -> Void
    ) throws {
        var export = SpaceExport(space: space, now: now, reader: NotedReader(caller, readings))
        while !export.isOver {
            // What a page has looked at holds no reader while it is sent.
            let page = try store.read { tx in
                try SpaceAccess(caller).require(space, tx)
                return try export.page(tx)
            }
            if !page.isEmpty { try take(page) }
        }
    }

    package func importLines(
        _ lines: [SpaceLine], into space: Int64, by change: Change
    ) throws(Failure) -> SpaceImport {
        guard lines.count <= EntryRules.batchLimit else {
            throw Failure(.tooMany(EntryRules.batchLimit), field: "lines")
        }
        return try store.write { [store, limits] tx in
            let rows = SQLiteMemoryRows(tx, key: store.eventKey)
            return try MemoryWriting(rows, change, limits: limits).carryOut(limiting: "lines") { writing in
                let importing = try SpaceImporting(writing, in: space)
                if let known = try rows.outcome(of: change) {
                    let steps = try known.change.map { try rows.steps(ofChange: $0) } ?? []
                    return SpaceImport(taken: steps.count, unchanged: Int(known.subject), change: known.change)
                }
                let count = try importing.take(lines)
                try rows.remember(change, subject: Int64(count.unchanged), seq: writing.seq)
                return SpaceImport(taken: count.taken, unchanged: count.unchanged, change: writing.seq)
            }
        }
    }
}
