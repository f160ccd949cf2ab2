import Domain
import HTML

/// The failures that a page says beside the form that was sent; any other is a page of its own.
package struct ShownFailures: Sendable, ExpressibleByArrayLiteral {
    let isShown: @Sendable (Failure) -> Bool

    package init(where isShown: @escaping @Sendable (Failure) -> Bool) {
        self.isShown = isShown
    }

    package init(arrayLiteral kinds: Failure.Kind...) {
        self.init { kinds.contains($0.kind) }
    }
}

extension Exchange {
    /// Carries out what a form asks for; a browser whose form is refused gets it once more.
    ///
    /// - Shape: `again` draws the page with what was typed and what is wrong with it.
    /// - Errors: those of `carryOut` that are not `shown`, and for a program all of them.
    package func form(
        showing shown: ShownFailures, _ carryOut: () throws(Failure) -> Response,
        again: (Failure) throws(Failure) -> Response
    ) throws(Failure) -> Response {
        do throws(Failure) {
            return try carryOut()
        } catch {
            return try self.again(error, showing: shown, again)
        }
    }

    /// A form that is refused once more, as `form` shows it.
    package func again(
        _ failure: Failure, showing shown: ShownFailures, _ page: (Failure) throws(Failure) -> Response
    ) throws(Failure) -> Response {
        guard wantsPage, shown.isShown(failure) else { throw failure }
        return try page(failure)
    }

    /// A page that shows what was refused, with the status of the failure; 200 where there is none.
    package func page(
        showing failure: Failure?, title: String, _ page: some Page, live: LiveView? = nil
    ) -> Response {
        self.page(failure.map { Problem.status(of: $0.kind) } ?? .ok, title: title, page, live: live)
    }
}
