import Foundation

/// A server's answer.
public struct HTTPReply: Sendable {
    public let status: Int
    /// In the order they came.
    public let headers: [(name: String, value: String)]
    public let body: [UInt8]

    public var text: String { String(decoding: body, as: UTF8.self) }

    /// The body as JSON: dictionaries, arrays, strings, numbers; nil when it is none.
    public var json: Any? { try? JSONSerialization.jsonObject(with: Data(body), options: .fragmentsAllowed) }

    /// The members of a JSON object; empty when it is none.
    public var object: [String: Any] { json as? [String: Any] ?? [:] }

    public func header(_ name: String) -> String? { headers(name).first }

    public func headers(_ name: String) -> [String] {
        headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    }

    public var location: String? { header("Location") }

    /// The media type without parameters.
    public var contentType: String? { header("Content-Type").map { String($0.prefix { $0 != ";" }) } }
}

/// A fault between a test and a server.
public struct HTTPError: Error, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}
