import HTML
import JSON

/// The reply that came back.
public struct TestReply: Sendable {
    public let status: Int
    public let headers: [(name: String, value: String)]
    public let body: [UInt8]

    public init(status: Int, headers: [(name: String, value: String)], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The first header of that name, however it is spelled.
    public func header(_ name: String) -> String? { all(name).first }

    public func all(_ name: String) -> [String] {
        headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    }

    public var location: String? { header("Location") }

    /// Where it leads, without the change that the page there offers to take back.
    public var destination: String? {
        location.flatMap { Link.ownPath($0) }?.without("change").address
    }

    public var text: String { String(decoding: body, as: UTF8.self) }

    /// The page without the one-time keys of its forms, in which each sending differs.
    public var keyless: String {
        let keys = markup.root.all("input").filter { $0["name"] == "formKey" }.compactMap { $0["value"] }
        return keys.reduce(text) { $0.replacing($1, with: "") }
    }

    public var markup: Markup { Markup(text) }

    /// - Errors: `JSONError` where the body is not JSON.
    public var json: JSON {
        get throws(JSONError) { try JSONParser.parse(body) }
    }

    /// A member of the answer's object, by its path: `reply["steps", 0, "done"]`; nil where there is none.
    public subscript(_ path: any JSONStep...) -> JSON? {
        path.reduce(try? json) { value, step in value.flatMap(step.found) }
    }
}

extension TestReply {
    /// A member that is a whole number.
    public func integer(_ path: any JSONStep...) -> Int64? {
        let found = path.reduce(try? json) { value, step in value.flatMap(step.found) }
        return if case .integer(let number) = found { number } else { nil }
    }
}

/// A name in an object or a place in an array.
public protocol JSONStep {
    func found(in json: JSON) -> JSON?
}

extension String: JSONStep {
    public func found(in json: JSON) -> JSON? {
        if case .object(let object) = json { object[self] } else { nil }
    }
}

extension Int: JSONStep {
    public func found(in json: JSON) -> JSON? {
        if case .array(let items) = json, items.indices.contains(self) { items[self] } else { nil }
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    public init(stringLiteral text: String) { self = .string(text) }
    public init(integerLiteral number: Int64) { self = .integer(number) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
}
