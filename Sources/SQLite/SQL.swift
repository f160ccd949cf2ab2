/// A statement's text.
///
/// A literal cannot be interpolated into: values are bound, so nothing a person typed becomes SQL. Where a statement
/// has to be put together at run time, `SQL(composed:)` says so, and a search finds every such place.
public struct SQL: ExpressibleByStringLiteral, Sendable {
    enum Form: Sendable {
        case literal(StaticString)
        case composed(String)
    }

    let form: Form

    public init(stringLiteral literal: StaticString) {
        form = .literal(literal)
    }

    /// A text put together from fragments that are all our own, never from input.
    public init(composed text: String) {
        form = .composed(text)
    }

    /// What a log may show: the composed ones stay out of it.
    var safeText: String? {
        guard case .literal(let text) = form else { return nil }
        return text.description
    }
}
