/// The reply to one request.
package struct FastCGIReply: Sendable {
    package let status: Int
    /// Names in lower case.
    package let headers: [(name: String, value: String)]
    package let body: [UInt8]

    /// Reads what a responder or CGI program wrote.
    ///
    /// - Errors: nil when there is no blank line after the header.
    package init?(output: [UInt8]) {
        guard let end = Self.endOfHead(output) else { return nil }
        let lines = String(decoding: output[..<end], as: UTF8.self).split(separator: "\r\n")
        headers = lines.compactMap { line in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            return (line[..<colon].lowercased(), String(value))
        }
        status = headers.first { $0.name == "status" }.flatMap { Int($0.value.prefix(3)) } ?? 200
        body = Array(output[(end + 4)...])
    }

    package var text: String { String(decoding: body, as: UTF8.self) }

    package func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

    private static func endOfHead(_ bytes: [UInt8]) -> Int? {
        guard bytes.count >= 4 else { return nil }
        return (0...bytes.count - 4).first { bytes[$0..<$0 + 4].elementsEqual([13, 10, 13, 10]) }
    }
}
