import Domain
import JSON
import TaskDomain

/// An entry of a task's history as JSON; `docs/api/tasks.md` describes the members.
package struct HistoryEntryJSON: JSONWritable {
    private let entry: HistoryEntry
    private let life: Life

    package init(entry: HistoryEntry, life: Life) {
        self.entry = entry
        self.life = life
    }

    package func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("change", EventMark(entry.seq, in: life).description)
            out.member("seq", entry.event)
            out.member("at", entry.at.rfc3339)
            out.member("actor", entry.actor)
            out.member("tokenMadeBy", entry.tokenMaker)
            out.member("kind", entry.kind.rawValue)
            out.member("parts", each: entry.parts) { out, part in
                out.member("name", part.name)
                out.member("from", part.from)
                out.member("to", part.to)
            }
        }
    }
}
