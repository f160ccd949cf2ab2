import Domain
import JSON
import SQLite
import Testing
import TestingElwosa

@testable import Store

@Suite("Erasing one text")
struct TextErasureTests {
    private static let secret = #"hunter2 "é""#

    /// Every place that a text can stand in, and everything that can be done with a task.
    private func write(_ site: TestSite) throws {
        let secret = Self.secret
        let change = { Change(by: Person.ada.caller, at: site.clock.now) }
        var draft = try TaskDraft.task(
            "Title \(secret)", description: "a \(secret)\(secret) b", steps: ["Step \(secret)"])
        let project = try site.store.projects.createProject(
            ProjectDraft(name: "P \(secret)", description: secret), by: change()
        ).project
        let first = try site.make(draft)
        _ = try site.store.tasks.addComment("I pasted \(secret) here", to: first.id, by: change())
        let comment = try site.store.tasks.addComment("x", to: first.id, by: change()).comment
        _ = try site.store.tasks.updateComment(comment.id, of: first.id, "now \(secret)", by: change())
        draft.projectId = project.id
        let second = try site.make(draft)
        _ = try site.store.tasks.delete(second.id, ifVersion: nil, by: change())
        _ = try site.store.projects.createLabel("L \(secret)", .grey, by: change())
        _ = try site.store.projects.saveView("V \(secret)", "is:open", by: change())
    }

    /// Tables in which it still stands, the index left out.
    private func places(_ text: String, _ site: TestSite) throws -> [String] {
        try site.store.database.read { tx in
            let tables: [String] = try tx.all(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'taskSearch%'"
            ) { row in try row[0] }
            return try tables.filter { table in
                let columns: [String] = try tx.all("SELECT name FROM pragma_table_info(?)", table) { row in try row[0] }
                let found = columns.map { "instr(CAST(\($0) AS TEXT), ?1) > 0" }.joined(separator: " OR ")
                return try tx.value(SQL(composed: "SELECT EXISTS (SELECT 1 FROM \(table) WHERE \(found))"), text)
                    ?? false
            }
        }
    }

    @Test("takes it out of every table and every body; the log holds, and the tables are what it makes of them")
    func everywhere() async throws {
        try await withToldSite { site in
            try write(site)
            #expect(
                Set(try places("hunter2", site)).isSuperset(of: [
                    "task", "step", "comment", "label", "project", "savedView", "eventBody",
                ]))
            let mark = try site.lastEvent()
            let erasure = try site.store.events.erase(Self.secret, by: Change(by: .commandLine, at: site.clock.now))
            #expect(erasure.events >= 8 && erasure.rows >= 7 && erasure.firstEvent != nil)
            #expect(try places("hunter2", site) == [])
            #expect(try site.events(after: mark) == ["text_erased"])
            let verdict = try site.store.events.verify()
            #expect(verdict.fault == nil && verdict.replacedBodies == erasure.events && verdict.erasedBodies == 0)
            #expect(try site.rebuild().differences == [])
            #expect(try TaskInvariants.faults(site.store) == [])
            let task = try site.store.tasks.find(1, for: Person.ada.caller)
            #expect(task.title == "Title […]" && task.description == "a […][…] b" && task.steps[0].title == "Step […]")
            #expect(task.version > 1)
        }
    }

    @Test("what is taken back or restored afterwards comes without it, and nothing of the index has its words")
    func afterwards() async throws {
        try await withToldSite { site in
            let change = { Change(by: Person.ada.caller, at: site.clock.now) }
            let task = try site.make(.task("hunter2000 pasted"))
            _ = try site.store.tasks.delete(task.id, ifVersion: nil, by: change())
            _ = try site.store.events.erase("hunter2000", by: change())
            _ = try site.store.tasks.restore(task.id, by: change())
            #expect(try site.store.tasks.find(task.id, for: Person.ada.caller).title == "[…] pasted")
            let words: [[UInt8]] = try site.store.database.read { tx in
                try tx.all("SELECT block FROM taskSearch_data") { row in try row[0] }
            }
            let needle = Array("hunter".utf8)
            #expect(
                !words.contains { block in
                    block.indices.contains { block[$0...].starts(with: needle) }
                })
            #expect(try site.rebuild().differences == [])
            #expect(try site.store.events.verify().fault == nil)
        }
    }

    @Test("a text that is too short or stands nowhere changes nothing")
    func refused() async throws {
        try await withSite(.direct) { site in
            try site.make(.task("Water the plants"))
            let mark = try site.lastEvent()
            for (text, kind) in [("Water", Failure.Kind.invalid), ("nowhere to be seen", .notFound), ("", .invalid)] {
                #expect {
                    try site.store.events.erase(text, by: Change(by: .commandLine, at: site.clock.now))
                } throws: { ($0 as? Failure)?.kind == kind }
            }
            // Words of ours are none of people's.
            #expect(throws: Failure.self) {
                try site.store.events.erase("normal", by: Change(by: .commandLine, at: site.clock.now))
            }
            #expect(try site.events(after: mark) == [])
        }
    }

    @Test("a body that is put in the place of another without an event that vouches for it is still a fault")
    func forged() async throws {
        try await withSite(.direct) { site in
            let task = try site.make(.task("hunter2000"))
            _ = try site.store.events.erase("hunter2000", by: Change(by: .commandLine, at: site.clock.now))
            let seq: Int64 = try site.store.database.read { tx in
                try tx.value("SELECT seq FROM event WHERE kind = 'task_created' AND subject = ?", task.id) ?? 0
            }
            let (salt, content) = try site.store.database.read { tx in
                try tx.one("SELECT salt, content FROM eventBody WHERE seq = ?", seq) { row in
                    (try row[0] as [UInt8], try row[1] as String)
                }!
            }
            try site.store.database.write { tx in
                try tx.run("DELETE FROM eventBody WHERE seq = ?", seq)
                try tx.run("INSERT INTO eventBody (seq, salt, content) VALUES (?, ?, ?)", seq, salt, content + " ")
            }
            #expect(try site.store.events.verify().fault == "The body of event \(seq) was altered.")
            // So that what every test leaves behind is sound.
            try site.store.database.write { tx in
                try tx.run("DELETE FROM eventBody WHERE seq = ?", seq)
                try tx.run("INSERT INTO eventBody (seq, salt, content) VALUES (?, ?, ?)", seq, salt, content)
            }
        }
    }
}
