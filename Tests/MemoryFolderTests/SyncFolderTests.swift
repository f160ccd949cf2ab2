import Domain
import Foundation
import MemoryDomain
import MemoryFormats
import TestingElwosa
import Testing

@testable import MemoryFolder

@Suite("What a sync leaves alone")
struct SyncFolderTests {
    @Test("hidden folders, other files and links, and nothing outside the folder is written")
    func leftAlone() throws {
        let house = try SyncHouse()
        let outside = house.root + "/outside"
        try FileManager.default.createDirectory(atPath: outside, withIntermediateDirectories: true)
        try "secret".write(toFile: outside + "/secret.md", atomically: true, encoding: .utf8)
        for name in [".obsidian/a.md", ".git/b.md", "note.txt", "image.png", ".hidden.md"] {
            try house.write(name, "x")
        }
        for (name, target) in [("file.md", "/secret.md"), ("folder", "")] {
            try FileManager.default.createSymbolicLink(
                atPath: "\(house.folder)/\(name)", withDestinationPath: outside + target)
        }
        try house.put("file", "the entry of that name")
        let report = try house.sync()
        #expect(report.put.isEmpty && report.links == ["file.md"] && report.isInStep)
        #expect(try FileManager.default.contentsOfDirectory(atPath: outside) == ["secret.md"])
        #expect(try String(contentsOfFile: outside + "/secret.md", encoding: .utf8) == "secret")
        #expect(house.text("file") == "the entry of that name")
    }

    @Test("a folder that becomes a link while it is synced is not followed")
    func swapped() throws {
        let house = try SyncHouse()
        try house.write("sub/a.md", "a")
        _ = try house.sync()
        let outside = house.root + "/outside"
        try FileManager.default.moveItem(atPath: house.folder + "/sub", toPath: outside)
        try FileManager.default.createSymbolicLink(atPath: house.folder + "/sub", withDestinationPath: outside)
        let folder = try SyncFolder(house.folder)
        #expect(throws: SyncFault.self) { try folder.write("sub/a.md", Array("b".utf8)) }
        #expect(throws: SyncFault.self) { try folder.read("sub/a.md", limit: 100) }
        #expect(throws: SyncFault.self) { try folder.remove("sub/a.md") }
        #expect(throws: SyncFault.self) { try folder.write("../x.md", []) }
        #expect(try String(contentsOfFile: outside + "/a.md", encoding: .utf8).hasSuffix("a"))
    }

    @Test("a file that cannot be read is named, neither of its sides is touched, and the others go on")
    func unreadable() throws {
        let house = try SyncHouse()
        for key in ["bad", "good", "large"] { try house.put(key, key) }
        _ = try house.sync()
        try house.edit("bad.md", "kind: note", "kind: opinion")
        try house.edit("good.md", "good", "better")
        try house.write("large.md", String(repeating: "x", count: EntryDocument.byteLimit + 1))
        try house.put("bad", "changed")
        let report = try house.sync()
        #expect(report.put == ["good"] && report.conflicts.isEmpty)
        #expect(
            report.faults.map(\.description) == [
                "bad.md: line 2: kind: must be one of fact, preference, instruction, event, turn, note, document.",
                "large.md: is larger than 4194304 bytes.",
            ])
        #expect(
            house.text("bad") == "changed" && house.file("bad.md")?.contains("opinion") == true
                && house.text("large") == "large")
    }

    @Test("two files of one key are both named, and a file that was moved stays the same entry")
    func sameKey() throws {
        let house = try SyncHouse()
        try house.put("a", "one")
        _ = try house.sync()
        try house.write("sub/a.md", "two")
        let report = try house.sync()
        #expect(report.faults.map(\.path) == ["sub/a.md"] && report.put.isEmpty && house.text("a") == "one")
        try house.remove("sub/a.md")
        try FileManager.default.moveItem(atPath: house.folder + "/a.md", toPath: house.folder + "/sub/a.md")
        #expect(try house.sync() == SyncReport())
        try house.put("a", "three")
        #expect(try house.sync().written == ["a"])
        #expect(try house.names() == ["sub", "sub/a.md"] && house.file("sub/a.md")?.hasSuffix("three") == true)
    }

    @Test("keys that differ in case alone, or are too long, have files of their own that say their key")
    func names() throws {
        let house = try SyncHouse()
        let long = String(repeating: "é", count: 200)
        for key in ["Berlin", "berlin", long, "x.conflict"] { try house.put(key, key) }
        #expect(try house.sync().written.count == 4)
        #expect(Set(try house.names().map { $0.lowercased() }).count == 4)
        #expect(house.file(EntryFileName.otherStem(of: "berlin") + ".md")?.contains("key: berlin") == true)
        #expect(try house.sync() == SyncReport())
        try house.put("berlin", "changed")
        try house.edit(EntryFileName.stem(of: long) + ".md", "\n---\n\(long)", "\n---\nshort")
        let report = try house.sync()
        #expect(report.written == ["berlin"] && report.put == [long] && house.text(long) == "short")
    }

    @Test("another space's folder is refused, and after a restore nothing is believed that was seen before")
    func otherSpace() throws {
        let house = try SyncHouse()
        try house.put("a", "a")
        _ = try house.sync()
        house.life = Life(2)
        try house.remove("a.md")
        #expect(try house.sync().written == ["a"] && house.text("a") == "a")
        var state = try SyncState(of: SyncFolder(house.folder), space: house.space, life: house.life)
        #expect(state.records["a"]?.version == 1)
        state = SyncState(space: house.space + 1, life: house.life)
        try state.save(in: SyncFolder(house.folder))
        #expect(throws: SyncFault.self) { try house.sync() }
        let first = try SyncFolder(house.folder)
        #expect(throws: SyncFault(house.folder, "is being synced by another command.")) { try SyncFolder(house.folder) }
        withExtendedLifetime(first) {}
    }
}
