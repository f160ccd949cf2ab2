import Foundation

/// A server's answer.
package struct HTTPReply: Sendable {
    package let status: Int
    /// In the order they came.
    package let headers: [(name: String, value: String)]
    package let body: [UInt8]

    package var text: String { String(decoding: body, as: UTF8.self) }

    /// The body as JSON: dictionaries, arrays, strings, numbers; nil when it is none.
    package var json: Any? { try? JSONSerialization.jsonObject(with: Data(body), options: .fragmentsAllowed) }

    /// The members of a JSON object; empty when it is none.
    package var object: [String: Any] { json as? [String: Any] ?? [:] }

    package func header(_ name: String) -> String? { headers(name).first }

    package func headers(_ name: String) -> [String] {
        headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    }

    package var location: String? { header("Location") }

    /// The media type without parameters.
    package var contentType: String? { header("Content-Type").map { String($0.prefix { $0 != ";" }) } }
}

/// A fault between a test and a server.
package struct HTTPError: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
