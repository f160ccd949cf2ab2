import Domain
import Foundation
import MemoryDomain
import MemoryStore
import Store
import Testing
import TestingElwosa

@Suite("Folders of memory on the command line", .timeLimit(.minutes(15)))
struct MemoryFolderCommandTests {
    @Test("a folder is synced with a space by its name, and the exit code tells of a conflict")
    func sync() throws {
        let house = try MemoryState()
        try house.write("home.md", "Berlin")
        let first = try house.elwosa("sync", house.folder, "--space", "Notes")
        #expect(first.status == 0 && first.output == "Written from files: 1. home\n", "\(first.error)")
        #expect(try house.elwosa("sync", house.folder, "--space", "#1").output == "Nothing was changed.\n")
        let imported = try house.elwosa("import-from", "mcp", house.graph, "--space", "1")
        #expect(imported.status == 0 && imported.output == "Entries: 1.\n", "\(imported.error)")
        let dry = try house.elwosa("sync", house.folder, "--space", "1", "--dry-run")
        #expect(dry.output == "It would be:\nFiles written: 1. ada\n")
        try house.write("ada.md", "somebody else")
        let conflict = try house.elwosa("sync", house.folder, "--space", "1")
        #expect(conflict.status == 1)
        #expect(
            conflict.output
                == "Nothing was changed.\nConflict: ada is there on both sides, and not the same; the entry is shown in ada.conflict.md.\n"
        )
        let settled = try house.elwosa("sync", house.folder, "--space", "1", "--prefer", "entries", "--key", "ada")
        #expect(settled.status == 0 && settled.output == "Files written: 1. ada\n")
        #expect(try String(contentsOfFile: house.folder + "/ada.md", encoding: .utf8).hasSuffix("---\nfirst"))
    }

    @Test("what another system has kept is taken once, however often it is read")
    func importing() throws {
        let house = try MemoryState()
        let chat = house.graph + ".claude"
        try #"""
        [{"uuid":"1111222233","name":"Tea","chat_messages":[{"sender":"human","text":"Green?","created_at":"2024-12-01T10:00:01Z"}]}]
        """#.write(toFile: chat, atomically: true, encoding: .utf8)
        for _ in 0..<2 {
            #expect(try house.elwosa("import-from", "claude", chat, "--space", "1").output == "Entries: 1.\n")
            #expect(try house.elwosa("import-from", "mcp", house.graph, "--space", "1").status == 0)
        }
        _ = try house.elwosa("sync", house.folder, "--space", "1")
        for name in ["ada.md", "Tea 11112222%3A000001.md"] {
            let file = try String(contentsOfFile: "\(house.folder)/\(name)", encoding: .utf8)
            #expect(file.contains("\nversion: 1\n"), "\(file)")
        }
    }

    @Test("what cannot be meant is said")
    func errors() throws {
        let house = try MemoryState()
        for (arguments, status, words) in [
            (["sync", house.folder, "--space", "Diary"], 1, "There is no space Diary."),
            (["sync", house.folder + "/none", "--space", "1"], 1, "cannot be opened"),
            (["sync", house.folder, "--space", "1", "--prefer", "files"], 64, "--prefer and --key go together"),
            (["import-from", "word", "x", "--space", "1"], 64, "word"),
            (["import-from", "claude", house.graph, "--space", "1"], 1, "file: An array in [ ] was expected."),
        ] {
            let result = try house.elwosa(arguments)
            #expect(result.status == status && result.error.contains(words), "\(arguments): \(result.error)")
        }
    }

    @Test("a sync that is killed at any step loses nothing, and the next one goes on")
    func killed() throws {
        let house = try MemoryState()
        for (name, text) in [("a.md", "a"), ("b.md", "b"), ("c.md", "c"), ("d.md", "d")] { try house.write(name, text) }
        _ = try house.elwosa("sync", house.folder, "--space", "1")
        // One of each kind: changed there and here, new there and here, gone, and a conflict.
        let graph = ["a", "c", "new entry"].map {
            "{\"type\":\"entity\",\"name\":\"\($0)\",\"entityType\":\"x\",\"observations\":[\"\($0) from there\"]}"
        }
        try graph.joined(separator: "\n").write(toFile: house.graph, atomically: true, encoding: .utf8)
        _ = try house.elwosa("import-from", "mcp", house.graph, "--space", "1")
        let edited = try String(contentsOfFile: house.folder + "/b.md", encoding: .utf8)
        try house.write("b.md", edited.replacingOccurrences(of: "---\nb", with: "---\nb from here"))
        let other = try String(contentsOfFile: house.folder + "/c.md", encoding: .utf8)
        try house.write("c.md", other.replacingOccurrences(of: "---\nc", with: "---\nc from here"))
        try FileManager.default.removeItem(atPath: house.folder + "/d.md")
        try house.write("new file.md", "new file from here")
        let steps = try house.killAtEachStep { step throws in
            let result = try house.elwosa("sync", house.folder, "--space", "1")
            #expect(
                result.status == 1 && result.output.contains("Conflict: c was changed on both sides"), "step \(step)")
            #expect(
                try house.texts() == [
                    "a.md": "a from there", "b.md": "b from here", "c.conflict.md": "c from there",
                    "c.md": "c from here",
                    "new entry.md": "new entry from there", "new file.md": "new file from here",
                ], "step \(step)")
            let again = try house.elwosa("sync", house.folder, "--space", "1")
            #expect(again.output.hasPrefix("Nothing was changed.\nConflict: c"), "step \(step): \(again.output)")
            // Each side of what had changed is there once, under a version more.
            try FileManager.default.removeItem(atPath: house.folder)
            try FileManager.default.createDirectory(atPath: house.folder, withIntermediateDirectories: true)
            _ = try house.elwosa("sync", house.folder, "--space", "1")
            #expect(
                try house.texts() == [
                    "a.md": "a from there", "b.md": "b from here", "c.md": "c from there",
                    "new entry.md": "new entry from there", "new file.md": "new file from here",
                ], "step \(step)")
            #expect(
                try String(contentsOfFile: house.folder + "/b.md", encoding: .utf8).contains("version: 2"),
                "step \(step)")
        }
        #expect(steps > 20)
    }
}

/// A state directory with one space, `Notes`, and a folder.
private final class MemoryState {
    private let root = FileManager.default.temporaryDirectory.path + "/elwosa-memory-\(UUID().uuidString.prefix(8))"
    private var state: String { root + "/changed/state" }
    var folder: String { root + "/changed/notes" }
    /// A file of the MCP reference server.
    var graph: String { root + "/memory.json" }

    init() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let environment = ["ELWOSA_STATE": state]
        let setUp = try Command.elwosa(
            ["setup", "--name", "Ada", "--password-file", "-"], environment: environment, "seven green bottles")
        guard setUp.status == 0 else { throw HTTPError(setUp.error) }
        try makeSpace()
        try #"{"type":"entity","name":"ada","entityType":"person","observations":["first"]}"#.write(
            toFile: graph, atomically: true, encoding: .utf8)
    }

    private func makeSpace() throws {
        let key = Array(try Data(contentsOf: URL(filePath: state + "/keys/event.key")))
        let store = try Store.open(state + "/data/elwosa.db", eventKey: key)
        defer { store.close() }
        _ = try store.memory().createSpace(
            SpaceDraft(kind: .personal, name: "Notes"),
            by: Change(by: Person.ada.caller, at: Instant(seconds: 1_700_000_000)))
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    func elwosa(_ arguments: String...) throws -> CommandResult { try elwosa(arguments) }

    func elwosa(_ arguments: [String], environment: [String: String] = [:]) throws -> CommandResult {
        try Command.elwosa(
            ["memory"] + arguments, environment: environment.merging(["ELWOSA_STATE": state]) { first, _ in first })
    }

    func write(_ name: String, _ text: String) throws {
        try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
    }

    /// The contents of all files, without their front matter.
    func texts() throws -> [String: String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }
        return try Dictionary(
            uniqueKeysWithValues: names.map { name in
                let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
                return (name, text.components(separatedBy: "\n---\n").last ?? "")
            })
    }

    /// Runs a sync again and again from the same beginning, killed one step later each time, until it comes to its end.
    func killAtEachStep(_ check: (_ step: Int) throws -> Void) throws -> Int {
        let (work, start) = (root + "/changed", root + "/start")
        try FileManager.default.copyItem(atPath: work, toPath: start)
        for step in 1...1_000 {
            try FileManager.default.removeItem(atPath: work)
            try FileManager.default.copyItem(atPath: start, toPath: work)
            let result = try elwosa(
                ["sync", folder, "--space", "1"],
                environment: [
                    "LD_PRELOAD": RunningSite.builtPrograms + "/libKilled.so", "ELWOSA_TEST_KILL_AT": String(step),
                ])
            // 1, as there is a conflict.
            if result.status == 1 { return step - 1 }
            guard result.status == SIGKILL else { throw HTTPError("step \(step): \(result.status) \(result.error)") }
            try check(step)
        }
        throw HTTPError("it has no end")
    }
}
