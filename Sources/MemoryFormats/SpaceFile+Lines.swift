import Calendar
import Domain
import Input
import JSON
import MemoryDomain

/// Reading the lines of a file.
extension SpaceFile {
    /// Reads the lines of a file that is to be taken into a space.
    ///
    /// - Shape: without the line that says what the file is, and without empty ones; the first line has the number
    ///   `first`.
    /// - Errors: those of the first line that is wrong, with its place before the field: `lines[17].version`. `.malformed`
    ///   for one that is no JSON object; `.invalid` on `lines` for more than one request may bring.
    package static func read(_ bytes: [UInt8], into space: Int64, from first: Int = 1) throws(Failure) -> [SpaceLine] {
        var lines: [SpaceLine] = []
        var number = first - 1
        let start = first == 1 && bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
        for text in bytes[start...].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            guard text.contains(where: { !Self.spaces.contains($0) }) else { continue }
            do throws(Failure) {
                guard let content = try content(of: Array(text), into: space) else { continue }
                lines.append(SpaceLine(number, content))
            } catch {
                throw error.within(SpaceLine.place(number))
            }
            guard lines.count <= EntryRules.batchLimit else {
                throw Failure(.tooMany(EntryRules.batchLimit), field: "lines")
            }
        }
        return lines
    }

    /// Some editors begin a file with it.
    private static let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]
    private static let spaces: Set<UInt8> = [0x20, 0x09, 0x0d]

    /// - Shape: nil for the line that says what the file is.
    private static func content(of text: [UInt8], into space: Int64) throws(Failure) -> SpaceLine.Content? {
        let value: JSON
        do throws(JSONError) {
            value = try JSONParser.parse(text)
        } catch {
            throw Failure(.malformed, "\(error.message) (byte \(error.offset))", field: "")
        }
        guard case .object(let object) = value else {
            throw Failure(.malformed, "A JSON object was expected, not \(value.kind).", field: "")
        }
        guard object["format"] == nil else {
            try requireKnown(object)
            return nil
        }
        var fields = Fields(object)
        let content = try FiledLine(space: space, object: object).read(&fields)
        try fields.finish()
        return content
    }

    /// - Errors: `.invalid` on `format` and `version` for a file of another kind, or of a later one.
    private static func requireKnown(_ head: JSONObject) throws(Failure) {
        guard head["format"]?.string == name else { throw Failure(.oneOf([name]), field: "format") }
        guard head["version"]?.integer == version else { throw Failure(.oneOf([String(version)]), field: "version") }
    }
}

/// A line of a file on its way in.
private struct FiledLine {
    let space: Int64
    let object: JSONObject

    /// Members that only a version has.
    private static let ofVersions = ["deed", "restored", "writtenAt", "writtenBy", "base", "append"]

    func read(_ fields: inout Fields) throws(Failure) -> SpaceLine.Content {
        let key = try EntryRules.key(fields.requiredText("key"))
        guard let number = try fields.integer("version") else {
            guard !Self.ofVersions.contains(where: { object[$0] != nil }) else {
                throw Failure(.required, field: "version")
            }
            return .entry(
                EntryWrite(key: .named(key), draft: try EntryInput.draft(&fields, in: .utc, linksIn: space)))
        }
        guard (1...EntryRules.versionLimit).contains(number) else {
            throw Failure(.range(1, Int(EntryRules.versionLimit)), field: "version")
        }
        guard let deed = try fields.choice("deed", EntryDeed.self) else { throw Failure(.required, field: "deed") }
        guard let at = try fields.instantOrNull("writtenAt", in: .utc) ?? nil else {
            throw Failure(.required, field: "writtenAt")
        }
        let by = try fields.lineOrNull("writtenBy") ?? nil
        return .version(
            FiledVersion(
                key: key, number: number, deed: try read(deed, &fields), at: at,
                by: try by.map { name throws(Failure) in
                    try TextRules.line(name, field: "writtenBy", limit: EntryRules.speakerLimit)
                }))
    }

    private func read(_ deed: EntryDeed, _ fields: inout Fields) throws(Failure) -> FiledVersion.Deed {
        switch deed {
        case .put: return .put(try whole(&fields))
        case .appended, .patched:
            guard let base = try fields.integer("base") else { return .changed(deed, try whole(&fields), .whole) }
            guard object["content"] == nil else { throw Failure(.notBeside("base"), field: "content") }
            let text: FiledText =
                deed == .patched ? .of(base) : .grown(base, by: try addition(fields.requiredText("append")))
            let said = try EntryInput.fields(&fields, saying: .text(""), in: .utc, linksIn: space)
            return .changed(deed, try ordered(said), text)
        case .deleted: return .deleted
        case .restored:
            guard let number = try fields.integer("restored") else { throw Failure(.required, field: "restored") }
            return .restored(number, expiresAt: try fields.instantOrNull("expiresAt", in: .utc) ?? nil)
        }
    }

    private func whole(_ fields: inout Fields) throws(Failure) -> EntryFields {
        try ordered(EntryInput.draft(&fields, in: .utc, linksIn: space).fields)
    }

    private func ordered(_ fields: EntryFields) throws(Failure) -> EntryFields {
        try EntryRules.requireOrder(fields.validFrom, fields.validUntil)
        return fields
    }

    /// As the end of a text is checked, which may be empty.
    private func addition(_ text: String) throws(Failure) -> String {
        try TextRules.block(text, field: "append", byteLimit: EntryRules.byteLimit)
    }
}
