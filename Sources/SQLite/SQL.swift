/// A statement's text.
///
/// A literal cannot be interpolated into: values are bound, so nothing a person typed becomes SQL. Where a statement
/// has to be put together at run time, `SQL(composed:)` says so, and a search finds every such place.
package struct SQL: ExpressibleByStringLiteral, Sendable {
    enum Storage: Sendable {
        case literal(StaticString)
        case kept(Kept)
        case composed(String)
    }

    /// A text that is found again by being the same object.
    final class Kept: Sendable {
        let text: String

        init(_ text: String) { self.text = text }
    }

    let storage: Storage

    package init(stringLiteral literal: StaticString) {
        storage = .literal(literal)
    }

    /// A text put together from fragments that are all our own, never from input.
    package init(composed text: String) {
        storage = .composed(text)
    }

    /// The same for a `static let`: put together once, and found again as a literal is, without a look at the text. Each
    /// call makes a statement of its own that stays prepared, so it is no way to put one together for a request.
    package init(kept text: String) {
        storage = .kept(Kept(text))
    }

    /// The text as a log may show it: the composed ones stay out of it.
    var safeText: String? {
        guard case .literal(let text) = storage else { return nil }
        return text.description
    }
}
