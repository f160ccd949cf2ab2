import Domain
import JSON
import MemoryDomain

/// The entries and tasks that lead to an entry, as JSON; `docs/api/memory.md` describes the members.
package struct EntryCitationsJSON: JSONWritable {
    private let entries: [MemoryEntry]
    private let tasks: [CitingTask]

    package init(entries: [MemoryEntry], tasks: [CitingTask]) {
        (self.entries, self.tasks) = (entries, tasks)
    }

    package func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("entries", each: entries) { out, entry in
                out.member("space", entry.spaceId)
                out.member("key", entry.key)
                out.member("kind", entry.fields.kind.rawValue)
                out.member("beginning", EntryExcerpt(content: entry.fields.content, limit: 120, lines: 1).text)
            }
            out.member("tasks", each: tasks) { out, task in
                out.member("id", task.id)
                out.member("title", task.title)
                out.member("status", task.status)
            }
        }
    }
}
