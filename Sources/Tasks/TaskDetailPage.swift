import Domain
import HTML
import Texts

struct TaskDetailPage {
    let texts: Texts
    let formToken: HTML
    let task: TaskItem
    let stepTitle: String
    let failure: Failure?
    let now: Instant

    var main: HTML { "" }
}
