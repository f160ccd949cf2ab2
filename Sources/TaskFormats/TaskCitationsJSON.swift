import Domain
import JSON
import TaskDomain

/// The entries of memory that a task cites and those that link to it, as JSON; `docs/api/tasks.md` describes the members.
package struct TaskCitationsJSON: JSONWritable {
    private let cites: [String]
    private let citedBy: [LinkingEntry]

    package init(cites: [String], citedBy: [LinkingEntry]) {
        (self.cites, self.citedBy) = (cites, citedBy)
    }

    package func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("cites", cites)
            out.member("citedBy", each: citedBy) { out, entry in
                out.member("space", entry.space)
                out.member("spaceName", entry.spaceName)
                out.member("key", entry.key)
                out.member("link", entry.link)
                out.member("beginning", entry.beginning)
            }
        }
    }
}
