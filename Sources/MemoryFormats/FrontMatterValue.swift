import JSON

/// The value of a member of front matter: what people and their programs write there, and no more of YAML.
///
/// A text (plain, in single or in double quotes), a list (`[a, b]`, or a line `- a` each), and in a list objects of texts
/// (`{kind: about, target: /tasks/7}`, or lines of their own). No texts over several lines, no anchors, no tags.
///
/// - Shape: texts as texts, whatever they look like; `null`, `~` and nothing as null.
/// - Source: YAML 1.2.2, chapters 7 and 8.
struct FrontMatterValue {
    /// The member's line, for errors.
    private let line: Int
    private let name: String

    /// - Errors: `EntryDocumentFault` naming the line and the member for what is none of these.
    static func of(_ member: FrontMatter.Member) throws(EntryDocumentFault) -> JSON {
        guard let name = member.name, let first = member.lines.first, let colon = colon(in: first[...]) else {
            return .null
        }
        let inline = Self(line: member.line, name: name)
        let start = first[first.index(after: colon)...].trimmedSpaces
        let rest = member.lines.enumerated().dropFirst().filter { !isBlank($0.element) }
        if start.isEmpty || start.hasPrefix("#") {
            return try rest.isEmpty ? .null : block(rest.map { (member.line + $0.offset, $0.element) }, name)
        }
        if start.hasPrefix("[") || start.hasPrefix("{") {
            return try inline.flow(([start] + rest.map(\.element.trimmedSpaces)).joined(separator: " "))
        }
        guard let next = rest.first else { return try inline.scalar(start) }
        throw EntryDocumentFault("\(name): a text stands on one line.", line: member.line + next.offset)
    }

    /// The colon that ends a name: a space or nothing is behind it.
    static func colon(in text: Substring) -> String.Index? {
        var quote: Character?
        for place in text.indices {
            let sign = text[place]
            if let open = quote {
                if sign == open { quote = nil }
            } else if (sign == "\"" || sign == "'") && place == text.startIndex {
                quote = sign
            } else if sign == ":" {
                let next = text.index(after: place)
                if next == text.endIndex || text[next] == " " || text[next] == "\t" { return place }
            }
        }
        return nil
    }

    private static func isBlank(_ line: String) -> Bool {
        let text = line.trimmedSpaces
        return text.isEmpty || text.hasPrefix("#")
    }
}

extension FrontMatterValue {
    /// A list with a line for each item; an object among them goes on in lines that are indented further.
    private static func block(_ lines: [(Int, String)], _ name: String) throws(EntryDocumentFault) -> JSON {
        var items: [JSON] = []
        var members: [(name: String, value: JSON)] = []
        var isObject = false
        func end() { if isObject { items.append(.object(JSONObject(members))) } }
        var depth: Int?
        for (number, line) in lines {
            let reader = Self(line: number, name: name)
            let text = line.trimmedSpaces
            let indent = line.utf8.prefix { $0 == UInt8(ascii: " ") }.count
            if text == "-" || text.hasPrefix("- ") {
                guard indent == depth ?? indent else {
                    throw reader.fault("the items of a list begin below each other.")
                }
                end()
                (depth, isObject, members) = (indent, false, [])
                let item = text.dropFirst().trimmedSpaces
                if let member = try reader.member(item) {
                    (isObject, members) = (true, [member])
                } else {
                    items.append(try reader.value(item))
                }
            } else if isObject, indent > depth ?? 0, let member = try reader.member(text),
                !members.contains(where: { $0.name == member.name })
            {
                members.append(member)
            } else {
                throw reader.fault("a text, [a, b] or lines that begin with - were expected.")
            }
        }
        end()
        return .array(items)
    }

    /// `kind: about`; nil for what is no member.
    private func member(_ text: String) throws(EntryDocumentFault) -> (name: String, value: JSON)? {
        guard !text.hasPrefix("\""), !text.hasPrefix("'"), !text.hasPrefix("{"), !text.hasPrefix("["),
            let colon = Self.colon(in: text[...])
        else { return nil }
        return (text[..<colon].trimmedSpaces, try scalar(text[text.index(after: colon)...].trimmedSpaces))
    }

    private func value(_ text: String) throws(EntryDocumentFault) -> JSON {
        try text.hasPrefix("[") || text.hasPrefix("{") ? flow(text) : scalar(text)
    }

    private func scalar(_ text: String) throws(EntryDocumentFault) -> JSON {
        var reader = FlowReader(text)
        guard let sign = text.first else { return .null }
        if sign == "\"" || sign == "'" {
            guard let value = reader.quoted(), reader.isAtEnd else { throw fault("a text in quotes ends on its line.") }
            return .string(value)
        }
        guard !"|>&*!%@`".contains(sign) else {
            throw fault("values that begin with \(sign) are not read; put the text in double quotes, on one line.")
        }
        return FlowReader.plain(text)
    }

    private func flow(_ text: String) throws(EntryDocumentFault) -> JSON {
        var reader = FlowReader(text)
        guard let value = reader.value(), reader.isAtEnd else { throw fault("[…] or {…} cannot be read.") }
        return value
    }

    private func fault(_ message: String) -> EntryDocumentFault {
        EntryDocumentFault("\(name): \(message)", line: line)
    }
}
