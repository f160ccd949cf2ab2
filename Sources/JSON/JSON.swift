/// A JSON value as it was sent (RFC 8259): null is not absent, an integer is exact, and no key stands twice.
package indirect enum JSON: Sendable, Equatable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSON])
    case object(JSONObject)

    /// The name of this kind of value in an error's sentence.
    package var kind: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .integer, .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

/// The members of a JSON object, in the order they were sent, each name once.
package struct JSONObject: Sendable, Equatable {
    package private(set) var members: [(name: String, value: JSON)] = []

    package init() {}

    /// - Shape: no name stands twice.
    package init(_ members: [(name: String, value: JSON)]) { self.members = members }

    /// nil where the name is absent; `.null` where it is null.
    package subscript(_ name: String) -> JSON? {
        members.first { $0.name == name }?.value
    }

    package var names: [String] { members.map(\.name) }

    /// - Shape: false, and nothing added, when the name is there already.
    mutating func add(_ name: String, _ value: JSON, known: inout Set<String>) -> Bool {
        // A handful of names is compared faster than hashed; more than that would be quadratic.
        if members.count < 8 {
            guard !members.contains(where: { $0.name == name }) else { return false }
        } else {
            if known.isEmpty { known = Set(members.map(\.name)) }
            guard known.insert(name).inserted else { return false }
        }
        members.append((name, value))
        return true
    }

    package static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.members.elementsEqual(right.members) { $0.name == $1.name && $0.value == $1.value }
    }
}

/// Why a text is not JSON we take, and where.
package struct JSONError: Error, Equatable, Sendable {
    /// One sentence without its place.
    package let message: String
    /// Bytes from the start of the text.
    package let offset: Int

    package init(_ message: String, at offset: Int) {
        self.message = message
        self.offset = offset
    }
}

extension JSON {
    /// The same value with other texts.
    ///
    /// - Shape: each text as `change` makes it; `member` is the name of the nearest member that it stands in.
    package func mappingTexts(in member: String = "", _ change: (_ member: String, String) -> String) -> JSON {
        switch self {
        case .string(let text): .string(change(member, text))
        case .array(let items): .array(items.map { $0.mappingTexts(in: member, change) })
        case .object(let object): .object(object.mappingTexts(change))
        default: self
        }
    }
}

extension JSONObject {
    package func mappingTexts(_ change: (_ member: String, String) -> String) -> JSONObject {
        var mapped = self
        mapped.members = members.map { ($0.name, $0.value.mappingTexts(in: $0.name, change)) }
        return mapped
    }
}
