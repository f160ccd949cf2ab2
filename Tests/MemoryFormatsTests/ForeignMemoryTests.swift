import Domain
import JSON
import MemoryDomain
import TestingElwosa
import Testing

@testable import MemoryFormats

@Suite("What other systems have kept")
struct ForeignMemoryTests {
    private static let now = Instant(rfc3339: "2026-11-30T12:00:00Z")!

    private func read(_ text: String, _ format: ForeignMemoryFormat? = nil) throws(Failure) -> ForeignMemory {
        try ForeignMemory.read(format, Array(text.utf8), into: 3, at: Self.now)
    }

    private func fault(_ text: String, _ format: ForeignMemoryFormat? = nil) -> String {
        do throws(Failure) {
            _ = try read(text, format)
            return "read"
        } catch {
            return error.message
        }
    }

    private func keys(_ memory: ForeignMemory) -> [EntryKey] { memory.writes.map(\.key) }

    // MARK: memory.json

    private static let graph = #"""
        {"type":"entity","name":"David Barnett","entityType":"person","observations":["Speaks fluent Spanish","Two\nlines"]}
        {"type":"entity","name":"Quinto/Andar","entityType":"organization","observations":[]}

        {"type":"relation","from":"David Barnett","to":"Quinto/Andar","relationType":"works_at"}
        {"type":"relation","from":"Nobody","to":"David Barnett","relationType":"knows"}
        """#

    @Test("entities are entries, observations their lines, and relations links")
    func graph() throws {
        let memory = try read(Self.graph)
        #expect(keys(memory) == ["David Barnett", "Quinto-Andar"])
        let david = memory.writes[0].draft.fields
        #expect(
            david.content == .text("Speaks fluent Spanish\nTwo\n  lines") && david.tags == ["person"]
                && david.kind == .fact)
        #expect(david.links == [MemoryLink(kind: "works_at", to: .entry(space: 3, key: "Quinto-Andar"))])
        #expect(memory.writes[1].draft.fields.content == .text("Quinto/Andar"))
        #expect(memory.leftOut == [.init(reason: .link, count: 1, places: ["line 5: Nobody knows David Barnett"])])
    }

    @Test("a graph that was taken goes out again as it came")
    func graphAndBack() throws {
        let lines = """
            {"type":"entity","name":"Ada","entityType":"person","observations":["Likes tea","One\\n\\nThree"]}
            {"type":"relation","from":"Ada","to":"tea","relationType":"likes"}
            {"type":"relation","from":"Ada","to":"elsewhere","relationType":"knows"}
            {"type":"entity","name":"tea","entityType":"drink","observations":["hot"]}

            """
        let written = try read(lines).writes.flatMap { write in
            guard case .named(let key) = write.key else { return [UInt8]() }
            let entry = MemoryEntry(
                id: 1, spaceId: 3, key: key, fields: write.draft.fields, writtenIn: 1, version: 1, createdAt: Self.now,
                createdBy: nil, updatedAt: Self.now)
            return KnowledgeGraph.lines(of: entry)
        }
        #expect(String(decoding: written, as: UTF8.self) == lines)
    }

    @Test("a broken line is named, and nothing is taken")
    func brokenGraph() {
        let first = #"{"type":"entity","name":"a","entityType":"b","observations":["c"]}"# + "\n"
        #expect(
            fault(first + "{\"type\":\"entity\"")
                == "file: line 2: A comma or } was expected. (column 17) Nothing was taken.")
        #expect(
            fault(first + #"{"type":"thing"}"#)
                == "file: line 2: type is neither entity nor relation. Nothing was taken.")
        #expect(fault(first + #"{"type":"entity"}"#) == "file: line 2: name is missing. Nothing was taken.")
        #expect(
            fault(first + #"{"type":"relation","from":"a"}"#)
                == "file: line 2: from or to is missing. Nothing was taken.")
    }

    // MARK: mem0

    @Test("memories of mem0 keep their times, whom they are about and their categories")
    func mem0() throws {
        let memory = try read(
            #"""
            {"count":3,"results":[
             {"id":"m1","memory":"Prefers tea","user_id":"alex","agent_id":null,"metadata":{"mood":"calm","deep":{"a":1}},
              "categories":["food","drinks"],"created_at":"2024-07-26T10:29:36.630547-07:00","updated_at":"2024-08-01T00:00:00Z",
              "expiration_date":"2030-01-01"},
             {"id":"m2","memory":"Gone","expiration_date":"2025-01-01"},
             {"id":"m3"},{"id":"m1","memory":"Of the same number"}]}
            """#)
        #expect(keys(memory) == ["mem0-m1", "mem0-m1 2"])
        let fields = memory.writes[0].draft.fields
        #expect(
            fields.content == .text("Prefers tea") && fields.tags == ["food", "drinks", "user_id:alex", "mood:calm"])
        #expect(fields.at == Instant(rfc3339: "2024-07-26T17:29:36Z") && fields.source == "mem0")
        #expect(fields.validFrom == Instant(rfc3339: "2024-08-01T00:00:00Z") && memory.writes[0].draft.saysFrom)
        #expect(fields.expiresAt == Instant(rfc3339: "2030-01-01T00:00:00Z"))
        #expect(!memory.writes[1].draft.saysFrom)
        #expect(
            memory.leftOut == [
                .init(reason: .value, count: 1, places: ["[0].metadata.deep"]),
                .init(reason: .expired, count: 1, places: ["[1]"]),
                .init(reason: .unreadable, count: 1, places: ["[2].memory is missing."]),
            ])
        #expect(try keys(read(#"[{"id":"x","memory":"y"}]"#)) == ["mem0-x"])
        #expect(fault(#"{"memory":1}"#) == "file: A list of memories as results was expected.")
    }

    // MARK: ChatGPT

    private static let chat = #"""
        [{"title":"Trip to/from Rome","create_time":1700000000.5,"conversation_id":"abcdef12-3456","current_node":"d","mapping":{
          "root":{"id":"root","message":null,"parent":null,"children":["a"]},
          "a":{"id":"a","message":{"author":{"role":"system"},"content":{"content_type":"text","parts":[""]}},"parent":"root","children":["b"]},
          "b":{"id":"b","message":{"author":{"role":"user","name":null},"create_time":1700000000.5,
               "content":{"content_type":"multimodal_text","parts":[{"asset_pointer":"file://x"},"Which train?"]}},"parent":"a","children":["c","d"]},
          "c":{"id":"c","message":{"author":{"role":"assistant"},"create_time":1700000001,"content":{"content_type":"text","parts":["An older answer"]}},"parent":"b","children":[]},
          "d":{"id":"d","message":{"author":{"role":"assistant"},"create_time":1700000002.9,"content":{"content_type":"text","parts":["The night","train."]}},"parent":"b","children":[]}}},
         {"title":"Broken","mapping":{"a":{"message":{"content":{"parts":["\ud83d"]}}}}},
         {"title":"No tree"},
         {"title":"Round","id":"r","current_node":"x","mapping":{
          "x":{"message":{"author":{"role":"user"},"content":{"parts":["once"]}},"parent":"y"},
          "y":{"message":{"author":{"role":"user"},"content":{"parts":["secret"]},"metadata":{"is_visually_hidden_from_conversation":true}},"parent":"x"}}}]
        """#

    @Test("conversations of ChatGPT are turns of the branch that is current, and what is left out is told")
    func chatGPT() throws {
        let memory = try read(Self.chat)
        #expect(
            keys(memory) == [
                "Trip to-from Rome abcdef12:000001", "Trip to-from Rome abcdef12:000002", "Round r:000001",
            ])
        let fields = memory.writes.map(\.draft.fields)
        #expect(fields.map(\.content) == [.text("Which train?"), .text("The night\n\ntrain."), .text("once")])
        #expect(fields.map(\.speaker) == ["user", "assistant", "user"] && fields.allSatisfy { $0.kind == .turn })
        #expect(fields[0].at == Instant(seconds: 1_700_000_000) && fields[1].at == Instant(seconds: 1_700_000_002))
        #expect(
            fields[0].validFrom == fields[0].at && fields[0].source == "ChatGPT abcdef12-3456" && fields[2].at == nil)
        let left = Dictionary(uniqueKeysWithValues: memory.leftOut.map { ($0.reason, $0.places) })
        #expect(left[.otherBranch] == ["[0] Trip to/from Rome"] && left[.part] == ["[0] Trip to/from Rome"])
        #expect(left[.hidden] == ["[3] Round"] && left[.unreadable]?.count == 2)
        #expect(
            left[.unreadable]?[0].hasPrefix("file: [1]: ") == true && left[.unreadable]?[1] == "[2].mapping is missing."
        )
        #expect(keys(try read(Self.chat)) == keys(memory))
    }

    @Test("a file that breaks off is refused with its place")
    func brokenOff() {
        #expect(fault(String(Self.chat.dropLast(40))) == "file: The array breaks off in [3].")
        #expect(fault("{}", .chatgpt) == "file: An array in [ ] was expected.")
        #expect(fault("[}", .claude) == "file: The array breaks off in [0].")
    }

    // MARK: Claude

    private static let claude = #"""
        [{"uuid":"11112222-3333","name":"Tea","created_at":"2024-12-01T10:00:00.123456Z","account":{"uuid":"u"},"chat_messages":[
          {"uuid":"m1","sender":"human","text":"old","content":[{"type":"text","text":"Green or black?"}],"created_at":"2024-12-01T10:00:01Z",
           "attachments":[{"file_name":"tea.pdf","extracted_content":"…"}],"files":[]},
          {"uuid":"m2","sender":"assistant","text":"Black.","content":[],"created_at":"2024-12-01T10:00:05Z"},
          {"uuid":"m3","sender":"assistant","text":"","content":[{"type":"tool_use","name":"search"}]}, 7]},
         {"uuid":"x","name":""}]
        """#

    @Test("conversations of Claude are turns, and files and tools that have no place are told")
    func claude() throws {
        let memory = try read(Self.claude)
        #expect(keys(memory) == ["Tea 11112222:000001", "Tea 11112222:000002"])
        #expect(memory.writes.map(\.draft.fields.content) == [.text("Green or black?"), .text("Black.")])
        #expect(memory.writes.map(\.draft.fields.speaker) == ["human", "assistant"])
        #expect(memory.writes[1].draft.fields.at == Instant(rfc3339: "2024-12-01T10:00:05Z"))
        let left = Dictionary(uniqueKeysWithValues: memory.leftOut.map { ($0.reason, $0.places) })
        #expect(left[.part] == ["[0] Tea: tea.pdf", "[0] Tea: tool_use"])
        #expect(left[.unreadable] == ["[0].chat_messages[3] is no object.", "[1].chat_messages is missing."])
    }

    // MARK: all of them

    @Test("archives are read, whichever of the two wrote them, and what is in neither is refused")
    func archives() throws {
        let zip = { (entries: [(String, String)]) in ZIPFile(entries.map { ZIPFile.Entry($0, $1) }).bytes }
        let both = [
            ("a/conversations-000.json", Self.chat), ("a/conversations-001.json", Self.chat), ("chat.html", "<p>"),
        ]
        #expect(try ForeignMemory.read(nil, zip(both), into: 3, at: Self.now).writes.count == 6)
        let one = zip([("conversations.json", Self.claude)])
        #expect(try ForeignMemory.read(nil, one, into: 3, at: Self.now).writes.count == 2)
        #expect(throws: Failure.self) { try ForeignMemory.read(nil, zip([("x.txt", "x")]), into: 3, at: Self.now) }
        #expect(throws: Failure(.tooManyBytes(100), field: "file", kind: .tooLarge)) {
            try ForeignMemory.read(nil, one, into: 3, at: Self.now, limit: 100)
        }
        #expect(throws: Failure(.tooManyBytes(100), field: "file", kind: .tooLarge)) {
            try ForeignMemory.read(nil, Array(Self.chat.utf8), into: 3, at: Self.now, limit: 100)
        }
        for text in ["", "hello", "{}", "[1]", "<html>"] {
            #expect(fault(text) == "file: is none of mcp, mem0, chatgpt, claude.", "\(text)")
        }
    }

    @Test(
        "what strangers wrote keeps the rules of entries, and costs no more than it is long", .timeLimit(.minutes(3)))
    func bounds() throws {
        let long = String(repeating: "x", count: EntryRules.byteLimit + 1)
        let strange = try read(
            #"[{"uuid":"\u0000\u0007","name":"a\u202eb\u0000\nc","chat_messages":[{"sender":"\u0001","text":"bell\u0007\r\nline"},{"text":"\#(long)"}]}]"#
        )
        #expect(keys(strange) == ["ab  c:000001"])
        #expect(
            strange.writes[0].draft.fields.content == .text("bell\nline")
                && strange.writes[0].draft.fields.speaker == nil)
        #expect(strange.leftOut.map(\.reason) == [.tooLong])
        let nodes = (0..<50_000).map {
            "\"n\($0)\":{\"message\":{\"content\":{\"parts\":[\"x\"]}},\"parent\":\"n\($0 - 1)\"}"
        }
        let deep = "[{\"current_node\":\"n49999\",\"mapping\":{\(nodes.joined(separator: ","))}}]"
        let brackets = "[" + String(repeating: "[", count: 1_000_000)
        #expect(try read(deep).writes.count == 50_000)
        #expect(fault(brackets, .chatgpt) == "file: The array breaks off in [0].")
    }

    @Test("a million of one name, and of tags, are read once each")
    func manyAlike() throws {
        let names = "[" + Array(repeating: #"{"mapping":{}}"#, count: 100_000).joined(separator: ",") + "]"
        let tags = (0..<200_000).map { "\"t\($0)\"" }.joined(separator: ",")
        let clock = ContinuousClock()
        let time = try clock.measure {
            #expect(try read(names, .chatgpt).writes.isEmpty)
            let memory = try read("[{\"memory\":\"x\",\"categories\":[\(tags)]}]", .mem0)
            #expect(memory.writes[0].draft.fields.tags.count == EntryRules.tagLimit)
        }
        // Looked through again and again it would be hours.
        #expect(time < .seconds(60))
        let twice =
            #"[{"id":"x","memory":"a"},{"id":"x","memory":"b"},{"id":"x 2","memory":"c"},{"id":"x","memory":"d"}]"#
        #expect(try keys(read(twice, .mem0)) == ["mem0-x", "mem0-x 2", "mem0-x 2 2", "mem0-x 3"])
    }
}
