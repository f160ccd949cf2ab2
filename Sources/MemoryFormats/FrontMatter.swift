/// The members between two lines of `---` at the beginning of a Markdown file, each still as it is written.
///
/// Which values are read says `FrontMatterValue`; members that nobody asks for are never read, so they may be any YAML.
///
/// - Source: YAML 1.2.2; as Jekyll and Obsidian write it.
struct FrontMatter {
    /// One member, or a comment between members.
    struct Member: Equatable {
        /// nil for a comment.
        let name: String?
        /// Its first line in the file, from 1.
        let line: Int
        /// All of its lines, without their ends.
        var lines: [String]
    }

    private(set) var members: [Member] = []
    /// The number of the line at which the content begins.
    private(set) var contentLine = 1

    /// - Units: bytes, and lines, up to the second `---`.
    static let byteLimit = 1 << 20
    static let lineLimit = 20_000

    /// Reads it off the beginning of a text.
    ///
    /// - Shape: the content behind it, untouched; all of the text where that does not begin with `---`.
    /// - Errors: `EntryDocumentFault` for a beginning without an end, and for a line that is no member's.
    static func read(_ text: String) throws(EntryDocumentFault) -> (matter: FrontMatter, content: Substring) {
        var matter = FrontMatter()
        var lines = TextLines(text)
        guard let first = lines.next(), isFence(first) else { return (matter, text[...]) }
        while let line = lines.next() {
            guard !isFence(line) else {
                matter.contentLine = lines.number + 1
                try matter.requireOnce()
                return (matter, lines.rest)
            }
            guard lines.number <= lineLimit, lines.bytes <= byteLimit else {
                throw EntryDocumentFault("The front matter is longer than \(byteLimit) bytes.", line: lines.number)
            }
            try matter.add(String(line), at: lines.number)
        }
        throw EntryDocumentFault("The front matter that begins with --- has no second line of ---.", line: 1)
    }

    private static func isFence(_ line: Substring) -> Bool {
        line.hasPrefix("---") && line.dropFirst(3).allSatisfy { $0 == " " || $0 == "\t" }
    }

    private mutating func add(_ line: String, at number: Int) throws(EntryDocumentFault) {
        if line.hasPrefix("#") {
            members.append(Member(name: nil, line: number, lines: [line]))
        } else if let name = Self.name(line) {
            members.append(Member(name: name, line: number, lines: [line]))
        } else if let last = members.indices.last, members[last].name != nil, Self.continues(line) {
            members[last].lines.append(line)
        } else if line.contains(where: { $0 != " " && $0 != "\t" }) {
            throw EntryDocumentFault("A member such as kind: note was expected.", line: number)
        }
    }

    /// Empty, indented, or an item of a list.
    private static func continues(_ line: String) -> Bool {
        line.isEmpty || line.hasPrefix(" ") || line.hasPrefix("\t") || line == "-" || line.hasPrefix("- ")
    }

    static func name(_ line: String) -> String? {
        guard let first = line.first, !" \t-[]{},&*!|>%@`".contains(first),
            let colon = FrontMatterValue.colon(in: line[...])
        else { return nil }
        let name = String(line[..<colon]).trimmedSpaces
        guard let sign = name.first, sign == "\"" || sign == "'" else { return name.isEmpty ? nil : name }
        return name.count > 2 && name.last == sign ? String(name.dropFirst().dropLast()) : nil
    }

    private func requireOnce() throws(EntryDocumentFault) {
        var known: Set<String> = []
        for member in members {
            guard let name = member.name, !known.insert(name).inserted else { continue }
            throw EntryDocumentFault("\(name): stands more than once.", line: member.line)
        }
    }
}

/// The lines of a text, one after the other; CR LF and LF end them.
struct TextLines {
    private let utf8: Substring.UTF8View
    private var place: String.Index
    /// The number of the line that was handed out last, from 1.
    private(set) var number = 0

    init(_ text: String) {
        utf8 = text[...].utf8
        place = utf8.startIndex
    }

    mutating func next() -> Substring? {
        guard place < utf8.endIndex else { return nil }
        number += 1
        let end = utf8[place...].firstIndex(of: UInt8(ascii: "\n")) ?? utf8.endIndex
        defer { place = end < utf8.endIndex ? utf8.index(after: end) : end }
        let line = utf8[place..<end]
        return Substring(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
    }

    /// Those before the next line.
    var bytes: Int { utf8.distance(from: utf8.startIndex, to: place) }

    var rest: Substring { Substring(utf8[place...]) }
}

extension StringProtocol {
    /// Without spaces and tabs at both ends.
    var trimmedSpaces: String {
        let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        var text = Substring(self).utf8.drop(while: isBlank)
        while let last = text.last, isBlank(last) { text.removeLast() }
        return String(Substring(text))
    }
}
