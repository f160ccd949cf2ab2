import Domain
import JSON

/// The fields a client sent, as a form or as JSON, read one by one under the rules of their types.
///
/// A field that nobody asked for is refused at the end, so a misspelt name is an error instead of a loss.
package struct Fields {
    private enum Source {
        case json(JSONObject)
        case form(Form)
    }

    private let source: Source
    /// The fields that a form may carry beside those that are asked for.
    private let besides: Set<String>
    private var asked: Set<String> = []

    /// The members of a JSON object.
    package init(_ object: JSONObject) {
        (source, besides) = (.json(object), [])
    }

    package init(_ form: Form, besides: Set<String> = []) {
        (source, self.besides) = (.form(form), besides)
    }

    /// The client sent a form; what a page needs to know is a form's.
    package var isForm: Bool { form != nil }

    /// - Errors: `.malformed` on `name` if it stands twice; `.invalid` if it is null or not a string.
    package mutating func text(_ name: String) throws(Failure) -> String? {
        switch try value(name) {
        case .none: return nil
        case .string(let text): return text
        default: throw Failure(.type("a string"), field: name)
        }
    }

    package mutating func requiredText(_ name: String) throws(Failure) -> String {
        guard let text = try text(name) else { throw Failure(.required, field: name) }
        return text
    }

    /// Null and absent are two things: `.some(nil)` is null.
    package mutating func textOrNull(_ name: String) throws(Failure) -> String?? {
        guard let value = try value(name) else { return nil }
        if value == .null { return .some(nil) }
        guard case .string(let text) = value else { throw Failure(.type("a string or null"), field: name) }
        return .some(text)
    }

    package mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ name: String, _ type: Choice.Type
    ) throws(Failure) -> Choice? {
        guard let text = try text(name) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            throw Failure(.oneOf(type.allCases.map(\.rawValue)), field: name)
        }
        return choice
    }

    /// JSON's true and false; in a form `true`, `on` and `1`, `false`, `off` and `0`.
    package mutating func bool(_ name: String) throws(Failure) -> Bool? {
        switch (try value(name), isForm) {
        case (.none, _): return nil
        case (.bool(let value), _): return value
        case (.string("true"), true), (.string("on"), true), (.string("1"), true): return true
        case (.string("false"), true), (.string("off"), true), (.string("0"), true): return false
        default: throw Failure(.type("true or false"), field: name)
        }
    }

    /// JSON's integers exactly; in a form decimal digits.
    package mutating func integer(_ name: String) throws(Failure) -> Int64? {
        switch (try value(name), isForm) {
        case (.none, _): return nil
        case (.integer(let value), _): return value
        case (.string(let text), true):
            if let value = Int64(text) { return value }
            throw Failure(.type("an integer"), field: name)
        default: throw Failure(.type("an integer"), field: name)
        }
    }

    /// A list of texts; in a form the field repeated, empty ones left out.
    package mutating func texts(_ name: String) throws(Failure) -> [String]? {
        asked.insert(name)
        switch source {
        case .form(let form):
            let values = form.pairs.filter { $0.name == name }.map(\.value)
            return values.isEmpty ? nil : values.filter { !$0.allSatisfy(\.isWhitespace) }
        case .json(let object):
            guard let value = object[name] else { return nil }
            guard case .array(let items) = value else { throw Failure(.type("an array of strings"), field: name) }
            var texts: [String] = []
            for (index, item) in items.enumerated() {
                guard case .string(let text) = item else {
                    throw Failure(.type("a string"), field: "\(name)[\(index)]")
                }
                texts.append(text)
            }
            return texts
        }
    }

    /// - Errors: `.invalid` naming the first field that nobody asked for.
    package func finish() throws(Failure) {
        let names =
            switch source {
            case .json(let object): object.names
            case .form(let form): form.pairs.map(\.name)
            }
        for name in names where !asked.contains(name) && !besides.contains(name) {
            throw Failure(.unknownField, field: TextRules.beginning(of: name, 100))
        }
    }

    /// The form that was sent; nil for JSON.
    package var form: Form? {
        if case .form(let form) = source { form } else { nil }
    }

    /// The text that was typed, whatever rule it breaks: for showing a form again as it was.
    package func typed(_ name: String) -> String? { form?[name] }

    /// Tells whether the client sent it at all.
    package func has(_ name: String) -> Bool {
        switch source {
        case .json(let object): object[name] != nil
        case .form(let form): form.pairs.contains { $0.name == name }
        }
    }

    package mutating func value(_ name: String) throws(Failure) -> JSON? {
        asked.insert(name)
        switch source {
        case .json(let object): return object[name]
        case .form(let form):
            let values = form.pairs.filter { $0.name == name }
            guard values.count <= 1 else { throw Failure(.doubled, field: name, kind: .malformed) }
            return values.first.map { .string($0.value) }
        }
    }
}
