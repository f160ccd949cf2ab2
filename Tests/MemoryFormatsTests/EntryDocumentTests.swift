import Domain
import JSON
import MemoryDomain
import TestingElwosa
import Testing

@testable import MemoryFormats

@Suite("An entry as a file of Markdown")
struct EntryDocumentTests {
    private func read(_ text: String) throws(EntryDocumentFault) -> EntryDocument {
        try EntryDocument(reading: Array(text.utf8))
    }

    private func fault(_ text: String) -> String {
        do throws(EntryDocumentFault) {
            _ = try read(text)
            return "read"
        } catch {
            return error.description
        }
    }

    @Test("whatever an entry says comes back from its file", arguments: 0..<40)
    func lossless(seed: Int) throws {
        var random = EntryFieldsMaker(seed: UInt64(seed))
        for _ in 0..<25 {
            let draft = EntryDraft(random.fields(), saysFrom: true)
            let document = EntryDocument(
                draft, key: random.isLucky ? random.line(200) : nil, version: 7,
                foreign: ["aliases: [a, b]", "# a comment", "css:", "  - x: {y: &z 1}"])
            let keys = random.isLucky ? [random.line(200), "---"] : []
            let written = document.bytes(linkedFrom: keys)
            #expect(try EntryDocument(reading: written) == document, "\(String(decoding: written, as: UTF8.self))")
            // A file from a system that ends lines in its own way, with the mark that it begins files with.
            let text = String(decoding: written, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            let other = [0xef, 0xbb, 0xbf] + Array(text.joined(separator: "\r\n").utf8)
            #expect(try EntryDocument(reading: other) == document)
        }
    }

    @Test(
        "texts stay what they are, to the last sign",
        arguments: [
            "no newline", "one\n", "\n\nlines before", "---", "---\nkind: fact\n---\n", "a\n---\nb", "\u{feff}mark",
            "🏳️‍🌈 שלום عالم", "```json\n{}\n```", "[[home]] and [[home|that]]", "  \n\tx  \n\n", "# heading\n",
            "key: value",
        ])
    func contents(text: String) throws {
        let document = EntryDocument(EntryDraft(EntryFields(content: .text(text)), saysFrom: true))
        let read = try EntryDocument(reading: document.bytes(linkedFrom: ["other"]))
        #expect(read.draft.fields.content == .text(text) && read == document)
    }

    @Test("an entry without anything said of it is easy on the eye, and so is JSON")
    func written() throws {
        var fields = EntryFields(content: .json(#"{"city":"Berlin","since":[2020,1]}"#))
        (fields.kind, fields.tags, fields.source) = (.fact, ["address", "two words", "yes"], "chat of 24 November")
        fields.validFrom = Instant(rfc3339: "2020-01-01T00:00:00Z")
        fields.links = [try MemoryLink(kind: "about", target: "/tasks/7")]
        let document = EntryDocument(EntryDraft(fields, saysFrom: true), version: 3, foreign: ["aliases: [a]"])
        #expect(
            String(decoding: document.bytes(linkedFrom: ["ada"]), as: UTF8.self) == """
                ---
                kind: fact
                tags:
                  - address
                  - "two words"
                  - "yes"
                source: "chat of 24 November"
                validFrom: 2020-01-01T00:00:00Z
                links:
                  - kind: about
                    target: /tasks/7
                format: json
                version: 3
                aliases: [a]
                linkedFrom:
                  - "[[ada]]"
                ---
                ```json
                {
                  "city": "Berlin",
                  "since": [
                    2020,
                    1
                  ]
                }
                ```

                """)
    }

    @Test("files of other programs are read: without front matter, with lists in each form, with members of their own")
    func tolerance() throws {
        let plain = try read("just text\n")
        #expect(plain.draft == EntryDraft(EntryFields(content: .text("just text\n"))) && plain.key == nil)
        for tags in ["[a, b c]", "a, b c", "\n- a\n- b c", "\n  - 'a'\n  # both\n  - \"b c\"", "[ 'a', \"b c\", ] # x"]
        {
            #expect(try read("---\ntags: \(tags)\n---\nx").draft.fields.tags == ["a", "b c"], "\(tags)")
        }
        let read = try read(
            """
            ---
            # mine
            aliases:
              - |
                anything: [
            kind: fact # what it is
            importance: 5
            source: 'it''s: here'
            speaker: null
            at: 2026-11-25T09:00
            validUntil: 2026-12-01
            links: [/tasks/7, {kind: supports, target: "https://example.org/a,b"}]
            "cssclasses": x
            ---
            text
            """)
        var fields = EntryFields(content: .text("text"))
        (fields.kind, fields.importance, fields.source) = (.fact, 5, "it's: here")
        fields.at = Instant(rfc3339: "2026-11-25T09:00:00Z")
        fields.validUntil = Instant(rfc3339: "2026-12-01T00:00:00Z")
        fields.links = [
            try MemoryLink(kind: "about", target: "/tasks/7"),
            try MemoryLink(kind: "supports", target: "https://example.org/a,b"),
        ]
        #expect(read.draft == EntryDraft(fields))
        #expect(read.foreignNames == ["aliases", "cssclasses"])
        #expect(read.foreign == ["# mine", "aliases:", "  - |", "    anything: [", "\"cssclasses\": x"])
        #expect(try self.read("---\nvalidFrom: null\n---\nx").draft.saysFrom)
    }

    @Test(
        "what cannot be read is named with its line and its field",
        arguments: [
            ("---\nkind: fact\n", "line 1: The front matter that begins with --- has no second line of ---."),
            ("---\nkind: fact\nwhat is this\n---\nx", "line 3: A member such as kind: note was expected."),
            ("---\nkind: fact\nkind: note\n---\nx", "line 3: kind: stands more than once."),
            (
                "---\n\nkind: opinion\n---\nx",
                "line 3: kind: must be one of fact, preference, instruction, event, turn, note, document."
            ),
            ("---\nimportance: 11\n---\nx", "line 2: importance: must lie between 0 and 10."),
            ("---\nimportance: high\n---\nx", "line 2: importance: must be an integer or null."),
            ("---\ntags:\n  - a\n  - \"b, c\"\n---\nx", "line 2: tags[1]: may not contain a comma."),
            ("---\ntags: [a, [b]\n---\nx", "line 2: tags: […] or {…} cannot be read."),
            (
                "---\nat: soon\n---\nx",
                "line 2: at: must be a day such as 2026-11-25 or a time such as 2026-11-25T09:00:00Z."
            ),
            ("---\nsource: |\n  a\n---\nx", "line 3: source: a text stands on one line."),
            (
                "---\nsource: >\n---\nx",
                "line 2: source: values that begin with > are not read; put the text in double quotes, on one line."
            ),
            ("---\nsource: \"a\n---\nx", "line 2: source: a text in quotes ends on its line."),
            (
                "---\nlinks:\n  - kind: about\n    target: /nowhere\n---\nx",
                "line 2: links[0].target: must be /tasks/7, /memory/3/key, or an address that begins with https://, http:// or mailto:."
            ),
            ("---\nkey: a/b\n---\nx", "line 2: key: may not have a slash or a backslash, and is not . or .. alone."),
            ("---\nformat: json\n---\n```json\n{\"a\":\n}\n```\n", "line 6: content: A JSON value was expected."),
            ("---\nkind: note\n---\n", "line 4: content: is required and may not be empty."),
            ("one\nbell \u{7}\n", "line 1: content: may not contain control characters."),
        ])
    func faults(text: String, said: String) {
        #expect(fault(text) == said)
    }

    @Test("what is no UTF-8, and what is too much, is refused at once", .timeLimit(.minutes(3)))
    func bounds() {
        #expect(throws: EntryDocumentFault("This is no text in UTF-8.", line: 2)) {
            try EntryDocument(reading: Array("a\n".utf8) + [0xff])
        }
        let nested = "---\ntags: " + String(repeating: "[", count: 200_000) + "\n---\nx"
        let members = "---\n" + (0..<19_000).map { "a\($0): 1\n" }.joined() + "---\nx"
        let quotes = "---\n\"" + String(repeating: "\"a", count: 400_000) + "\n---\nx"
        #expect(fault(nested) == "line 2: tags: […] or {…} cannot be read.")
        #expect(fault(members) == "read")
        #expect(fault(quotes).hasPrefix("line 2"))
        #expect(fault("---\n" + String(repeating: "# \n", count: 500_000)).hasPrefix("line 20001"))
        #expect(
            fault(String(repeating: "x", count: 1_048_577)) == "line 1: content: may have at most 1048576 bytes.")
        #expect(fault(String(repeating: "x", count: 4 << 20 + 1)).hasPrefix("line 1: A file may have"))
    }
}

/// Random fields of entries, with all that makes texts hard to keep.
struct EntryFieldsMaker {
    private var random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    var isLucky: Bool { mutating get { Bool.random(using: &random) } }

    private static let pieces = [
        "a", "Z", "0", " ", "  ", "ä", "é", "😀", "👩‍👩‍👧", "ש", "ع", "\u{2068}", "\u{feff}", "-", "---", ":", ": ", " #",
        "\"", "'",
        "\\", "[", "]", "{", "}", ",", "|", ">", "&", "*", "!", "%", "@", "`", "null", "true", "~", "```", "[[home]]",
        "2026",
    ]

    private mutating func text(_ count: Int, _ more: [String]) -> String {
        (0..<Int.random(in: 1...count, using: &random)).map { _ in
            (Self.pieces + more).randomElement(using: &random)!
        }.joined()
    }

    /// One that an entry can have.
    mutating func line(_ limit: Int) -> String {
        while true {
            let text = text(12, []).replacing("\\", with: "")
            if let line = try? EntryRules.key(text), line.count <= limit { return line }
        }
    }

    mutating func fields() -> EntryFields {
        var fields = EntryFields(content: content())
        fields.kind = EntryKind.allCases.randomElement(using: &random)!
        if isLucky {
            fields.tags = (try? EntryRules.tags([line(50), line(50), "x"].map { $0.replacing(",", with: "") })) ?? []
        }
        if isLucky { fields.importance = Int.random(in: 0...10, using: &random) }
        if isLucky { fields.source = line(200) }
        if isLucky { fields.speaker = line(200) }
        for time in [\EntryFields.at, \.validFrom, \.expiresAt] where isLucky {
            fields[keyPath: time] = Instant(seconds: Int64.random(in: -2_000_000_000...4_000_000_000, using: &random))
        }
        if isLucky {
            fields.links =
                (try? [
                    MemoryLink(kind: line(50), target: "/memory/3/\(line(50))"),
                    MemoryLink(kind: "x", target: "/tasks/7"),
                ]) ?? []
        }
        return fields
    }

    private mutating func content() -> MemoryContent {
        while true {
            let text = text(40, ["\n", "\n\n", "\t", "---\n", "\n---\n"])
            let value = isLucky ? JSON.string(text) : json(3)
            if let content = try? MemoryContent(value) { return content }
        }
    }

    private mutating func json(_ depth: Int) -> JSON {
        switch Int.random(in: 0...(depth > 0 ? 6 : 4), using: &random) {
        case 0: .null
        case 1: .bool(isLucky)
        case 2: .integer(Int64.random(in: .min ... .max, using: &random))
        case 3: .number(Double.random(in: -1e9...1e9, using: &random))
        case 4: .string(text(8, ["\n", "\u{1}", "\r\n", "```\n"]))
        case 5: .array((0..<Int.random(in: 0...3, using: &random)).map { _ in json(depth - 1) })
        default:
            .object(
                JSONObject((0..<Int.random(in: 0...3, using: &random)).map { ("\($0)" + text(3, []), json(depth - 1)) })
            )
        }
    }
}
