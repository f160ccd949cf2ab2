import Domain
import HTML
import Texts

/// What went wrong, what is safe, and what to do.
struct ProblemPage {
    let problem: Problem
    let texts: Texts

    var main: HTML {
        """
        <h1>\(texts[problem.failure.kind])</h1>
        <p>\(texts[.errorNothingLost])</p>
        """
    }
}
