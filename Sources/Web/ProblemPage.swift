import Domain
import HTML
import Texts

/// A page that says what went wrong, what is safe, and what to do.
struct ProblemPage {
    let problem: Problem
    let texts: Texts

    var main: HTML {
        """
        <div class="problem">
        <p class="code">\(problem.status.rawValue)</p>
        \(reason)
        <p class="actions"><a class="button main" href="/">\(texts[.overviewLink])</a></p>
        \(requestId)
        </div>
        """
    }

    private var reason: HTML {
        // Whoever follows a link has filled in no field, and is told what to do by the rule.
        if let rule = problem.failure.rule, rule == .linkGone { return "<h1>\(texts.sentence(rule))</h1>" }
        return """
            <h1>\(texts[problem.failure.kind])</h1>
            \(rule)
            <p class="second">\(texts.advice(problem.failure.kind))</p>
            """
    }

    /// The field and its rule, where one was broken.
    private var rule: HTML? {
        guard let field = problem.failure.field, let rule = problem.failure.rule else { return nil }
        return "<p><span class=\"mono\">\(field)</span>: \(texts.sentence(rule))</p>"
    }

    private var requestId: HTML? {
        problem.requestId.map {
            "<p class=\"small quiet\">\(texts[.errorRequestId]) <span class=\"mono\">\($0)</span></p>"
        }
    }
}
