import Foundation
import SQLite
import Testing
import TestingElwosa

@Suite("Memory on the command line", .timeLimit(.minutes(15)))
struct MemoryCommandTests {
    private let state = FileManager.default.temporaryDirectory.path + "/elwosa-\(UUID().uuidString.prefix(8))"

    private func elwosa(_ arguments: String..., input: String = "", in home: String? = nil) throws -> CommandResult {
        try Command.elwosa(["memory"] + arguments, environment: ["ELWOSA_STATE": home ?? state], input)
    }

    /// An installation of Ada's with a space called Notes, under a number of its own.
    private func setUp(_ home: String, space: Int64) throws {
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        _ = try Command.elwosa(
            ["setup", "--name", "Ada", "--password-file", "-"], environment: ["ELWOSA_STATE": home],
            "seven green bottles")
        let database = try Database(path: "\(home)/data/elwosa.db")
        defer { database.close() }
        try database.write { tx in
            try tx.run(
                """
                INSERT INTO memorySpace (id, kind, name, ownerId, notesReaders, createdAt, version)
                VALUES (?, 'personal', 'Notes', 1, 0, 0, 1)
                """, space)
        }
    }

    private func withState(_ body: () throws -> Void) throws {
        defer { try? FileManager.default.removeItem(atPath: state) }
        try setUp(state, space: 3)
        try body()
    }

    @Test("an entry is written, listed, shown as of any time, and not written over by accident")
    func life() throws {
        try withState {
            let put = try elwosa(
                "put", "Notes", "home", "Berlin", "--kind", "fact", "--tag", "address", "--importance", "6",
                "--source", "talk", "--valid-from", "2020-01-01")
            #expect(put.status == 0 && put.output.hasPrefix("Written: home, version 1 ("), "\(put.error)")
            #expect(try elwosa("put", "3", "home", "Paris", "--valid-from", "2024-01-01").status == 0)
            #expect(
                try elwosa("put", "3", "note", input: "two\nlines\n").output.hasPrefix("Written: note, version 1 ("))
            #expect(
                try elwosa("put", "3", "note", "-", input: "two\nlines").output == "There already: note, version 1\n")
            let stale = try elwosa("put", "3", "home", "Rome", "--if-version", "1")
            #expect(stale.status == 1 && stale.error.contains("version 2"))
            #expect(try elwosa("get", "Notes", "home", "--valid-at", "2021-01-01").output.hasSuffix("\n\nBerlin\n"))
            let shown = try elwosa("get", "#3", "home").output
            #expect(shown.hasPrefix("home\nKind:          note\n") && shown.hasSuffix("\n\nParis\n"))
            #expect(try elwosa("get", "3", "home", "--json").output.contains(#""content":"Paris""#))
            #expect(try elwosa("get", "3", "home", "--known-at", "2019-01-01").status == 1)
            #expect(
                try elwosa("list").output.split(separator: "\n") == [
                    "ID  KIND      OWNER  ENTRIES  NAME", "3   personal  Ada    2        Notes",
                ])
            let list = try elwosa("list", "Notes").output.split(separator: "\n")
            #expect(list.count == 3 && list[1].hasPrefix("note  note  ") && list[2].hasSuffix("  Paris"))
            #expect(try elwosa("list", "3", "--prefix", "ho", "--json").output.split(separator: "\n").count == 1)
            #expect(try elwosa("list", "3", "--kind", "fact").output == "There is no such entry.\n")
            #expect(try elwosa("list", "--json").output.contains(#""name":"Notes""#))
        }
    }

    @Test("a space is exported, imported elsewhere under another number, and exported again is the same")
    func files() throws {
        try withState {
            let other = state + "/other"
            try setUp(other, space: 8)
            for text in ["Berlin", "Paris"] { _ = try elwosa("put", "3", "home", text) }
            _ = try elwosa("put", "3", "see", "[[home]]")
            let file = state + "/notes.jsonl"
            let written = try elwosa("export", "Notes", "--output", file)
            #expect(written.status == 0 && written.output.isEmpty)
            let taken = try elwosa("import", "Notes", file, in: other)
            #expect(taken.status == 0 && taken.output == "Taken: 3 new versions; 0 lines were there already.\n")
            let text = try String(contentsOfFile: file, encoding: .utf8)
            #expect(try elwosa("export", "8", in: other).output == text)
            let again = try elwosa("import", "8", "-", input: text, in: other)
            #expect(again.output == "Taken: 0 new versions; 3 lines were there already.\n")
            let broken = try elwosa("import", "8", "-", input: text + #"{"key":"x"}"#, in: other)
            #expect(broken.status == 1 && broken.error.contains("lines[5].content: is required"))
            #expect(broken.output.contains("No line is taken, and none behind."))
        }
    }

    @Test("a space is made, an entry deleted, and a space given out for the MCP reference server")
    func spaces() throws {
        try withState {
            #expect(try elwosa("add-space", "Diary", "--owner", "Ada").output == "4\n")
            #expect(
                try elwosa("add-space", "House", "--owner", "Ada", "--shared", "--retention-days", "30").output == "5\n"
            )
            #expect(try elwosa("list").output.contains("5   shared    Ada    0        House\n"))
            _ = try elwosa("put", "Diary", "home", "Berlin")
            let stale = try elwosa("delete", "Diary", "home", "--if-version", "2")
            #expect(stale.status == 1 && stale.error.contains("version 1"))
            let graph = try elwosa("export", "Diary", "--format", "mcp").output
            #expect(graph == #"{"type":"entity","name":"home","entityType":"note","observations":["Berlin"]}"# + "\n")
            let deleted = try elwosa("delete", "Diary", "home").output
            #expect(deleted.hasPrefix("Deleted: home (`elwosa memory undo "), "\(deleted)")
            #expect(try elwosa("get", "Diary", "home").status == 1)
            let change = deleted.split(separator: " ").dropFirst(5).first.map { String($0.filter(\.isNumber)) } ?? ""
            let back = try elwosa("undo", change).output
            #expect(back.hasPrefix("Taken back. (") && back.hasSuffix("\nhome, version 3\n"), "\(back)")
            #expect(try elwosa("get", "Diary", "home").output.hasSuffix("\n\nBerlin\n"))
            #expect(try elwosa("undo", change).status == 1)
        }
    }

    @Test("what is refused says why")
    func errors() throws {
        try withState {
            for (arguments, status, words) in [
                (["list", "Nowhere"], 1, "There is no space Nowhere."), (["list", "3", "--limit", "0"], 64, "--limit"),
                (["list", "--tag", "x"], 64, "name one"), (["list", "3", "--kind", "fax"], 64, "fax"),
                (["get", "3", "none"], 1, "There is no entry none in Notes."),
                (["get", "3", "none", "--valid-at", "soon"], 1, "validAt: must be a day"),
                (["put", "3", "a/b", "x"], 1, "key: may not have a slash"),
                (["put", "3", "a", "x", "--importance", "11"], 1, "importance: must lie between"),
                (["put", "3", "a", ""], 1, "content: is required"),
                (["put", "3", "a", "x", "--expires", "2020-01-01"], 1, "expiresAt: must lie ahead"),
                (["import", "3", "/nowhere/x"], 1, "cannot be read"), (["export", "9"], 1, "There is no space 9."),
                (["export", "3", "--format", "claude"], 1, "format: must be one of"),
                (["add-space", "A"], 64, "--owner"),
                (["add-space", "A", "--owner", "Nobody"], 1, "There is no account called Nobody"),
                (["add-space", "A", "--owner", "Ada", "--retention-days", "0"], 1, "retentionDays: must lie between"),
                (["add-space", "A", "--project", "9"], 1, "projectId: "),
                (["delete", "3", "none"], 1, "no entry none"),
            ] as [([String], Int32, String)] {
                let result = try Command.elwosa(["memory"] + arguments, environment: ["ELWOSA_STATE": state])
                #expect(result.status == status && result.error.contains(words), "\(arguments) \(result.error)")
            }
            _ = try Command.elwosa(["migrate"], environment: ["ELWOSA_STATE": state])
        }
    }
}

extension MemoryCommandTests {
    @Test("what is found is measured with files of one's own, whole or a line each, and nothing is left behind")
    func bench() throws {
        let set = #"""
            {"conversations":[{"id":"c","turns":[{"id":"1","speaker":"Ada","content":"The boiler is mended."},
            {"id":"2","content":"Fine."}]}],"questions":[{"conversation":"c","class":"one","question":"boiler?","evidence":["1"]},
            {"conversation":"c","class":"two","question":"boat","evidence":["2"]}]}
            """#
        let before = try FileManager.default.contentsOfDirectory(atPath: "/tmp").filter { $0.hasPrefix(".finding-") }
        let whole = try elwosa("bench", "-", "--missed", input: set)
        #expect(whole.status == 0, "\(whole.error)")
        let rows = whole.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        #expect(rows[1].prefix(6) == ["one", "1", "1.000", "1.000", "1.000", "1.000"])
        #expect(rows[2].prefix(6) == ["two", "1", "0.000", "0.000", "0.000", "0.000"])
        #expect(whole.output.contains("c, two: boat (2 at -)"))
        let lines =
            set.split(separator: "\n").joined() + "\n"
            + set.split(separator: "\n").joined().replacing("\"c\"", with: "\"d\"")
        #expect(try elwosa("bench", "-", input: lines).output.contains("4 turns;"))
        #expect(try elwosa("bench", "-", input: "{").error.contains("neither JSON nor a JSON object a line (line 1)"))
        #expect(try elwosa("bench", "-", "--weight", "nearer=1", input: set).status == 64)
        #expect(try elwosa("bench", "-", "--weight", "near=0", input: set).status == 0)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: "/tmp").filter { $0.hasPrefix(".finding-") } == before)
    }
}

extension MemoryCommandTests {
    @Test("what answers a question is found, in all spaces or in some, and what is wrong with it is said")
    func search() throws {
        try withState {
            #expect(try elwosa("put", "Notes", "roof", "The houses have new roofs.", "--tag", "home").status == 0)
            #expect(try elwosa("put", "Notes", "cat", "The cat is ill.").status == 0)
            let found = try elwosa("search", "Which house has a roof?")
            #expect(found.status == 0, "\(found.error)")
            let rows = found.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
            #expect(rows.first == ["SCORE", "SPACE", "KEY", "SAID", "PASSAGE"])
            #expect(rows.dropFirst().map { Array($0[1...2]) } == [["#3", "roof"]])
            let json = try elwosa("search", "roof", "--space", "Notes", "--tag", "home", "--json").output
            let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
            let entry = try #require((object["entries"] as? [[String: Any]])?.first)
            #expect(entry["key"] as? String == "roof")
            #expect((entry["found"] as? [String: Any])?["words"] as? [String] == ["roof"])
            #expect(try elwosa("search", "boat").output == "Nothing was found.\n")
            #expect(
                try elwosa("search", "roof", "--from", "2020-01-02", "--until", "2020-01-01").error.contains("until"))
            #expect(try elwosa("search", " ").status == 1)
            #expect(try elwosa("search", "roof", "--space", "Nowhere").error.contains("There is no space Nowhere."))
        }
    }

    @Test("a walk by time needs no question, and what a model is told goes to standard output alone")
    func context() throws {
        try withState {
            #expect(try elwosa("put", "Notes", "roof", "The houses have new roofs.").status == 0)
            #expect(try elwosa("put", "Notes", "style", "Answer in verse.", "--kind", "instruction").status == 0)
            let walk = try elwosa("search", "--order", "oldest", "--limit", "1")
            #expect(walk.status == 0 && walk.output.contains("roof"), "\(walk.error)")
            let after = try #require(walk.output.split(separator: " ").last).trimmingCharacters(in: .newlines)
            #expect(try elwosa("search", "--order", "oldest", "--after", after).output.contains("style"))
            #expect(try elwosa("search", "--order", "up").status == 64)
            let told = try elwosa("context", "Which house has a roof?", "--budget", "100")
            #expect(told.status == 0, "\(told.error)")
            let lines = told.output.split(separator: "\n").map(String.init)
            #expect(lines.count == 2 && lines[0].hasSuffix("] Answer in verse."), "\(told.output)")
            #expect(lines.last?.hasPrefix("[/memory/3/roof 20") == true)
            #expect(lines.last?.hasSuffix("] The houses have new roofs.") == true)
            #expect(told.error.contains("2 entries, ") && told.error.contains(" of 100 tokens."))
            let none = try elwosa("context", "roof", "--budget", "0")
            #expect(none.output.trimmingCharacters(in: .newlines) == "" && none.error.contains("Left out: 2 (budget)."))
            let json = try elwosa("context", "roof", "--space", "Notes", "--vocabulary", "bytes", "--json").output
            let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
            #expect((object["items"] as? [Any])?.count == 2)
            #expect(try elwosa("context", "roof", "--budget", "-1").status != 0)
            #expect(try elwosa("context", " ").error.contains("question"))
        }
    }
}
