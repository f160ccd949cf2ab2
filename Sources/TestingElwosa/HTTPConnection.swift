import Foundation

/// One connection to a server on this machine.
package final class HTTPConnection {
    private let descriptor: Int32
    private var received: [UInt8] = []
    /// The other end has gone.
    private(set) var isOver = false

    /// - Errors: `HTTPError` when nobody listens on the port.
    package init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        patience(30)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let code = withUnsafeBytes(of: &address) {
            connect(descriptor, $0.assumingMemoryBound(to: sockaddr.self).baseAddress!, socklen_t($0.count))
        }
        guard code == 0 else { throw HTTPError("port \(port): \(String(cString: strerror(errno)))") }
    }

    /// - Errors: `FastCGIClient.Trouble` when nobody listens at the path.
    package init(path: String) throws {
        descriptor = try UnixSocket.connect(path)
        patience(30)
    }

    deinit { close(descriptor) }

    /// Something has come that nobody took.
    var hasMore: Bool { !received.isEmpty }

    /// Waits for no more than so long for what comes next.
    package func patience(_ seconds: Double) {
        var limit = timeval(tv_sec: Int(seconds), tv_usec: Int(seconds.truncatingRemainder(dividingBy: 1) * 1_000_000))
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    /// Keeps only so much that it has not read; to be said before anything was sent.
    package func receiveBuffer(_ bytes: Int32) {
        var bytes = bytes
        setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &bytes, socklen_t(MemoryLayout<Int32>.size))
    }

    package func send(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress!, $0.count, Int32(MSG_NOSIGNAL))
            }
            // A server that refuses a body may close before it has read it, and its answer is there all the same.
            if count < 0, errno == EPIPE || errno == ECONNRESET { return }
            guard count > 0 else { throw HTTPError("sending: \(String(cString: strerror(errno)))") }
            rest.removeFirst(count)
        }
    }

    /// The next answer, whole.
    package func receive(isHead: Bool = false) throws -> HTTPReply {
        while true {
            let reply = try receiveOne(isHead: isHead)
            // 100 Continue and its like only announce.
            if reply.status >= 200 || reply.status == 101 { return reply }
        }
    }

    private func receiveOne(isHead: Bool) throws -> HTTPReply {
        let bare = try receiveHead()
        let isBodiless = isHead || bare.status < 200 || bare.status == 204 || bare.status == 304
        return isBodiless ? bare : HTTPReply(status: bare.status, headers: bare.headers, body: try body(of: bare))
    }

    /// The head of the next answer; its body is left to the caller.
    func receiveHead() throws -> HTTPReply {
        let head = try take(through: [13, 10, 13, 10])
        let lines = String(decoding: head, as: UTF8.self).components(separatedBy: "\r\n").filter { !$0.isEmpty }
        guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
            throw HTTPError("no status line: \(lines.first ?? "")")
        }
        let headers = lines.dropFirst().compactMap { line -> (name: String, value: String)? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            return (String(line[..<colon]), line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces))
        }
        return HTTPReply(status: status, headers: headers, body: [])
    }

    private func body(of reply: HTTPReply) throws -> [UInt8] {
        if reply.header("Transfer-Encoding")?.lowercased() == "chunked" { return try chunks() }
        if let length = reply.header("Content-Length").flatMap({ Int($0) }) { return try take(length) }
        while try fill() {}
        return try take(received.count)
    }

    private func chunks() throws -> [UInt8] {
        var body: [UInt8] = []
        while true {
            let chunk = try chunk()
            if chunk.isEmpty { return body }
            body += chunk
        }
    }

    /// - Shape: empty for the last one.
    func chunk() throws -> [UInt8] {
        let line = String(decoding: try take(through: [13, 10]).dropLast(2), as: UTF8.self)
        guard let size = Int(line.prefix { $0 != ";" }, radix: 16) else { throw HTTPError("chunk \(line)") }
        defer { _ = try? take(through: [13, 10]) }
        return try take(size)
    }

    private func take(through end: [UInt8]) throws -> [UInt8] {
        var searched = 0
        while true {
            if received.count >= end.count {
                for start in searched...(received.count - end.count)
                where received[start..<start + end.count].elementsEqual(end) {
                    return try take(start + end.count)
                }
                searched = received.count - end.count + 1
            }
            guard try fill() else { throw HTTPError("the answer broke off after \(received.count) bytes") }
        }
    }

    /// The bytes that have come, at least one; nil at the end.
    package func takeAny() throws -> [UInt8]? {
        if received.isEmpty, try !fill() { return nil }
        return try take(received.count)
    }

    func take(_ count: Int) throws -> [UInt8] {
        while received.count < count {
            guard try fill() else { throw HTTPError("the body broke off after \(received.count) of \(count) bytes") }
        }
        defer { received.removeFirst(count) }
        return Array(received[..<count])
    }

    /// Waits for more; false at the end of the connection.
    private func fill() throws -> Bool {
        var piece = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &piece, piece.count, 0)
        // Whoever is killed resets what was not read.
        isOver = count == 0 || (count < 0 && errno == ECONNRESET)
        if isOver { return false }
        guard count >= 0 else { throw HTTPError("receiving: \(String(cString: strerror(errno)))") }
        received += piece[..<count]
        return count > 0
    }
}
