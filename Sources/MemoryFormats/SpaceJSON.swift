import Domain
import JSON
import MemoryDomain

/// A space as JSON; `docs/api/memory.md` describes the members.
package struct SpaceJSON: JSONWritable {
    private let detail: SpaceDetail

    package init(detail: SpaceDetail) {
        self.detail = detail
    }

    package func write(to out: inout JSONWriter) {
        out.object { out in
            SpaceSummaryJSON.members(of: detail.summary, &out)
            out.member("members", each: detail.members) { out, member in
                out.member("id", member.account.id)
                out.member("name", member.account.name)
                out.member("role", member.role.rawValue)
            }
        }
    }
}

/// A space as lists have it, without its members.
package struct SpaceSummaryJSON: JSONWritable {
    private let summary: SpaceSummary

    package init(summary: SpaceSummary) {
        self.summary = summary
    }

    package func write(to out: inout JSONWriter) {
        out.object { out in Self.members(of: summary, &out) }
    }

    static func members(of summary: SpaceSummary, _ out: inout JSONWriter) {
        let space = summary.space
        out.member("id", space.id)
        out.member("kind", space.kind.rawValue)
        out.member("name", space.name)
        out.member("owner", space.owner?.name)
        out.member("projectId", space.projectId)
        out.member("role", summary.role.rawValue)
        out.member("retentionDays", space.retentionDays)
        out.member("notesReaders", space.notesReaders)
        out.member("entries", summary.size.entries)
        out.member("bytes", summary.size.bytes)
        out.member("createdAt", space.createdAt.rfc3339)
        out.member("version", space.version)
    }
}
