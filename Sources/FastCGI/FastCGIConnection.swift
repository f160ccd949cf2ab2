import CFastCGI
import CLinux
import Glibc
import Platform

/// The fate of a connection after a request.
enum Aftermath {
    /// The web server may send its next request on it.
    case keep
    case close
    /// The web server is still sending a body that nobody reads.
    case closeUnread
}

/// The web server's end of a connection, outside its requests.
enum FastCGIConnection {
    /// Says that nothing more will be sent and throws away what still comes, for two seconds at most: a close with
    /// bytes unread would reset the connection, and NGINX would turn the answer it already has into a 502.
    static func discard(_ connection: Int32) {
        shutdown(connection, Int32(SHUT_WR))
        let begin = MonotonicTime.now
        withUnsafeTemporaryAllocation(byteCount: 16_384, alignment: 16) { buffer in
            var waiting = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
            while poll(&waiting, 1, (Duration.seconds(2) - MonotonicTime.now.since(begin)).pollMilliseconds) == 1 {
                guard recv(connection, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT)) > 0 else {
                    return
                }
            }
        }
    }

    /// Waits for the other end to leave, or for `over` to be raised.
    ///
    /// NGINX closes at once when its client has gone and sends no abort record; others send one.
    ///
    /// - Shape: true when the time has passed and the other end is there.
    static func isThere(_ connection: Int32, over: Int32, milliseconds: Int32) -> Bool {
        let begin = MonotonicTime.now
        var interest = Int16(POLLIN) | elwosa_pollrdhup
        while true {
            let left = (Duration.milliseconds(Int64(milliseconds)) - MonotonicTime.now.since(begin)).pollMilliseconds
            var both = [
                pollfd(fd: connection, events: interest, revents: 0),
                pollfd(fd: over, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&both, 2, left) > 0 else { return true }
            let seen = both[0].revents
            if both[1].revents != 0 || seen & (elwosa_pollrdhup | Int16(POLLHUP | POLLERR | POLLNVAL)) != 0 {
                return false
            }
            if isAborting(connection) { return false }
            // Something else came, which is for later; it must not keep poll from waiting.
            interest = elwosa_pollrdhup
        }
    }

    /// The web server gives the request up: the next record is FCGI_ABORT_REQUEST (the specification, section 5.4).
    private static func isAborting(_ connection: Int32) -> Bool {
        var header: (UInt8, UInt8) = (0, 0)
        let flags = Int32(MSG_PEEK | MSG_DONTWAIT)
        return recv(connection, &header, 2, flags) == 2 && header.1 == RecordKind.abortRequest.rawValue
    }
}
