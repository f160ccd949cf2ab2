import Domain
import MemoryDomain
import SQLite
import Store

/// A page of the entries of a space.
///
/// It looks at so many entries at most, whatever it is asked for: where few of them are meant, the page says where to go
/// on.
struct EntryList {
    let space: Int64
    let query: EntryQuery
    let retention: Int?
    let reader: EntryReader

    /// Entries that one step looks at at most, and steps of one page.
    private static let window = 2_000
    private static let windows = 25
    /// Entries that may be deleted or over among those of a page.
    private static let spare = 15

    private struct Found {
        let id: Int64
        let cursor: String
        let bytes: Int
    }

    func page() throws -> EntryPage {
        var (found, after, isLast): ([Found], String?, Bool) = ([], query.after, false)
        // Where nothing is filtered the first step finds the page: it looks at little more than that.
        var window = min(query.limit + 1 + Self.spare, Self.window)
        for _ in 0..<Self.windows where !isLast && found.count <= query.limit {
            let step = try step(after: after, limit: query.limit + 1 - found.count, window)
            found += step.found
            (after, isLast) = (step.last ?? after, step.isLast)
            window = min(window * 8, Self.window)
        }
        var (taken, bytes) = ([Found](), 0)
        for one in found.prefix(query.limit) {
            bytes += one.bytes
            guard taken.isEmpty || bytes <= EntryReader.pageBytes else { break }
            taken.append(one)
        }
        let entries = try reader.entries(taken.map(\.id))
        let next = taken.count < found.count ? taken.last?.cursor : isLast ? nil : after
        return EntryPage(entries: taken.compactMap { entries[$0.id] }, next: next)
    }

    /// - Shape: `last` is where the window ends; `isLast` where nothing is behind it.
    private func step(
        after: String?, limit: Int, _ window: Int
    ) throws -> (found: [Found], last: String?, isLast: Bool) {
        let candidates = try EntryCandidates(of: space, query, after: after)
        var selection = EntrySelection(
            query.time, at: reader.now, of: candidates.first, candidates.values + [window])
        selection.require(query.filter)
        if query.order == .newest, let prefix = query.filter.prefix { selection.require(prefix: prefix) }
        selection.require(retention: retention, at: reader.now)
        let found = try reader.tx.all(
            SQL(
                composed: """
                    SELECT e.id, e.seq, e.key, v.bytes FROM \(selection.tables) WHERE \(selection.condition)
                    ORDER BY \(order) LIMIT ?
                    """), values: selection.values + [limit]
        ) { row in Found(id: try row[0], cursor: try cursor(row, 1), bytes: try row[3]) }
        guard found.count < limit else { return (found, found.last?.cursor, false) }
        let ends = try reader.tx.all(
            SQL(composed: candidates.behind), values: candidates.values + [window - 1]
        ) { row in try cursor(row, 0) }
        return (found, ends.first, ends.isEmpty)
    }

    private var order: String {
        switch query.order {
        case .newest: "e.seq DESC"
        case .key: "e.key"
        case .lastKey: "e.key DESC"
        }
    }

    private func cursor(_ row: borrowing Row, _ first: Int) throws -> String {
        let seq: Int64 = try row[first]
        return query.order == .newest ? String(seq) : try row[first + 1]
    }
}
