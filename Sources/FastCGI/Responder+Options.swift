import Glibc

extension Responder {
    /// The options by which a responder serves; the defaults suit a small machine behind NGINX.
    package struct Options: Sendable {
        /// Threads that answer requests; an idle connection costs none.
        package var threads = 8
        /// Streamed answers at once, each with a thread of its own beside the pool; one more gets 503.
        package var streams = 64
        /// Bytes of stack for each of those threads.
        package var stackBytes = 512 * 1_024
        /// Connections open at once; further ones wait in the socket's backlog. libfcgi closes broken connections
        /// with `select`, so descriptors must stay below 1,024.
        package var connections = 900
        /// Longest silence of the web server in the middle of a record, or of its reading of an answer.
        package var socketTimeout: Duration = .seconds(30)
        /// Called when there has been no connection for a moment, before free memory goes back to the system: lets go
        /// what is only kept to be quick.
        package var whenIdle: @Sendable () -> Void = {}
        /// Ends the responder when there was no connection for so long; nil is never.
        package var idleExit: Duration?
        /// The time for which streamed answers may go on after a drain has begun.
        package var streamDrain: Duration = .seconds(5)
        /// When a drain ends whatever is still open; longer than the web server keeps an idle connection.
        package var drainLimit: Duration = .seconds(60)
        /// Bytes of a request body its handler left unread that are read and thrown away, so that the connection
        /// can carry the next request.
        package var unreadBodyLimit = 16 * 1_048_576
        /// User ids that may connect, beside this process's own and root.
        package var peers: Set<UInt32> = []
        /// The users that may always connect. A test takes them away to be refused.
        var owners: Set<UInt32> = [0, getuid(), geteuid()]
        /// Where `READY=1` is written, and which is closed, when requests are accepted; without one,
        /// `ELWOSA_NOTIFY_FD` names it.
        package var notifyDescriptor: Int32?
        /// Numbers that the responder keeps and anybody may read.
        package var counters = ResponderCounters()
        /// The log for whoever runs the site, one sentence a line.
        package var log: @Sendable (String) -> Void = { line in
            let bytes = Array((line + "\n").utf8)
            _ = write(2, bytes, bytes.count)
        }

        package init() {}
    }
}
