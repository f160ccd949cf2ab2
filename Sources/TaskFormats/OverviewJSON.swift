import Domain
import JSON
import TaskDomain

/// The dashboard as JSON; `docs/api/tasks.md` describes the members.
package struct OverviewJSON: JSONWritable {
    private let overview: TaskOverview

    package init(overview: TaskOverview) {
        self.overview = overview
    }

    package func write(to out: inout JSONWriter) {
        out.object { out in
            out.member(
                "counts",
                object: { out in
                    for status in TaskStatus.allCases { out.member(status.rawValue, overview.counts[status] ?? 0) }
                })
            for (name, tasks) in [
                ("overdue", overview.overdue), ("today", overview.today), ("active", overview.active),
                ("open", overview.open), ("waiting", overview.waiting), ("recentlyDone", overview.recentlyDone),
            ] {
                out.member(name, tasks.map { TaskJSON(task: $0) })
            }
            out.member("donePerDay", overview.donePerDay)
            out.member("openPerDay", overview.openPerDay)
        }
    }
}
