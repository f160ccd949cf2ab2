/// The receiver of a server's requests: a site, or in a test any function.
///
/// Called on many threads at once, each call with a request of its own; it never throws, since whatever goes wrong
/// is an answer too.
package protocol Answering: Sendable {
    /// - Shape: exactly one response; for HEAD the one GET would get, whose body the server keeps to itself.
    func answer(_ parameters: Parameters, body: RequestBody) -> Response
}
