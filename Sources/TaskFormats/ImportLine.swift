import Domain
import JSON
import TaskDomain

/// The members of a JSON object in a line of an import.
struct ImportLine {
    let object: JSONObject

    /// - Shape: nil for a line with nothing on it.
    /// - Errors: `.malformed` at the column where the line is no JSON.
    init?(parsing line: [UInt8]) throws(ImportFault) {
        guard line.contains(where: { $0 != 0x20 && $0 != 0x09 }) else { return nil }
        let text = Self.escapingControls(line)
        let value: JSON
        do throws(JSONError) {
            value = try JSONParser.parse(text)
        } catch {
            let column = String(decoding: text.prefix(error.offset), as: UTF8.self).count + 1
            throw ImportFault(Failure(.malformed, error.message), column: column)
        }
        guard case .object(let object) = value else {
            throw ImportFault(Failure(.malformed, "A JSON object was expected, not \(value.kind)."))
        }
        self.object = object
    }

    /// The line with tabs and other control characters within its strings as JSON wants them: some programs write them
    /// as they are, which hides nothing.
    static func escapingControls(_ line: [UInt8]) -> [UInt8] {
        guard line.contains(where: { $0 < 0x20 }) else { return line }
        var (escaped, isInText, isEscape): ([UInt8], Bool, Bool) = ([], false, false)
        for byte in line {
            if isInText, byte < 0x20 {
                let digits = Array("0123456789abcdef".utf8)
                escaped += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            } else {
                escaped.append(byte)
            }
            if byte == UInt8(ascii: "\""), !isEscape { isInText.toggle() }
            isEscape = byte == UInt8(ascii: "\\") && !isEscape
        }
        return escaped
    }

    init(object: JSONObject) { self.object = object }

    init(_ value: JSON, field: String) throws(Failure) {
        guard case .object(let object) = value else { throw Failure(.type("an object"), field: field) }
        self.object = object
    }

    /// - Shape: nil where it is absent or null.
    func text(_ name: String) throws(Failure) -> String? {
        switch object[name] {
        case nil, .null: return nil
        case .string(let text): return text
        default: throw Failure(.type("a string"), field: name)
        }
    }

    /// A text, a number, or true, as it is written.
    ///
    /// - Shape: nil for anything else, and for false.
    func plainText(_ name: String) -> String? { object[name]?.plainText }

    func required(_ name: String) throws(Failure) -> String {
        guard let text = try text(name) else { throw Failure(.required, field: name) }
        return text
    }

    func instant(_ name: String) throws(Failure) -> Instant? {
        guard let text = try text(name) else { return nil }
        guard let instant = Instant(rfc3339: text) else { throw Failure(.type("an RFC 3339 time"), field: name) }
        return instant
    }

    func requiredInstant(_ name: String) throws(Failure) -> Instant {
        guard let instant = try instant(name) else { throw Failure(.required, field: name) }
        return instant
    }

    func time(_ name: String) throws(Failure) -> TaskTime? {
        guard let text = try text(name) else { return nil }
        // Whatever year was stored elsewhere comes along.
        guard let time = TaskTime(text: text) else { throw Failure(.time, field: name) }
        return time
    }

    func integer(_ name: String) throws(Failure) -> Int64? {
        switch object[name] {
        case nil, .null: return nil
        case .integer(let number): return number
        // Some programs write 1 as 1.0.
        case .number(let number) where number == number.rounded() && number.magnitude < 1e15: return Int64(number)
        default: throw Failure(.type("an integer"), field: name)
        }
    }

    func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ name: String, _ type: Choice.Type
    ) throws(Failure) -> Choice {
        guard let choice = Choice(rawValue: try required(name)) else {
            throw Failure(.oneOf(type.allCases.map(\.rawValue)), field: name)
        }
        return choice
    }

    /// - Shape: empty where it is absent or null.
    func items(_ name: String) throws(Failure) -> [JSON] {
        switch object[name] {
        case nil, .null: return []
        case .array(let items): return items
        default: throw Failure(.type("an array"), field: name)
        }
    }

    func texts(_ name: String) throws(Failure) -> [String] {
        try each(name) { item throws(Failure) in
            guard case .string(let text) = item else { throw Failure(.type("a string"), field: "") }
            return text
        }
    }

    /// Objects of an array, with the place of whatever is wrong with one.
    func objects<Value>(
        _ name: String, _ read: (ImportLine) throws(Failure) -> Value
    ) throws(Failure) -> [Value] {
        try each(name) { item throws(Failure) in try read(try ImportLine(item, field: "")) }
    }

    func each<Value>(_ name: String, _ read: (JSON) throws(Failure) -> Value) throws(Failure) -> [Value] {
        var values: [Value] = []
        for (place, item) in try items(name).enumerated() {
            do throws(Failure) {
                values.append(try read(item))
            } catch {
                throw error.within("\(name)[\(place)]")
            }
        }
        return values
    }
}
