/// The answer of a connection that stays open after it: a WebSocket (status 101) or server-sent events.
///
/// All functions are called on one thread, one after the other, and return at once.
///
/// - Source: RFC 6455 (WebSocket); the HTML standard, section 9.2 (server-sent events).
package protocol OpenSession: AnyObject, Sendable {
    /// The answer's head is on its way; from now on there is somebody to speak to.
    func opened(_ connection: any OpenConnection)

    /// A whole message of a WebSocket; an event stream hears nothing.
    func received(_ message: SocketMessage)

    /// The other end has taken enough of what was sent that there is room again.
    func drained()

    /// The connection has ended, whoever ended it. Nothing follows.
    func closed()
}

extension OpenSession {
    package func drained() {}
}
