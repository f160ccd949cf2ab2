import Domain
import MemoryDomain
import SQLite
import Store

/// The entries of one space that come into question for a filter, before it is asked what they show.
struct EntryCandidates {
    private var tables = "memoryEntry e"
    private var conditions = ["e.spaceId = ?"]
    private(set) var values: [(any Bindable)?]
    private var order = "e.id"

    /// All that are meant, for counting and deleting.
    init(of space: Int64, _ filter: EntryFilter) {
        values = [space]
        if let prefix = filter.prefix { require(prefix: prefix) }
        for tag in filter.tags {
            add("e.id IN (SELECT entryId FROM memoryTag WHERE spaceId = ? AND tag = ?)", space, tag)
        }
    }

    /// Those in the order of a list, of which a window is looked at: only by what an index has in that order, so that a
    /// window is never looked for among a million of others.
    ///
    /// - Errors: `.malformed` on `after` for what no page said.
    init(of space: Int64, _ query: EntryQuery, after: String?) throws {
        values = [space]
        switch query.order {
        case .newest:
            order = "e.seq DESC"
            var seq = "e.seq"
            // Tags have an index of what an entry shows from now on.
            if query.time == .now, let tag = query.filter.tags.first {
                tables = "memoryTag g CROSS JOIN memoryEntry e"
                conditions = ["e.id = g.entryId", "g.spaceId = ?"]
                (order, seq) = ("g.seq DESC", "g.seq")
                add("g.tag = ?", tag)
            }
            guard let after else { return }
            guard let last = Int64(after) else { throw Failure(.type("an integer"), field: "after", kind: .malformed) }
            add("\(seq) < ?", last)
        case .key, .lastKey:
            order = query.order == .key ? "e.key" : "e.key DESC"
            if let prefix = query.filter.prefix { require(prefix: prefix) }
            if let after { add("e.key \(query.order == .key ? ">" : "<") ?", after) }
        }
    }

    private mutating func require(prefix: String) { add("e.key >= ? AND e.key < ?", prefix, prefix + "\u{10FFFF}") }

    private mutating func add(_ condition: String, _ more: (any Bindable)?...) {
        conditions.append(condition)
        values += more
    }

    /// The rows of all of them, as a table of a statement.
    var all: String { "(SELECT e.* FROM \(tables) WHERE \(conditions.joined(separator: " AND ")))" }

    /// The first of them, in their order; how many is one value more.
    var first: String {
        "(SELECT e.* FROM \(tables) WHERE \(conditions.joined(separator: " AND ")) ORDER BY \(order) LIMIT ?)"
    }

    /// The one behind so many, which is one value more.
    var behind: String {
        """
        SELECT e.seq, e.key FROM \(tables) WHERE \(conditions.joined(separator: " AND ")) ORDER BY \(order) LIMIT 1
        OFFSET ?
        """
    }
}
