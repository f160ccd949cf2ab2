import Foundation

/// A few pages over HTTP on the loopback, for as long as the object lives: enough to try a browser on.
final class LoopbackPages {
    let address: String
    private let listener: Int32

    /// - Shape: `pages` maps a path to the markup it answers with; the query is cut off, other paths are 404.
    init(_ pages: [String: String]) {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        withUnsafeMutableBytes(of: &name) { bytes in
            let generic = bytes.assumingMemoryBound(to: sockaddr.self).baseAddress!
            precondition(bind(listener, generic, length) == 0 && listen(listener, 16) == 0)
            precondition(getsockname(listener, generic, &length) == 0)
        }
        address = "http://127.0.0.1:\(UInt16(bigEndian: name.sin_port))"
        Thread.detachNewThread {
            while case let client = accept(listener, nil, nil), client >= 0 { Self.answer(client, pages) }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private static func answer(_ client: Int32, _ pages: [String: String]) {
        defer { close(client) }
        var bytes = [UInt8](repeating: 0, count: 16_384)
        let count = max(0, recv(client, &bytes, bytes.count, 0))
        let target = String(decoding: bytes[..<count], as: UTF8.self).split(separator: " ").dropFirst().first ?? ""
        let page = pages[String(target.prefix { $0 != "?" })]
        let body = page ?? "<!doctype html><title>none</title>"
        let reply =
            "HTTP/1.1 \(page == nil ? "404 Not Found" : "200 OK")\r\nContent-Type: text/html; charset=utf-8\r\n"
            + "Content-Security-Policy: script-src 'unsafe-inline'; img-src 'none'\r\n"
            + "Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)"
        _ = send(client, reply, reply.utf8.count, Int32(MSG_NOSIGNAL))
    }
}
