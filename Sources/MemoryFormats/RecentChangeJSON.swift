import Domain
import JSON
import MemoryDomain

/// The last change of an entry as JSON; `docs/api/memory.md` describes the members.
package struct RecentChangeJSON: JSONWritable {
    private let change: RecentChange

    package init(change: RecentChange) {
        self.change = change
    }

    package func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("space", change.spaceId)
            out.member("key", change.key)
            out.member("version", change.version)
            out.member("deed", change.deed.rawValue)
            out.member("writtenAt", change.at.rfc3339)
            out.member("writtenBy", change.by?.name)
            out.member("conversation", change.conversation?.name)
            out.member("kind", change.entry?.fields.kind.rawValue)
            out.member("speaker", change.entry?.fields.speaker)
            out.member("beginning", change.entry.map { EntryExcerpt(content: $0.fields.content).text })
        }
    }
}
