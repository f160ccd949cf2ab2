import Domain
import JSON
import TaskDomain

/// The report of an import as JSON; `docs/api/import.md` describes the members.
package struct ImportJSON: JSONWritable {
    private let report: ImportReport
    private let life: Life

    package init(report: ImportReport, life: Life) {
        self.report = report
        self.life = life
    }

    package func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("created", report.count.created)
            out.member("updated", report.count.updated)
            out.member("unchanged", report.count.unchanged)
            out.member("projects", report.count.projects)
            out.member("ties", report.count.ties)
            out.member("change", report.change.map { EventMark($0, in: life).description })
            out.member("skipped", each: report.skipped) { out, skipped in
                out.member("reason", skipped.reason.rawValue)
                out.member("count", skipped.count)
                out.member("names", skipped.names)
            }
        }
    }
}
