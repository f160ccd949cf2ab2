import Domain
import JSON
import MemoryDomain

/// An entry as JSON; `docs/api/memory.md` describes the members.
package struct EntryJSON: JSONWritable {
    private let entry: MemoryEntry

    package init(entry: MemoryEntry) {
        self.entry = entry
    }

    package func write(to out: inout JSONWriter) {
        out.object { out in Self.members(of: entry, &out) }
    }

    static func members(of entry: MemoryEntry, _ out: inout JSONWriter) {
        out.member("id", entry.id)
        out.member("space", entry.spaceId)
        out.member("key", entry.key)
        entry.fields.write(to: &out)
        out.member("writtenIn", entry.writtenIn)
        out.member("version", entry.version)
        out.member("createdAt", entry.createdAt.rfc3339)
        out.member("createdBy", entry.createdBy?.name)
        out.member("imported", entry.createdBy?.isImported ?? false)
        out.member("updatedAt", entry.updatedAt.rfc3339)
    }
}

/// A version of an entry as JSON.
package struct EntryVersionJSON: JSONWritable {
    private let version: EntryVersion

    package init(version: EntryVersion) {
        self.version = version
    }

    package func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("version", version.number)
            out.member("deed", version.deed.rawValue)
            out.member("restored", version.restored)
            out.member("writtenAt", version.at.rfc3339)
            out.member("writtenBy", version.by?.name)
            out.member("imported", version.by?.isImported ?? false)
            version.fields?.write(to: &out)
        }
    }
}

extension EntryVersionJSON {
    /// The place at which the page behind one goes on; nil behind the first version.
    package static func next(after last: EntryVersion?) -> Int64? { last.flatMap { $0.number > 1 ? $0.number : nil } }
}

/// The outcome of a change of many entries as JSON.
package struct EntriesOutcomeJSON: JSONWritable {
    private let outcome: EntriesOutcome
    private let life: Life

    package init(outcome: EntriesOutcome, life: Life) {
        (self.outcome, self.life) = (outcome, life)
    }

    package func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("entries", each: outcome.entries) { out, entry in
                out.member("key", entry.key)
                out.member("version", entry.version)
            }
            out.member("left", outcome.left)
            out.member("change", outcome.change.map { EventMark($0, in: life).description })
        }
    }
}
