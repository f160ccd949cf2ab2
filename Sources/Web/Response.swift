/// The answer that goes back to the caller. `FastCGI` turns it into bytes; nothing above it knows how.
package struct Response: Sendable {
    package enum Body: Sendable {
        case none
        case bytes([UInt8])
        /// Written piece by piece while the handler's thread runs; sent unbuffered.
        case stream(@Sendable (any ResponseStream) throws -> Void)
        /// The connection stays open after the head, and this session is what speaks on it.
        case open(any OpenSession)
    }

    package var status: Status
    /// In the order they are sent; names in their usual spelling.
    package var headers: [(name: String, value: String)]
    package var body: Body
    /// The places of the keys of a page's forms, until it is sent.
    var holes: [Int] = []

    package init(_ status: Status, headers: [(name: String, value: String)] = [], body: Body = .none) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    package func with(_ name: String, _ value: String) -> Response {
        var copy = self
        copy.headers.append((name, value))
        return copy
    }

    package func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}

/// A streamed answer on its way to the client.
package protocol ResponseStream {
    /// Sends these bytes now.
    ///
    /// - Errors: `StreamClosed` when the client has gone, the gateway is stuck for longer than the socket's
    ///   time limit, or the responder is draining and its deadline for streams has passed.
    func write(_ bytes: [UInt8]) throws(StreamClosed)

    /// Waits until `milliseconds` have passed or the client has gone, whichever is first.
    ///
    /// - Shape: true while the client is there.
    func wait(milliseconds: Int) -> Bool
}

/// The other end of a stream is no longer there.
package struct StreamClosed: Error {
    package init() {}
}
