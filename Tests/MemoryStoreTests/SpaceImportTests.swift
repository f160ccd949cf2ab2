import Domain
import HouseStore
import JSON
import MemoryDomain
import MemoryFormats
import MemoryStore
import SQLite
import Store
import Testing
import TestingElwosa

@Suite("Taking a file into a space")
struct SpaceImportTests {
    private static let first =
        #"{"key":"a","version":1,"deed":"put","writtenAt":"2020-01-01T00:00:00Z","writtenBy":"Eve","content":"one"}"#
    private static let second =
        #"{"key":"a","version":2,"deed":"appended","writtenAt":"2020-01-02T00:00:00Z","base":1,"append":" two"}"#

    private func entry(_ key: String, _ house: MemoryHouse) throws -> MemoryEntry {
        try house.memory.entry(key, of: house.space, .now, at: house.now, for: Person.ada.caller)
    }

    @Test("lines that say a key and a content are put, and once more change nothing")
    func byHand() throws {
        let house = try MemoryHouse()
        let file =
            "\u{FEFF}" + """
                {"key": "a", "content": "one", "tags": ["x"], "links": [{"kind": "about", "target": "./b"}]}

                {"key":"b","content":{"z":1,"a":[2.5]},"kind":"fact","validFrom":"2019-01-01"}\r
                """
        #expect(try house.take(file).taken == 2)
        let made = try entry("a", house)
        #expect(made.createdBy == EntryAuthor(name: "Ada", account: 1) && made.createdAt == house.now)
        #expect(made.fields.links.map(\.target) == [.entry(space: house.space, key: "b")])
        #expect(try entry("b", house).fields.content == .json(#"{"z":1,"a":[2.5]}"#))
        #expect(try entry("b", house).fields.validFrom == Instant(rfc3339: "2019-01-01T00:00:00Z"))
        let again = try house.take(file)
        #expect(again == SpaceImport(taken: 0, unchanged: 2, change: nil))
        #expect(try house.rebuildDifferences() == [])
    }

    /// A line, and what is said of it.
    static let broken: [(line: String, field: String, kind: Failure.Kind)] = [
        ("{", "lines[2]", .malformed), ("[]", "lines[2]", .malformed), (#"{"key":"a"}"#, "lines[2].content", .invalid),
        (#"{"content":"x"}"#, "lines[2].key", .invalid), (#"{"key":"a/b","content":"x"}"#, "lines[2].key", .invalid),
        (#"{"key":"a","content":"x","colour":1}"#, "lines[2].colour", .invalid),
        (#"{"key":"a","content":null}"#, "lines[2].content", .invalid),
        (#"{"key":"a","content":"x","importance":11}"#, "lines[2].importance", .invalid),
        (#"{"key":"a","content":"x","links":[{"kind":"k","target":"./"}]}"#, "lines[2].links[0].target", .invalid),
        (#"{"key":"a","content":"x","writtenBy":"Ben"}"#, "lines[2].version", .invalid),
        (#"{"key":"a","version":0,"content":"x"}"#, "lines[2].version", .invalid),
        (#"{"key":"a","version":100001,"content":"x"}"#, "lines[2].version", .invalid),
        (#"{"key":"a","version":1,"content":"x"}"#, "lines[2].deed", .invalid),
        (#"{"key":"a","version":1,"deed":"made","content":"x"}"#, "lines[2].deed", .invalid),
        (#"{"key":"a","version":1,"deed":"put","content":"x"}"#, "lines[2].writtenAt", .invalid),
        (#"{"key":"a","version":1,"deed":"put","writtenAt":"soon","content":"x"}"#, "lines[2].writtenAt", .invalid),
        (
            #"{"key":"a","version":1,"deed":"put","writtenAt":"2090-01-01","content":"x"}"#, "lines[2].writtenAt",
            .invalid
        ),
        (
            #"{"key":"a","version":2,"deed":"put","writtenAt":"2020-01-01","content":"x"}"#, "lines[2].version",
            .conflict
        ),
        (#"{"key":"a","version":1,"deed":"deleted","writtenAt":"2020-01-01"}"#, "lines[2].deed", .invalid),
        (#"{"key":"a","version":1,"deed":"put","writtenAt":"2020-01-01","base":1}"#, "lines[2].content", .invalid),
        (
            #"{"key":"a","version":1,"deed":"put","writtenAt":"2020-01-01","content":"x","base":1}"#, "lines[2].base",
            .invalid
        ),
        (
            #"{"key":"a","version":1,"deed":"put","writtenAt":"2020-01-01","writtenBy":"a\nb","content":"x"}"#,
            "lines[2].writtenBy", .invalid
        ),
        (
            #"{"key":"a","version":1,"deed":"put","writtenAt":"2020-01-01","content":"x","validFrom":"2020-01-02","validUntil":"2020-01-01"}"#,
            "lines[2].validUntil", .invalid
        ),
        (#"{"key":"z","version":2,"deed":"patched","writtenAt":"2020-01-01","base":2}"#, "lines[2].base", .invalid),
        (
            #"{"key":"z","version":2,"deed":"patched","writtenAt":"2020-01-01","base":1,"content":"x"}"#,
            "lines[2].content", .invalid
        ),
        (#"{"key":"z","version":2,"deed":"appended","writtenAt":"2020-01-01","base":1}"#, "lines[2].append", .invalid),
        (#"{"key":"z","version":2,"deed":"restored","writtenAt":"2020-01-01"}"#, "lines[2].restored", .invalid),
        (
            #"{"key":"z","version":2,"deed":"restored","restored":2,"writtenAt":"2020-01-01"}"#, "lines[2].restored",
            .invalid
        ),
        (#"{"key":"z","version":3,"deed":"deleted","writtenAt":"2020-01-01"}"#, "lines[2].version", .conflict),
        (
            #"{"key":"z","version":1,"deed":"put","writtenAt":"2019-01-01","content":"other"}"#, "lines[2].version",
            .conflict
        ),
        (
            #"{"key":"j","version":2,"deed":"appended","writtenAt":"2020-01-01","base":1,"append":"x"}"#,
            "lines[2].append", .conflict
        ),
        (
            #"{"key":"g","version":3,"deed":"patched","writtenAt":"2020-01-01","content":"x"}"#, "lines[2].deed",
            .invalid
        ),
        (
            #"{"key":"g","version":3,"deed":"restored","restored":2,"writtenAt":"2020-01-01"}"#, "lines[2].restored",
            .conflict
        ),
        (#"{"format":"elwosa","version":1}"#, "lines[2].format", .invalid),
        (#"{"format":"elwosa-memory","version":2}"#, "lines[2].version", .invalid),
    ]

    @Test("a line that is wrong is named, and nothing is taken", arguments: broken)
    func refused(_ line: String, _ field: String, _ kind: Failure.Kind) throws {
        let house = try MemoryHouse()
        try house.take(
            """
            {"key":"z","version":1,"deed":"put","writtenAt":"2019-01-01","content":"z"}
            {"key":"j","version":1,"deed":"put","writtenAt":"2019-01-01","content":{}}
            {"key":"g","version":1,"deed":"put","writtenAt":"2019-01-01","content":"g"}
            {"key":"g","version":2,"deed":"deleted","writtenAt":"2019-01-01"}
            """)
        let before = try (house.file(), house.store.events.newest())
        do throws(Failure) {
            try house.take(#"{"key":"good","content":"x"}"# + "\n" + line)
            Issue.record("it was taken")
        } catch {
            #expect(error.field == field && error.kind == kind, "\(error)")
        }
        #expect(try house.file() == before.0)
        #expect(try house.store.events.newest() == before.1)
    }

    @Test("a version that is there stays, and one that says something else is refused")
    func again() throws {
        let house = try MemoryHouse()
        #expect(try house.take(Self.first).taken == 1)
        let both = try house.take(Self.first + "\n" + Self.second)
        #expect(both.taken == 1 && both.unchanged == 1)
        #expect(try entry("a", house).fields.content == .text("one two"))
        for (word, other) in [
            ("one", "One"), ("Eve", "Ada"), ("2020-01-01", "2020-01-03"), (#""content""#, #""tags":["x"],"content""#),
        ] {
            do throws(Failure) {
                try house.take(Self.first.replacing(word, with: other))
                Issue.record("\(other) was taken")
            } catch {
                #expect(error.rule == .differsThere && error.field == "lines[1].version")
            }
        }
    }

    @Test("nobody writes in the name of another account; the command line says who it was")
    func authors() throws {
        let house = try MemoryHouse()
        let lines = ["Ada", "Ben", "Zoë"].map { name in
            #"{"key":"\#(name)","version":1,"deed":"put","writtenAt":"2020-01-01","writtenBy":"\#(name)","content":"x"}"#
        }
        try house.take(lines.joined(separator: "\n"))
        #expect(try entry("Ada", house).createdBy == EntryAuthor(name: "Ada", account: 1))
        #expect(try entry("Ben", house).createdBy == EntryAuthor(name: "Ben", account: nil))
        #expect(try entry("Zoë", house).createdBy?.isImported == true)
        let other = try house.another()
        try house.run(lines.joined(separator: "\n"), into: other)
        let ben = try house.memory.entry("Ben", of: other, .now, at: house.now, for: Person.ada.caller)
        #expect(ben.createdBy == EntryAuthor(name: "Ben", account: Person.ben.id))
        #expect(try house.file(of: other) == house.file())
        let versions = try house.memory.versions(
            of: "Ben", of: house.space, before: nil, limit: 5, at: house.now, for: Person.ada.caller)
        #expect(versions.map(\.by) == [EntryAuthor(name: "Ben", account: nil)])
        #expect(try house.rebuildDifferences() == [])
    }

    @Test("is taken back as a whole, and counts for what the space may hold")
    func undone() throws {
        let house = try MemoryHouse(limits: SpaceLimits(entries: 2, bytes: 1_000))
        let taken = try house.take(Self.first + "\n" + Self.second + "\n" + #"{"key":"b","content":"x"}"#)
        #expect(taken.taken == 3)
        let size = try house.memory.space(house.space, for: Person.ada.caller).summary.size
        #expect(size == SpaceSize(entries: 2, bytes: 8))
        #expect(throws: Failure.self) { try house.take(#"{"key":"c","content":"x"}"#) }
        _ = try house.memory.undoEntries(try #require(taken.change), by: house.change())
        #expect(throws: Failure.notFound) { try entry("a", house) }
        #expect(try house.memory.space(house.space, for: Person.ada.caller).summary.size.entries == 0)
        #expect(try house.rebuildDifferences() == [])
    }

    @Test(
        "a file of any size is taken batch by batch; where a line is wrong, all before its batch is, and a run goes on")
    func batches() throws {
        let house = try MemoryHouse()
        var lines = (1...2_500).map { #"{"key":"k\#($0)","content":"\#($0)"}"# }
        lines[2_200] = #"{"key":"","content":"x"}"#
        var run = SpaceFileRun(house.space, of: house.memory) { Change(by: .commandLine, at: house.now) }
        do throws(Failure) {
            for piece in lines.map({ Array("\($0)\n".utf8) }) { try run.take(piece[...]) }
            Issue.record("it was taken")
        } catch {
            #expect(error.field == "lines[2201].key")
        }
        #expect(run.taken == 2_000 && run.lastLine == 2_000)
        lines[2_200] = #"{"key":"k2201","content":"2201"}"#
        let rest = try house.run(lines.joined(separator: "\n"))
        #expect(rest.taken == 500 && rest.unchanged == 2_000)
    }

    @Test("more than one request may do is refused, and taken in parts by the command line")
    func tooMuch() throws {
        let house = try MemoryHouse()
        let long = String(repeating: "x", count: 900_000)
        let log =
            [Self.first.replacing("\"one\"", with: "\"\(long)\"")]
            + (2...400).map {
                #"{"key":"a","version":\#($0),"deed":"appended","writtenAt":"2020-01-02","base":\#($0 - 1),"append":"y"}"#
            }
        do throws(Failure) {
            try house.take(log.joined(separator: "\n"))
            Issue.record("it was taken")
        } catch {
            #expect(error.rule == .tooMuchAtOnce && error.field == "lines")
        }
        #expect(try house.run(log.joined(separator: "\n")).taken == 400)
        #expect(try entry("a", house).fields.content.size == 900_399)
        let lines = (1...1_001).map { #"{"key":"k\#($0)","content":"x"}"# }.joined(separator: "\n")
        #expect(throws: Failure(.tooMany(1_000), field: "lines")) { try house.take(lines) }
    }

    @Test("of another system's file batches before a full one stay, and what is too much at once is taken in halves")
    func foreign() throws {
        let house = try MemoryHouse(limits: SpaceLimits(entries: 1_500, bytes: 1 << 30))
        let line = { (number: Int, more: String) in #"{"id":"\#(number)","memory":"x"\#(more)}"# }
        let read = { (lines: [String]) throws(Failure) in
            try ForeignMemory.read(
                .mem0, Array("[\(lines.joined(separator: ","))]".utf8), into: house.space, at: house.now)
        }
        var run = ForeignImport(house.space, of: house.memory) { house.change() }
        #expect(throws: Failure(.spaceEntries(1_500), field: "space", kind: .storageFull)) {
            try run.take(read((0..<2_000).map { line($0, "") }))
        }
        #expect(run.taken == 1_000 && run.changes.count == 1)
        let tags = (0..<50).map { "\"t\($0)\"" }.joined(separator: ",")
        var heavy = ForeignImport(house.space, of: house.memory) { house.change() }
        try heavy.take(read((0..<1_000).map { line($0, ",\"categories\":[\(tags)]") }))
        #expect(heavy.taken == 1_000 && heavy.changes.count > 1, "\(heavy.changes.count)")
        #expect(try house.rebuildDifferences() == [])
    }
}
