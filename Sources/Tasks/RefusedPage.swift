import Domain
import HTML
import TaskTexts
import Texts
import Web

/// A change that the state of things does not allow: what happened, that nothing was changed, and the next step.
struct RefusedPage: Page {
    let context: PageContext
    let failure: Failure
    /// The fields of the form, which was sent to this address; empty where sending it again changes nothing.
    let sent: [(name: String, value: String)]
    /// The page that the browser came from.
    let back: Link

    var main: HTML {
        """
        <div class="problem">
        <h1>\(texts[failure.kind])</h1>
        <p>\(failure.rule.map(texts.sentence) ?? texts.advice(failure.kind))</p>
        <p class="second">\(texts[.errorNothingLost])</p>
        <div class="actions">\(anyway)<a class="button\(anyway == nil ? " main" : "")" href="\(back)">\(texts[.goBack])</a></div>
        </div>
        """
    }

    /// The same once more, and this time in spite of what stands against it.
    private var anyway: HTML? {
        guard failure.rule == .blocked, !sent.isEmpty else { return nil }
        return """
            <form method="post" action="\(context.here)">\(formToken)\(sent.filter { $0.name != "force" }.map {
                "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" as HTML
            })<input type="hidden" name="force" value="true">
            <button class="button main">\(texts[.completeAnyway])</button></form>
            """
    }
}

extension TasksArea {
    /// Changes that a blocker, a role or a later change stands against.
    package func answer(to failure: Failure, _ exchange: Exchange) -> Response? {
        guard !exchange.request.method.isSafe, [.conflict, .forbidden].contains(failure.kind),
            let fields = try? exchange.fields()
        else { return nil }
        let back = fields.typedReturnLink ?? Link("/tasks")
        // An empty form still says what is meant, such as completing a task.
        let sent = fields.pairs.isEmpty ? [(name: ReturnLink.name, value: back.address)] : fields.pairs
        let page = RefusedPage(context: exchange.context, failure: failure, sent: sent, back: back)
        return exchange.page(showing: failure, title: exchange.texts[failure.kind], page)
    }
}
