import Domain
import HTML
import Web

extension TasksArea {
    func viewsPage(_ e: Exchange, _ views: [SavedView], failure: Failure?) -> Response { e.seeOther(Link("/")) }
}
