import Glibc

/// A web server's side of one FastCGI connection, one record at a time, so that a test can also send half of one,
/// leave, or say things in the wrong order.
///
/// - Source: the FastCGI specification 1.0, sections 3 and 5.
package final class FastCGIClient {
    /// Why a connection could not be made, or gave no answer.
    package enum Trouble: Error, Equatable {
        case system(String)
        /// The responder closed before the end record.
        case closed
        /// Nothing came in time.
        case silent
    }

    private var socket: Int32
    private var unread: [UInt8] = []

    /// - Units: `patience` is how many milliseconds it waits for bytes.
    package init(path: String, patience: Int = 10_000) throws {
        socket = try UnixSocket.connect(path)
        var limit = timeval(tv_sec: patience / 1_000, tv_usec: patience % 1_000 * 1_000)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { hangUp() }

    /// Leaves without a word.
    package func hangUp() {
        if socket >= 0 { close(socket) }
        socket = -1
    }

    /// Sends bytes as they are.
    package func send(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { throw Trouble.system(String(cString: strerror(errno))) }
            rest = rest.dropFirst(count)
        }
    }

    /// The next record from the responder.
    package func receive() throws -> FastCGIRecord {
        let header = try take(8)
        let content = try take(Int(header[4]) << 8 | Int(header[5]))
        _ = try take(Int(header[6]))
        return FastCGIRecord(
            kind: header[1], request: UInt16(header[2]) << 8 | UInt16(header[3]), content: content)
    }

    /// Tells whether the responder closes the connection, with nothing more to say.
    package func isClosed() throws -> Bool {
        do {
            _ = try take(1)
            return false
        } catch Trouble.closed {
            return true
        }
    }

    private func take(_ count: Int) throws -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while unread.count < count {
            let got = recv(socket, &buffer, buffer.count, 0)
            if got < 0, errno == EAGAIN { throw Trouble.silent }
            guard got > 0 else { throw Trouble.closed }
            unread += buffer[..<got]
        }
        defer { unread.removeFirst(count) }
        return Array(unread.prefix(count))
    }
}
