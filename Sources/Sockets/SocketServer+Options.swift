import Glibc

extension SocketServer {
    /// The options by which connections that stay open are served; the defaults suit a small machine behind NGINX.
    package struct Options: Sendable {
        /// Connections at once; further ones are closed. The limit of open files bounds it too.
        package var connections = 20_000
        /// Bytes of a WebSocket message, whole or in fragments; a longer one closes with 1009.
        package var messageBytes = 65_536
        /// Bytes of a request body.
        package var bodyBytes = 65_536
        /// Bytes on their way to a client from which on it is congested.
        package var congestedBytes = 65_536
        /// Bytes on their way to a client that are too many: it is cut.
        package var bufferedBytes = 524_288
        /// The time that a congested client has to take something.
        package var patience: Duration = .seconds(30)
        /// Silence after which a client is pinged, or an event stream gets a comment.
        package var heartbeat: Duration = .seconds(25)
        /// Silence after which a WebSocket is given up: it has not even answered pings.
        package var silence: Duration = .seconds(75)
        /// The time that a request may take to arrive, and a close to be answered.
        package var handshake: Duration = .seconds(10)
        /// Ends the program when there was no connection for so long; nil is never.
        package var idleExit: Duration?
        /// User ids that may connect, beside this process's own and root.
        package var peers: Set<UInt32> = []
        /// The log for whoever runs the site, one sentence a line.
        package var log: @Sendable (String) -> Void = { line in
            let bytes = Array((line + "\n").utf8)
            _ = write(2, bytes, bytes.count)
        }

        package init() {}
    }
}
