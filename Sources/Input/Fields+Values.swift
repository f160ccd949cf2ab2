import Domain
import JSON

/// Values that can be emptied, and lists. A form has no null: an empty field is one.
extension Fields {
    /// - Shape: nil where it was not sent, `.some(nil)` where it is to be emptied.
    package mutating func integerOrNull(_ name: String) throws(Failure) -> Int64?? {
        guard let value = try value(name) else { return nil }
        switch value {
        case .null: return .some(nil)
        case .integer(let number): return .some(number)
        case .string("") where isForm: return .some(nil)
        case .string(let text) where isForm:
            if let number = Int64(text) { return .some(number) }
            throw Failure(.type("an integer or null"), field: name)
        default: throw Failure(.type("an integer or null"), field: name)
        }
    }

    /// Whole numbers; in a form the field repeated, or several with commas or spaces between.
    package mutating func integers(_ name: String) throws(Failure) -> [Int64]? {
        guard !isForm else {
            guard let texts = try formTexts(name) else { return nil }
            var numbers: [Int64] = []
            for text in texts.flatMap({ $0.split { $0 == "," || $0 == " " || $0 == "#" } }) {
                guard let number = Int64(text) else { throw Failure(.type("an integer"), field: name) }
                numbers.append(number)
            }
            return numbers
        }
        guard let items = try items(name) else { return nil }
        var numbers: [Int64] = []
        for (place, item) in items.enumerated() {
            guard case .integer(let number) = item else {
                throw Failure(.type("an integer"), field: "\(name)[\(place)]")
            }
            numbers.append(number)
        }
        return numbers
    }

    /// Names; in a form the field repeated, or several with commas between, which no name has.
    package mutating func names(_ name: String) throws(Failure) -> [String]? {
        guard isForm else { return try texts(name) }
        return try formTexts(name)?.flatMap { $0.split(separator: ",") }
            .map { $0.drop { $0 == " " } }.map { String($0.reversed().drop { $0 == " " }.reversed()) }
            .filter { !$0.isEmpty }
    }

    /// The field of a form as often as it stands, empty or not: an empty one empties the list.
    private mutating func formTexts(_ name: String) throws(Failure) -> [String]? {
        guard has(name) else { return nil }
        return try texts(name) ?? []
    }

    /// Tells whether JSON sends null, which empties the field (RFC 7396).
    package mutating func isNull(_ name: String) throws(Failure) -> Bool {
        guard !isForm else { return false }
        return try value(name) == .null
    }

    /// The items of a JSON array.
    package mutating func items(_ name: String) throws(Failure) -> [JSON]? {
        guard let value = try value(name) else { return nil }
        guard case .array(let items) = value else { throw Failure(.type("an array"), field: name) }
        return items
    }

    /// The length of the list that an address asks for, by its parameter `limit`.
    ///
    /// - Errors: `.invalid` on `limit` outside the range.
    package mutating func limit(in range: ClosedRange<Int>, usual: Int) throws(Failure) -> Int {
        let limit = try integer("limit").map { Int(clamping: $0) } ?? usual
        guard range.contains(limit) else { throw Failure(.range(range.lowerBound, range.upperBound), field: "limit") }
        return limit
    }
}
