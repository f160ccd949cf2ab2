import Domain
import Foundation
import JSON
import TaskDomain
import TaskFormats
import Testing
import TestingElwosa
import Web

@testable import Tasks

@Suite("The fields of a task")
struct TaskFieldTests {
    private static func schema(_ name: String) throws -> Set<String> {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../www/openapi.json")
        let all = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
        let schemas = (all?["components"] as? [String: Any])?["schemas"] as? [String: Any]
        let properties = (schemas?[name] as? [String: Any])?["properties"] as? [String: Any]
        return Set(try #require(properties).keys)
    }

    @Test("stand in the contract: whatever is written of a task and whatever can be sent")
    func contract() throws {
        let names = Set(TaskField.allCases.map(\.name))
        #expect(try Self.schema("Task") == Set(TaskJSON.names))
        #expect(try Self.schema("TaskMembers") == Set(TaskJSON.names))
        #expect(try Self.schema("TaskDraft") == names)
        #expect(try Self.schema("TaskReplacement") == names.union(["force"]))
        let lists = ["addLabels", "removeLabels", "addAssignees", "removeAssignees"]
        #expect(try Self.schema("TaskPatch") == names.union(lists).union(["force"]))
    }

    @Test("have a name each, and are found by it")
    func names() {
        for field in TaskField.allCases { #expect(TaskField(named: field.name) == field) }
        #expect(Set(TaskField.allCases.map(\.name)).count == SpecialField.allCases.count + PlainField.allCases.count)
        #expect(TaskField(named: "id") == nil)
    }

    /// Two values of its kind as JSON has them, and the first as people type it.
    private static func samples(_ field: PlainField) -> (one: String, other: String, typed: String) {
        switch field.kind {
        case .time: (#""2026-11-20""#, #""2026-11-21""#, "2026-11-20")
        case .minutes: ("90", "30", "1h 30m")
        case .line: (#""Cellar <b>""#, #""Attic""#, " Cellar <b> ")
        }
    }

    @Test(
        "that are plain are made, changed, emptied, taken back, told in the history and exported",
        arguments: PlainField.allCases)
    func plain(field: PlainField) async throws {
        let (one, other, _) = Self.samples(field)
        func body(_ value: String) -> String { #"{"title":"A","\#(field.name)":\#(value)}"# }
        try await withSite { site in
            func holds(_ reply: TestReply, _ value: String) -> Bool {
                reply.text.contains("\"\(field.name)\":\(value)")
            }
            #expect(holds(try site.post("/tasks", json: body(one), as: .ada), one))
            #expect(holds(try site.get("/tasks/1?fields=\(field.name)", as: .ada), one))
            #expect(holds(try site.patch("/tasks/1", json: body(other), as: .ada), other))
            #expect(try site.get("/tasks/1/history", as: .ada).text.contains(#""\#(field.name)""#))
            #expect(holds(try site.patch("/tasks/1", json: body("null"), as: .ada), "null"))
            let change = try site.mark(site.lastEvent())
            #expect(try site.post("/tasks/changes/\(change)/undo", as: .ada).status == 200)
            #expect(holds(try site.get("/tasks/1", as: .ada), other))
            #expect(try site.store.exported(for: Person.ada.caller).contains(#""\#(field.name)":\#(other)"#))
            let table = try site.store.exported(CSVExport.self).split(separator: "\r\n").map {
                $0.split(separator: ",", omittingEmptySubsequences: false)
            }
            let place = try #require(table[0].firstIndex { $0 == field.name })
            try #require(table.count == 2)
            #expect(table[1][place] == other.filter { $0 != "\"" })
        }
    }

    @Test("that are plain are filled in by forms, and stand on the task's page", arguments: PlainField.allCases)
    func forms(field: PlainField) async throws {
        let (one, _, typed) = Self.samples(field)
        try await withSite { site in
            let sent = try site.submit("/tasks", [("title", "A"), (field.name, typed)], as: .ada)
            #expect(sent.status == 303)
            #expect(try site.get("/tasks/1", as: .ada).text.contains("\"\(field.name)\":\(one)"))
            for address in ["/tasks/1/edit", "/tasks/1"] {
                let inputs = try site.get(address, as: .ada, wants: .page).markup.root.all("input")
                let value = inputs.first { $0["name"] == field.name }?["value"]
                #expect(value == typed.trimmingCharacters(in: .whitespaces), "\(address)")
            }
            _ = try site.submit("/tasks/1", [("_method", "PATCH"), ("version", "1"), (field.name, "")], as: .ada)
            #expect(try site.get("/tasks/1", as: .ada).text.contains("\"\(field.name)\":null"))
        }
    }
}
