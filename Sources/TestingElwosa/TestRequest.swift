import Web

/// One request as a test writes it down; every part has a default.
package struct TestRequest: Sendable {
    package var method: String
    /// Path and query, as they are sent.
    package var target: String
    package var headers: [(name: String, value: String)]
    package var body: [UInt8]
    /// The address the request comes from.
    package var network: String
    /// The length that `Content-Length` says; the body's own unless a test lies about it. Nil leaves it out.
    package var announcedLength: Int?

    package init(
        _ method: String = "GET", _ target: String = "/", headers: [(name: String, value: String)] = [],
        body: String = "", network: String = "127.0.0.1"
    ) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = Array(body.utf8)
        self.network = network
        announcedLength = self.body.isEmpty ? nil : self.body.count
    }

    package func with(_ name: String, _ value: String?) -> TestRequest {
        var copy = self
        if let value { copy.headers.append((name, value)) }
        return copy
    }

    /// As a gateway hands it to a responder.
    package var parameters: Parameters {
        let query = target.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
        var pairs = [
            ("REQUEST_METHOD", method), ("REQUEST_URI", target), ("QUERY_STRING", String(query)),
            ("REMOTE_ADDR", network), ("REQUEST_ID", "0123456789abcdef0123456789abcdef"),
        ]
        if let announcedLength { pairs.append(("CONTENT_LENGTH", String(announcedLength))) }
        return Parameters(pairs + headers.map { (Self.variable($0.name), $0.value) })
    }

    /// - Source: RFC 3875, section 4.1.18; the two headers of a body have names of their own.
    private static func variable(_ header: String) -> String {
        let name = header.uppercased().map { $0 == "-" ? "_" : String($0) }.joined()
        return ["CONTENT_TYPE", "CONTENT_LENGTH"].contains(name) ? name : "HTTP_" + name
    }
}
