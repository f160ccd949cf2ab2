import Domain
import HTML
import Texts

struct TaskListPage {
    let texts: Texts
    let formToken: HTML
    let query: TaskQuery
    let page: TaskPage
    let now: Instant

    var main: HTML { "" }
}
