import Domain
import HTML
import Web

extension TasksArea {
    func historyPage(_ e: Exchange, _ id: Int64, _ entries: [HistoryEntry], _ w: Window) throws(Failure) -> Response {
        e.seeOther(Link("/"))
    }
    func trashPage(_ e: Exchange, _ trash: [TrashedTask], _ w: Window) -> Response { e.seeOther(Link("/")) }
    func projectsPage(_ e: Exchange, _ found: [ProjectSummary], typed: String, failure: Failure?) throws(Failure)
        -> Response
    { e.seeOther(Link("/")) }
    func projectPage(_ e: Exchange, _ detail: ProjectDetail, failure: Failure?) throws(Failure) -> Response {
        e.seeOther(Link("/"))
    }
    func labelsPage(_ e: Exchange, _ labels: [(label: TaskLabel, count: Int)], typed: String, failure: Failure?)
        throws(Failure) -> Response
    { e.seeOther(Link("/")) }
}
