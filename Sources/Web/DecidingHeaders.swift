import Domain

/// The headers that something is decided by. A gateway may read the first of two and a proxy the last, so one that
/// stands twice is refused.
enum DecidingHeaders {
    /// - Errors: `.malformed` naming a header that stands twice; `.unsupportedType` on `Content-Encoding` for a body
    ///   that is compressed.
    static func check(_ parameters: Parameters) throws(Failure) {
        guard !parameters.isDoubled("CONTENT_LENGTH") else { throw doubled("Content-Length") }
        guard let method = parameters["REQUEST_METHOD"], method != "GET", method != "HEAD" else { return }
        for (name, variable) in ofChanges where parameters.isDoubled(variable) { throw doubled(name) }
        if let coding = parameters["HTTP_CONTENT_ENCODING"], coding.lowercased() != "identity" {
            // RFC 9110, section 15.5.16.
            throw Failure(
                .unsupportedType, "Content-Encoding: send the body as it is.", field: "Content-Encoding")
        }
    }

    private static let ofChanges: [(String, StaticString)] = [
        ("Content-Type", "CONTENT_TYPE"), ("Content-Encoding", "HTTP_CONTENT_ENCODING"), ("Origin", "HTTP_ORIGIN"),
        ("Sec-Fetch-Site", "HTTP_SEC_FETCH_SITE"), ("Idempotency-Key", "HTTP_IDEMPOTENCY_KEY"),
        ("If-Match", "HTTP_IF_MATCH"),
    ]

    private static func doubled(_ name: String) -> Failure { Failure(.doubled, field: name, kind: .malformed) }
}
