import Domain
import JSON
import TaskDomain

/// A project as JSON; `docs/api/projects.md` describes the members.
package struct ProjectJSON: JSONWritable {
    private let detail: ProjectDetail

    package init(detail: ProjectDetail) {
        self.detail = detail
    }

    package func write(to out: inout JSONWriter) {
        out.object { out in
            ProjectSummaryJSON.members(of: detail.summary, &out)
            out.member("members", each: detail.members) { out, member in
                out.member("id", member.account.id)
                out.member("name", member.account.name)
                out.member("role", member.role.rawValue)
            }
        }
    }
}

/// A project as lists have it, without its members.
package struct ProjectSummaryJSON: JSONWritable {
    private let summary: ProjectSummary

    package init(summary: ProjectSummary) {
        self.summary = summary
    }

    package func write(to out: inout JSONWriter) {
        out.object { out in Self.members(of: summary, &out) }
    }

    static func members(of summary: ProjectSummary, _ out: inout JSONWriter) {
        let project = summary.project
        out.member("id", project.id)
        out.member("name", project.name)
        out.member("description", project.description)
        out.member("role", summary.role?.rawValue)
        out.member("liveTasks", summary.live)
        out.member("createdAt", project.createdAt.rfc3339)
        out.member("archivedAt", project.archivedAt?.rfc3339)
        out.member("version", project.version)
    }
}
