/// Values as optionals, for whoever reads what this program wrote itself and takes another type for nothing.
extension JSON {
    package static func integer(orNull value: Int64?) -> JSON { value.map { .integer($0) } ?? .null }
    package static func string(orNull value: String?) -> JSON { value.map { .string($0) } ?? .null }
    package static func integers(_ values: [Int64]) -> JSON { .array(values.map { .integer($0) }) }

    package var integer: Int64? { if case .integer(let value) = self { value } else { nil } }
    package var string: String? { if case .string(let text) = self { text } else { nil } }
    package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    package var items: [JSON] { if case .array(let items) = self { items } else { [] } }
    package var integers: [Int64] { items.compactMap(\.integer) }
    package var object: JSONObject? { if case .object(let object) = self { object } else { nil } }
}
