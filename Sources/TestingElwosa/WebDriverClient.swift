import Foundation

/// Speaks the W3C WebDriver protocol: JSON over HTTP/1.1, one connection per command.
///
/// - Source: https://www.w3.org/TR/webdriver2/, section 5.
struct WebDriverClient {
    let port: UInt16

    /// - Shape: the `value` of the answer.
    /// - Errors: `BrowserError` with the driver's own words.
    func call(_ method: String, _ path: String, _ parameters: [String: Any]? = nil) throws -> Any {
        let body = try parameters.map { try JSONSerialization.data(withJSONObject: $0) } ?? Data()
        var request = Data("\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n".utf8)
        request += Data("Content-Type: application/json\r\nContent-Length: \(body.count)\r\n\r\n".utf8) + body
        let (status, answer) = try exchange(request)
        let json = try JSONSerialization.jsonObject(with: answer, options: .fragmentsAllowed) as? [String: Any]
        guard status == 200, let value = json?["value"] else {
            throw BrowserError("\(method) \(path): \(Self.reason(json?["value"]) ?? "status \(status)")")
        }
        return value
    }

    /// The driver's message without the stack it appends.
    private static func reason(_ value: Any?) -> String? {
        let message = (value as? [String: Any])?["message"] as? String
        return message?.split(separator: "\n").first.map(String.init)
    }

    private func exchange(_ request: Data) throws -> (status: Int, body: Data) {
        let socket = try connect()
        defer { close(socket) }
        try send(request, on: socket)
        var received = Data()
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while !Self.isComplete(received) {
            let count = recv(socket, &chunk, chunk.count, 0)
            guard count > 0 else { break }
            received += chunk[..<count]
        }
        guard let (head, body) = Self.split(received),
            let status = Int(head.split(separator: " ").dropFirst().first ?? "")
        else { throw BrowserError("chromedriver broke off its answer") }
        return (status, body)
    }

    private func connect() throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var limit = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let connected = withUnsafeBytes(of: &address) { bytes in
            Glibc.connect(
                descriptor, bytes.assumingMemoryBound(to: sockaddr.self).baseAddress, socklen_t(bytes.count))
        }
        guard connected == 0 else {
            close(descriptor)
            throw BrowserError("chromedriver does not answer on port \(port)")
        }
        return descriptor
    }

    private func send(_ request: Data, on socket: Int32) throws {
        try request.withUnsafeBytes { bytes in
            var sent = 0
            while sent < bytes.count {
                let count = Glibc.send(
                    socket, bytes.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
                guard count > 0 else { throw BrowserError("chromedriver took no more of a command") }
                sent += count
            }
        }
    }

    private static func split(_ received: Data) -> (head: String, body: Data)? {
        guard let end = received.range(of: Data("\r\n\r\n".utf8)) else { return nil }
        return (String(decoding: received[..<end.lowerBound], as: UTF8.self), Data(received[end.upperBound...]))
    }

    private static func isComplete(_ received: Data) -> Bool {
        guard let (head, body) = split(received),
            let length = head.firstMatch(of: /(?i)content-length:\s*(\d+)/).flatMap({ Int($0.1) })
        else { return false }
        return body.count >= length
    }
}
