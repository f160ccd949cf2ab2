import Domain
import Foundation
import MemoryDomain
import MemoryStore
import TestingElwosa
import Testing

@testable import MemoryFolder

@Suite("A folder and a space in step")
struct MemorySyncTests {
    @Test("what is new goes over in both directions, and a second run finds nothing to do")
    func new() throws {
        let house = try SyncHouse()
        try house.write("people/Ada.md", "---\nkind: fact\ntags: [friend]\naliases: [A]\n---\nLikes [[tea]].")
        try house.write("plain.md", "only a text\n")
        try house.put("tea", "hot")
        try house.put("chat:000001", "Hello", tags: ["x"])
        let report = try house.sync()
        #expect(report.put == ["Ada", "plain"] && report.written == ["chat:000001", "tea"] && report.isInStep)
        #expect(report.foreign == [.init(path: "people/Ada.md", names: ["aliases"])])
        #expect(house.entry("Ada")?.fields.kind == .fact && house.entry("Ada")?.fields.tags == ["friend"])
        #expect(house.text("plain") == "only a text\n" && house.entry("plain")?.version == 1)
        #expect(try house.names() == ["chat%3A000001.md", "people", "people/Ada.md", "plain.md", "tea.md"])
        #expect(house.file("tea.md")?.contains("linkedFrom:\n  - \"[[Ada]]\"\n---\nhot") == true)
        let ada = try #require(house.file("people/Ada.md"))
        #expect(ada.contains("version: 1") && ada.contains("aliases: [A]") && ada.hasSuffix("---\nLikes [[tea]]."))
        let again = try house.sync()
        #expect(again == SyncReport())
        #expect(house.file("people/Ada.md") == ada && house.entry("Ada")?.version == 1)
    }

    @Test("a file that is changed becomes a version of its entry, true from then on, and its other members stay")
    func fileChanged() throws {
        let house = try SyncHouse()
        try house.put("home", "Berlin", tags: ["address"])
        _ = try house.sync()
        let before = try #require(house.entry("home"))
        try house.edit("home.md", "Berlin", "Paris")
        #expect(try house.sync().put == ["home"])
        let after = try #require(house.entry("home"))
        #expect(after.fields.content == .text("Paris") && after.version == 2 && after.fields.tags == ["address"])
        // The past stays what it was.
        #expect(after.fields.validFrom == house.now)
        let then = EntryTime(validAt: before.fields.validFrom)
        #expect(
            try house.memory.entry("home", of: house.space, then, at: house.now, for: .commandLine).fields.content
                == .text("Berlin"))
        #expect(house.file("home.md")?.contains("version: 2") == true)
        // A tag alone is put right where it stands.
        try house.edit("home.md", "- address", "- city")
        #expect(try house.sync().put == ["home"])
        #expect(
            house.entry("home")?.fields.validFrom == after.fields.validFrom
                && house.entry("home")?.fields.tags == ["city"])
        // An end closes it.
        try house.edit("home.md", "version:", "validUntil: 2030-01-01\nversion:")
        _ = try house.sync()
        #expect(house.entry("home")?.fields.validUntil == Instant(rfc3339: "2030-01-01T00:00:00Z"))
        #expect(try house.sync() == SyncReport())
    }

    @Test("an entry that is changed becomes its file, with what else was in that")
    func entryChanged() throws {
        let house = try SyncHouse()
        try house.write("home.md", "---\ncssclasses: [wide]\n---\nBerlin")
        _ = try house.sync()
        chmod("\(house.folder)/home.md", 0o640)
        try house.put("home", "Paris")
        try house.put("other", "See [[home]]")
        let report = try house.sync()
        #expect(report.written == ["home", "other"] && report.put.isEmpty)
        let file = try #require(house.file("home.md"))
        #expect(file.contains("cssclasses: [wide]") && file.hasSuffix("\nParis") && file.contains("[[other]]"))
        let mode =
            try FileManager.default.attributesOfItem(atPath: house.folder + "/home.md")[.posixPermissions] as? Int
        #expect(mode == 0o640)
        #expect(try house.sync() == SyncReport())
    }

    @Test("JSON is changed as a whole, null included")
    func json() throws {
        let house = try SyncHouse()
        try house.write("prefs.md", "---\nformat: json\n---\n```json\n{\"a\": 1, \"b\": {\"c\": 2}}\n```\n")
        _ = try house.sync()
        #expect(house.entry("prefs")?.fields.content == .json(#"{"a":1,"b":{"c":2}}"#))
        try house.edit("prefs.md", "\"c\": 2", "\"d\": null")
        #expect(try house.sync().put == ["prefs"])
        #expect(house.text("prefs") == #"{"a":1,"b":{"d":null}}"#)
        #expect(try house.sync() == SyncReport())
    }

    @Test("what is deleted on one side is deleted on the other, and an entry can be restored")
    func deleted() throws {
        let house = try SyncHouse()
        for key in ["a", "b", "c"] { try house.put(key, key) }
        _ = try house.sync()
        try house.remove("a.md")
        try house.delete("b")
        let report = try house.sync()
        #expect(report.deleted == ["a"] && report.removed == ["b"] && report.isInStep)
        #expect(try house.names() == ["c.md"] && house.text("a") == nil)
        _ = try house.memory.restoreEntry(
            "a", version: 1, of: house.space, by: Change(by: .commandLine, at: house.now))
        #expect(try house.sync().written == ["a"])
        // A key that was deleted may come back as a file.
        try house.write("b.md", "again")
        #expect(try house.sync().put == ["b"] && house.text("b") == "again")
        #expect(try house.sync() == SyncReport())
    }

    @Test("what was changed on both sides is left as it is and shown, until the file that shows it is taken away")
    func conflict() throws {
        let house = try SyncHouse()
        try house.put("home", "Berlin")
        _ = try house.sync()
        try house.edit("home.md", "Berlin", "Paris")
        try house.put("home", "Rome")
        for _ in 0..<2 {
            let report = try house.sync()
            #expect(report.conflicts == [.init(key: "home", kind: .bothChanged, shown: "home.conflict.md")])
            #expect(!report.isInStep && report.put.isEmpty && report.written.isEmpty)
        }
        #expect(house.text("home") == "Rome" && house.file("home.md")?.hasSuffix("Paris") == true)
        #expect(house.file("home.conflict.md")?.hasSuffix("---\nRome") == true)
        // The entry moves on: what is shown does too, and taking it away before that settles nothing.
        try house.put("home", "Oslo")
        try house.remove("home.conflict.md")
        #expect(try house.sync().conflicts.count == 1)
        #expect(house.file("home.conflict.md")?.hasSuffix("---\nOslo") == true)
        try house.edit("home.md", "Paris", "Paris and Oslo")
        try house.remove("home.conflict.md")
        let settled = try house.sync()
        #expect(settled.put == ["home"] && settled.isInStep && house.text("home") == "Paris and Oslo")
        #expect(try house.sync() == SyncReport() && house.names() == ["home.md"])
    }

    @Test("a conflict is settled for the side that is preferred, for the keys that are named")
    func preferred() throws {
        let house = try SyncHouse()
        for key in ["a", "b", "c"] { try house.write("\(key).md", "file \(key)") }
        for key in ["a", "b", "c"] { try house.put(key, "entry \(key)") }
        #expect(try house.sync().conflicts.map(\.kind) == [.bothThere, .bothThere, .bothThere])
        #expect(try house.sync(prefer: .files, "a").put == ["a"])
        let report = try house.sync(prefer: .entries, "b")
        #expect(report.written == ["b"] && report.conflicts.map(\.key) == ["c"])
        #expect(house.text("a") == "file a" && house.file("b.md")?.hasSuffix("entry b") == true)
        #expect(try house.names() == ["a.md", "b.md", "c.conflict.md", "c.md"])
    }

    @Test("what was deleted on one side and changed on the other is a conflict, and nothing is gone")
    func deletedAndChanged() throws {
        let house = try SyncHouse()
        for key in ["a", "b"] { try house.put(key, key) }
        _ = try house.sync()
        try house.remove("a.md")
        try house.put("a", "new")
        try house.edit("b.md", "---\nb", "---\nmine")
        try house.delete("b")
        #expect(try house.sync().conflicts.map(\.kind) == [.fileGone, .entryGone])
        #expect(house.text("a") == "new" && house.file("b.md")?.hasSuffix("mine") == true)
        #expect(house.file("b.conflict.md") == "The entry b is gone.\n")
        // The entry as it was shown becomes the file; the file that was changed becomes an entry again.
        try FileManager.default.moveItem(atPath: house.folder + "/a.conflict.md", toPath: house.folder + "/a.md")
        try house.remove("b.conflict.md")
        let report = try house.sync()
        #expect(report.isInStep && report.put == ["b"] && house.text("b") == "mine" && house.text("a") == "new")
        #expect(try house.sync() == SyncReport())
    }

    @Test("a file that somebody else has called so is not written over by what shows a conflict")
    func conflictFileOfAnother() throws {
        let house = try SyncHouse()
        try house.write("a.md", "file")
        try house.write("a.conflict.md", "mine")
        try house.put("a", "entry")
        #expect(try house.sync().conflicts == [.init(key: "a", kind: .bothThere, shown: nil)])
        #expect(house.file("a.conflict.md") == "mine" && house.text("a.conflict") == nil)
    }

    @Test("what is changed while a sync runs is written over on neither side")
    func meanwhile() throws {
        let house = try SyncHouse()
        for key in ["a", "b"] { try house.put(key, key) }
        _ = try house.sync()
        try house.put("a", "new")
        try house.edit("b.md", "---\nb", "---\nmine")
        let report = try runningOver(house)
        #expect(
            report.faults.map(\.description) == [
                "b: was changed meanwhile; sync once more.", "a.md: was changed meanwhile; sync once more.",
            ])
        #expect(house.text("b") == "late" && house.file("a.md")?.hasSuffix("---\nlate") == true)
        #expect(try house.sync().conflicts.map(\.key) == ["a", "b"])
    }

    /// Runs a sync, while which the file of `a` is changed, and the entry of `b` once its file was read.
    private func runningOver(_ house: SyncHouse) throws -> SyncReport {
        var asked = 0
        var sync = try MemorySync(
            SyncFolder(house.folder), with: house.space, of: house.memory, in: house.life, by: .commandLine,
            now: {
                asked += 1
                if asked == 2 { try? house.put("b", "late") }
                return house.now
            })
        try house.edit("a.md", "---\na", "---\nlate")
        return try sync.run()
    }

    @Test("a dry run says what would be done, and does nothing")
    func dry() throws {
        let house = try SyncHouse()
        try house.put("a", "a")
        try house.write("b.md", "b")
        var options = MemorySync.Options()
        options.isDry = true
        let report = try house.sync(options)
        #expect(report.put == ["b"] && report.written == ["a"])
        #expect(try house.names() == ["b.md"] && house.text("b") == nil && house.file(SyncState.path) == nil)
    }

    @Test("a folder of which most files are gone deletes nothing until somebody says how many")
    func missing() throws {
        let house = try SyncHouse()
        for number in 0..<30 { try house.put("k\(number)", "x") }
        _ = try house.sync()
        for number in 0..<21 { try house.remove("k\(number).md") }
        #expect(
            throws: SyncFault(
                "", "21 of 30 files are gone. Where their entries are to be deleted too, say --deletions 21.")
        ) {
            try house.sync()
        }
        #expect(house.text("k0") == "x")
        var options = MemorySync.Options()
        options.deletions = 21
        #expect(try house.sync(options).deleted.count == 21)
    }
}
