import Domain
import JSON
import MemoryDomain

extension EntryDocument {
    /// The file.
    ///
    /// - Shape: `keys` are those of the entries that link to it, of which the first are written.
    package func bytes(linkedFrom keys: [String] = []) -> [UInt8] {
        var lines = ["---"]
        write(.key, key, to: &lines)
        write(.kind, draft.fields.kind.rawValue, to: &lines)
        write(.tags, draft.fields.tags.map(Self.text), to: &lines)
        write(.importance, draft.fields.importance.map(String.init), to: &lines)
        write(.source, draft.fields.source, to: &lines)
        write(.speaker, draft.fields.speaker, to: &lines)
        writeTimes(to: &lines)
        write(.links, draft.fields.links.map(Self.link), to: &lines)
        if draft.fields.content.isJSON { write(.format, Self.json, to: &lines) }
        write(.version, version.map { String($0) }, to: &lines)
        lines += foreign
        write(.linkedFrom, keys.prefix(Self.linkedFromLimit).map { Self.text("[[\($0)]]") }, to: &lines)
        lines += ["---", ""]
        return Array(lines.joined(separator: "\n").utf8) + content
    }

    private func writeTimes(to lines: inout [String]) {
        let fields = draft.fields
        write(.at, fields.at?.rfc3339, to: &lines)
        if draft.saysFrom { lines.append("\(Member.validFrom): \(fields.validFrom?.rfc3339 ?? "null")") }
        write(.validUntil, fields.validUntil?.rfc3339, to: &lines)
        write(.expiresAt, fields.expiresAt?.rfc3339, to: &lines)
    }

    private func write(_ member: Member, _ value: String?, to lines: inout [String]) {
        if let value { lines.append("\(member): \(Self.text(value))") }
    }

    private func write(_ member: Member, _ items: [String], to lines: inout [String]) {
        guard !items.isEmpty else { return }
        lines += ["\(member):"] + items.map { "  - \($0)" }
    }

    private static func link(_ link: MemoryLink) -> String {
        "kind: \(text(link.kind))\n    target: \(text(link.target.text))"
    }

    /// Plain where no program takes it for anything but this, else in double quotes, of which JSON's are some.
    private static func text(_ text: String) -> String {
        let isWord =
            text.utf8.allSatisfy(plain.contains) && text.utf8.first.map(letters.contains) == true
            && !words.contains(text.lowercased())
        let isValue = Instant(rfc3339: text)?.rfc3339 == text || Int64(text).map(String.init) == text
        return isWord || isValue ? text : String(decoding: text.json, as: UTF8.self)
    }

    private static let letters = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ/".utf8)
    private static let plain = letters.union("0123456789-_.".utf8)
    private static let words: Set<String> = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]

    /// Behind the front matter: a text as it is, JSON as a block of code.
    private var content: [UInt8] {
        switch draft.fields.content {
        case .text(let text): Array(text.utf8)
        case .json(let text): Array("```json\n\(Self.readable(text))\n```\n".utf8)
        }
    }

    /// A member per line, unless its indentation would make it too long.
    private static func readable(_ text: String) -> String {
        guard let readable = (try? JSONParser.parse(Array(text.utf8)))?.readable, readable.utf8.count <= byteLimit / 2
        else { return text }
        return readable
    }
}
