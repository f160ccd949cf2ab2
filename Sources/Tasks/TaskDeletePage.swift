import Domain
import HTML
import Texts

struct TaskDeletePage {
    let texts: Texts
    let formToken: HTML
    let task: TaskItem

    var main: HTML { "" }
}
