import HTML
import JSON

/// The reply that came back.
package struct TestReply: Sendable {
    package let status: Int
    package let headers: [(name: String, value: String)]
    package let body: [UInt8]

    package init(status: Int, headers: [(name: String, value: String)], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The first header of that name, however it is spelled.
    package func header(_ name: String) -> String? { all(name).first }

    package func all(_ name: String) -> [String] {
        headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    }

    package var location: String? { header("Location") }

    /// Where it leads, without the change that the page there offers to take back.
    package var destination: String? {
        location.flatMap { Link.ownPath($0) }?.without("change").address
    }

    package var text: String { String(decoding: body, as: UTF8.self) }

    /// The page without the one-time keys of its forms, in which each sending differs.
    package var keyless: String {
        let keys = markup.root.all("input").filter { $0["name"] == "formKey" }.compactMap { $0["value"] }
        return keys.reduce(text) { $0.replacing($1, with: "") }
    }

    package var markup: Markup { Markup(text) }

    /// - Errors: `JSONError` where the body is not JSON.
    package var json: JSON {
        get throws(JSONError) { try JSONParser.parse(body) }
    }

    /// A member of the answer's object, by its path: `reply["steps", 0, "done"]`; nil where there is none.
    package subscript(_ path: any JSONStep...) -> JSON? {
        path.reduce(try? json) { value, step in value.flatMap(step.found) }
    }
}

extension TestReply {
    /// A member that is a whole number.
    package func integer(_ path: any JSONStep...) -> Int64? {
        let found = path.reduce(try? json) { value, step in value.flatMap(step.found) }
        return if case .integer(let number) = found { number } else { nil }
    }
}

/// A name in an object or a place in an array.
package protocol JSONStep {
    /// The value at this step of the way; nil where there is none.
    func found(in json: JSON) -> JSON?
}

extension String: JSONStep {
    package func found(in json: JSON) -> JSON? {
        if case .object(let object) = json { object[self] } else { nil }
    }
}

extension Int: JSONStep {
    package func found(in json: JSON) -> JSON? {
        if case .array(let items) = json, items.indices.contains(self) { items[self] } else { nil }
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    package init(stringLiteral text: String) { self = .string(text) }
    package init(integerLiteral number: Int64) { self = .integer(number) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
}
