/// What a server hands requests to: a site, or in a test any function.
///
/// Called on many threads at once, each call with a request of its own; it never throws, since whatever goes wrong
/// is an answer too.
public protocol Answering: Sendable {
    /// - Shape: exactly one response; a response to HEAD carries the headers of GET and no body.
    func answer(_ parameters: Parameters, body: RequestBody) -> Response
}
