import Domain
import HTML
import Texts

struct DashboardPage {
    let texts: Texts
    let formToken: HTML
    let overview: TaskOverview
    let callerName: String
    let now: Instant

    var main: HTML { "" }
}
