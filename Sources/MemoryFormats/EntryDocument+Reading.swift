import Calendar
import Domain
import Input
import JSON
import MemoryDomain

extension EntryDocument {
    /// The entry that a file says.
    ///
    /// - Errors: `EntryDocumentFault` with the line for what is no text in UTF-8, for front matter that cannot be read,
    ///   and for a field that breaks a rule.
    package init(reading bytes: [UInt8]) throws(EntryDocumentFault) {
        guard bytes.count <= Self.byteLimit else {
            throw EntryDocumentFault("A file may have at most \(Self.byteLimit) bytes.", line: 1)
        }
        let (matter, content) = try FrontMatter.read(try Self.text(bytes))
        let reader = EntryDocumentReader(matter)
        key = try reader.key()
        version = try reader.version()
        draft = try reader.draft(try reader.value(of: content))
        foreign = reader.foreign
    }

    /// The names of the members that are none of an entry's.
    package var foreignNames: [String] { foreign.compactMap { FrontMatter.name($0) } }

    /// The text without the mark that some programs begin a file with.
    private static func text(_ bytes: [UInt8]) throws(EntryDocumentFault) -> String {
        let start = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
        guard let text = String(validating: bytes[start...], as: UTF8.self) else {
            let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            let broken = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
            throw EntryDocumentFault("This is no text in UTF-8.", line: broken + 1)
        }
        return text
    }
}

/// The members of front matter as the fields of an entry.
private struct EntryDocumentReader {
    private let members: [EntryDocument.Member: FrontMatter.Member]
    private let contentLine: Int
    let foreign: [String]

    init(_ matter: FrontMatter) {
        var (members, foreign) = ([EntryDocument.Member: FrontMatter.Member](), [String]())
        for member in matter.members {
            if let known = member.name.flatMap({ EntryDocument.Member(rawValue: $0) }) {
                members[known] = member
            } else {
                foreign += member.lines
            }
        }
        (self.members, self.foreign, contentLine) = (members, foreign, matter.contentLine)
    }

    func key() throws(EntryDocumentFault) -> String? {
        guard case .string(let text) = try value(.key) else { return nil }
        return try checked { () throws(Failure) in try EntryRules.key(text) }
    }

    /// - Shape: nil for what is no number, since it is only a help.
    func version() throws(EntryDocumentFault) -> Int64? { try value(.version).string.flatMap { Int64($0) } }

    /// The content: JSON where the front matter says so.
    func value(of content: Substring) throws(EntryDocumentFault) -> JSON {
        let format = try value(.format)
        guard format != .null else { return .string(String(content)) }
        guard format == .string(EntryDocument.json) else {
            throw EntryDocumentFault("format: must be json, or be left out.", line: members[.format]?.line ?? 1)
        }
        let (text, line) = Self.unfenced(String(content))
        do throws(JSONError) {
            return try JSONParser.parse(Array(text.utf8))
        } catch {
            let lines = text.utf8.prefix(error.offset).count { $0 == UInt8(ascii: "\n") }
            throw EntryDocumentFault("content: \(error.message)", line: contentLine + line + lines)
        }
    }

    /// The content of a block of code, and the number of lines before it; all of a text that is none.
    private static func unfenced(_ text: String) -> (text: String, line: Int) {
        var lines = TextLines(text)
        while let line = lines.next() {
            guard !line.trimmedSpaces.isEmpty else { continue }
            guard line.hasPrefix("```") else { break }
            let fence = line.prefix { $0 == "`" }
            let inner = String(lines.rest)
            guard let end = inner.range(of: "\n" + fence, backwards: true) else { break }
            return (String(inner[..<end]), lines.number)
        }
        return (text, 0)
    }

    func draft(_ content: JSON) throws(EntryDocumentFault) -> EntryDraft {
        var sent: [(name: String, value: JSON)] = [("content", content)]
        for member in EntryDocument.Member.sent {
            let value = try value(member)
            // Without it, it is true from when it is written on; with null, nobody knows from when.
            guard value != .null || member == .validFrom && members[member] != nil else { continue }
            sent.append((member.rawValue, Self.field(member, value)))
        }
        return try checked { [sent] () throws(Failure) in
            var fields = Fields(JSONObject(sent))
            let draft = try EntryInput.draft(&fields, in: .utc)
            try fields.finish()
            return draft
        }
    }

    private func value(_ member: EntryDocument.Member) throws(EntryDocumentFault) -> JSON {
        try members[member].map { member throws(EntryDocumentFault) in try FrontMatterValue.of(member) } ?? .null
    }

    /// A value of front matter as JSON would send it.
    private static func field(_ member: EntryDocument.Member, _ value: JSON) -> JSON {
        switch (member, value) {
        case (.importance, .string(let text)): Int64(text).map(JSON.integer) ?? value
        case (.tags, .string(let text)): .array(text.split(separator: ",").map { .string(String($0).trimmed) })
        case (.links, .string): .array([link(value)])
        case (.links, .array(let items)): .array(items.map(link))
        case (.at, .string(let text)), (.validFrom, .string(let text)), (.validUntil, .string(let text)),
            (.expiresAt, .string(let text)):
            .string(Self.time(text))
        default: value
        }
    }

    /// A target alone is what the entry is about.
    private static func link(_ value: JSON) -> JSON {
        guard case .string = value else { return value }
        return .object(JSONObject([("kind", .string("about")), ("target", value)]))
    }

    /// A time without a zone, as Obsidian writes it, is one in UTC.
    private static func time(_ text: String) -> String {
        [text + "Z", text + ":00Z"].first { Instant(rfc3339: $0) != nil } ?? text
    }

    /// The value that `read` comes back with; what breaks a rule is named with its line.
    private func checked<Value>(_ read: () throws(Failure) -> Value) throws(EntryDocumentFault) -> Value {
        do throws(Failure) {
            return try read()
        } catch {
            let name = (error.field ?? "").prefix { $0 != "[" && $0 != "." }
            let member = EntryDocument.Member(rawValue: String(name)).flatMap { members[$0] }
            throw EntryDocumentFault(error.message, line: member?.line ?? contentLine)
        }
    }
}

extension EntryDocument.Member {
    /// Those that are fields of an entry.
    static let sent = allCases.filter { ![.key, .format, .version, .linkedFrom].contains($0) }
}

extension String {
    /// The last place of a text in this one.
    ///
    /// - Shape: where it begins.
    fileprivate func range(of text: String, backwards: Bool) -> String.Index? {
        let (own, sought) = (Array(utf8), Array(text.utf8))
        guard own.count >= sought.count else { return nil }
        let place = stride(from: own.count - sought.count, through: 0, by: -1).first {
            own[$0..<$0 + sought.count].elementsEqual(sought)
        }
        return place.map { utf8.index(utf8.startIndex, offsetBy: $0) }
    }
}
