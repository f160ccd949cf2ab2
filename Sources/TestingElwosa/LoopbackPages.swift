import Foundation

/// A few pages over HTTP on the loopback, for as long as the object lives: enough to try a browser on.
package final class LoopbackPages {
    /// The answer of one path.
    package struct Answer: Sendable {
        let type: String
        let body: [UInt8]

        package init(_ html: String) {
            type = "text/html; charset=utf-8"
            body = Array(html.utf8)
        }

        package init(text: String, type: String = "text/plain") {
            self.type = type + "; charset=utf-8"
            body = Array(text.utf8)
        }

        /// A file as it stands; `.css`, `.js`, `.svg` and `.png` are known by their names.
        package init(file: String) throws {
            let types = ["css": "text/css", "js": "text/javascript", "svg": "image/svg+xml", "png": "image/png"]
            type = types[URL(fileURLWithPath: file).pathExtension] ?? "application/octet-stream"
            body = Array(try Data(contentsOf: URL(fileURLWithPath: file)))
        }
    }

    package let address: String
    private let listener: Int32

    /// - Shape: `pages` maps a path to what it answers with; the query is cut off, other paths are 404. `policy` is the
    ///   content policy of every answer.
    package convenience init(_ pages: [String: Answer], policy: String) {
        self.init(policy: policy) { head in
            let target = head.split(separator: " ").dropFirst().first ?? ""
            return pages[String(target.prefix { $0 != "?" })]
        }
    }

    /// - Shape: `page` makes the answer of a request's head as it came; nil is 404.
    package init(policy: String, page: @escaping @Sendable (String) -> Answer?) {
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
            while case let client = accept(listener, nil, nil), client >= 0 { Self.answer(client, page, policy) }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private static func answer(_ client: Int32, _ answer: (String) -> Answer?, _ policy: String) {
        defer { close(client) }
        var bytes = [UInt8](repeating: 0, count: 16_384)
        let count = max(0, recv(client, &bytes, bytes.count, 0))
        let found = answer(String(decoding: bytes[..<count], as: UTF8.self))
        let page = found ?? Answer("<!doctype html><title>none</title>")
        let head = """
            HTTP/1.1 \(found == nil ? "404 Not Found" : "200 OK")\r
            Content-Type: \(page.type)\r
            Content-Security-Policy: \(policy)\r
            Content-Length: \(page.body.count)\r
            Connection: close\r
            \r

            """
        let reply = Array(head.utf8) + page.body
        var sent = 0
        while sent < reply.count {
            let count = send(client, Array(reply[sent...]), reply.count - sent, Int32(MSG_NOSIGNAL))
            guard count > 0 else { return }
            sent += count
        }
    }
}
