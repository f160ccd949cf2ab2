import Domain
import HTML
import Texts

struct TaskConflictPage {
    let texts: Texts
    let formToken: HTML
    let stored: TaskItem
    let typed: TaskFormPage.Values

    var main: HTML { "" }
}
