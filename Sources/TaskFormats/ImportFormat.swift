import Domain
import JSON
import TaskDomain

/// A format that tasks can be imported from: one file beside this one, and one line in `ImportFormats`.
///
/// A reader is made for each file and handed its lines in their order; what takes several lines it may keep until it
/// has them.
package protocol ImportFormat: Sendable {
    /// In addresses, on the command line and in the log: lower-case letters.
    static var name: String { get }
    /// As people know it, the same in every language.
    static var title: String { get }
    /// The usual name of its files.
    static var fileName: String { get }

    /// A reader at the beginning of a file.
    init()

    /// - Shape: what the line says, in its order; empty for a line that says nothing by itself. Projects and parents
    ///   are numbered as in the file.
    /// - Errors: `.malformed` for what the format does not have, `.invalid` for what breaks a rule of tasks, with
    ///   `field` naming the place within the line.
    mutating func read(_ line: [UInt8]) throws(Failure) -> [ImportItem]

    /// The items that were kept until the end of the file.
    ///
    /// - Errors: `.malformed` where the file cannot end here.
    mutating func finish() throws(Failure) -> [ImportItem]
}

extension ImportFormat {
    package mutating func finish() throws(Failure) -> [ImportItem] { [] }
}

/// Every format there is.
package enum ImportFormats {
    package static let all: [any ImportFormat.Type] = [BeadsFormat.self, ElwosaFormat.self]

    package static func named(_ name: String) -> (any ImportFormat.Type)? { all.first { $0.name == name } }
}

/// Something that a line of an import says.
package enum ImportItem: Sendable, Equatable {
    case label(ImportedLabel)
    case project(ImportedProject)
    case task(ImportedTask)
    /// Something that is left out, and why.
    case skipped(ImportSkip)
}

/// The members of a JSON object in a line of an import.
struct ImportLine {
    let object: JSONObject

    init(_ line: [UInt8]) throws(Failure) {
        let value: JSON
        do throws(JSONError) {
            value = try JSONParser.parse(line)
        } catch {
            throw Failure(.malformed, "\(error.message) (byte \(error.offset))")
        }
        guard case .object(let object) = value else {
            throw Failure(.malformed, "A JSON object was expected, not \(value.kind).")
        }
        self.object = object
    }

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
