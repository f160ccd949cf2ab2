import Foundation
import Testing
import TestingElwosa

@Suite("Tasks on the command line", .timeLimit(.minutes(15)))
struct TaskCommandTests {
    private let state = FileManager.default.temporaryDirectory.path + "/elwosa-\(UUID().uuidString.prefix(8))"

    private func elwosa(_ arguments: String...) throws -> CommandResult {
        try Command.elwosa(["task"] + arguments, environment: ["ELWOSA_STATE": state])
    }

    private func withState(_ body: () throws -> Void) throws {
        try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: state) }
        _ = try Command.elwosa(
            ["setup", "--name", "Ada", "--password-file", "-"], environment: ["ELWOSA_STATE": state],
            "seven green bottles")
        try body()
    }

    @Test("a task is written down, listed, shown, completed and brought back")
    func life() throws {
        try withState {
            let added = try elwosa(
                "add", "Water", "the", "plants", "--label", "garden", "--due", "2030-11-25", "--priority", "high",
                "--step",
                "Fill the can")
            #expect(
                added.status == 0 && added.output.hasPrefix("Written down: #1 Water the plants (`elwosa task undo "))
            let list = try elwosa("list").output.split(separator: "\n")
            #expect(
                list == [
                    "ID  STATUS  PRIORITY  DUE         INBOX  TITLE",
                    "1   open    high      2030-11-25  Ada    Water the plants [garden]",
                ])
            let shown = try elwosa("show", "#1").output
            #expect(shown.hasPrefix("#1 Water the plants\nStatus:        open\n") && shown.contains("[ ] Fill the can"))
            let done = try elwosa("done", "1")
            #expect(done.output.hasPrefix("Done: #1 Water the plants"))
            #expect(try elwosa("done", "1").output == "Done already: #1 Water the plants\n")
            #expect(try elwosa("list").output == "There is no such task.\n")
            let change = try #require(done.output.split(separator: " ").first { Int($0.prefix { $0 != "`" }) != nil })
            let undone = try elwosa("undo", String(change.prefix { $0 != "`" }))
            #expect(undone.status == 0 && undone.output.hasPrefix("Taken back."))
            #expect(try elwosa("list", "is:open", "--json").output.contains(#""title":"Water the plants""#))
        }
    }

    @Test("a query may turn terms round and take several words")
    func query() throws {
        try withState {
            for (title, label) in [("One", "now"), ("Two", "later")] { _ = try elwosa("add", title, "--label", label) }
            #expect(try elwosa("list", "is:open", "-label:later").output.contains("One"))
            #expect(try !elwosa("list", "is:open", "-label:later").output.contains("Two"))
            #expect(try elwosa("list", "is:open -label:later", "--json").output.split(separator: "\n").count == 1)
            #expect(try elwosa("list", "--limit", "1").output.split(separator: "\n").count == 2)
        }
    }

    @Test("a broken query points at its word, and what is refused says why")
    func errors() throws {
        try withState {
            let broken = try elwosa("list", "is:open", "asignee:me")
            #expect(broken.status == 64 && broken.output.isEmpty)
            #expect(
                broken.error == """
                    Error: There is no such field; in quotes it is searched for. Did you mean assignee:?
                      is:open asignee:me
                              ^^^^^^^

                    """)
            for (arguments, status, words) in [
                (["show", "7"], 1, "There is no task 7."), (["done", "7"], 1, "There is no task 7."),
                (["undo", "7"], 1, "There is no change 7"), (["show", "x"], 64, "x is no number of a task."),
                (["add", " "], 1, "title: is required"), (["add", "a", "--project", "b"], 1, "no project called b"),
                (["add", "a", "--inbox", "b"], 1, "inbox: names something"),
                (["add", "a", "--due", "soon"], 1, "due: must be a day"),
                (["add", "a", "--priority", "top"], 64, "top"),
                (["add", "a", "--assignee", "Emma"], 1, "assignees[0]"), (["list", "--limit", "0"], 64, "--limit"),
            ] as [([String], Int32, String)] {
                let result = try Command.elwosa(["task"] + arguments, environment: ["ELWOSA_STATE": state])
                #expect(result.status == status && result.error.contains(words), "\(arguments) \(result.error)")
            }
        }
    }
}
