import Foundation
import SQLite
import Testing

@Suite("several processes", .serialized)
struct ProcessTests {
    let scratch: Scratch

    init() throws {
        scratch = try Scratch()
    }

    @Test("4 write and 4 read for 10 s: nobody is told busy, nothing is lost or doubled, the file is sound")
    func contention() throws {
        let (output, status) = try HammerProgram("contend", scratch.path, "10").end()
        #expect(status == 0, "\(output)")
        #expect(output.contains("problems: []; writers that lost: []"))
    }

    @Test("one that hangs with the write lock makes others fail in time, and nothing of it is ever carried out")
    func hangs() throws {
        let database = try scratch.database()
        let hanging = try HammerProgram("hang", scratch.path)
        #expect(hanging.line() == "holding")

        let start = ContinuousClock.now
        for text in ["one", "two"] {
            let error = #expect(throws: SQLiteError.self) {
                try database.write(deadline: .milliseconds(100)) { tx in try tx.insert(text) }
            }
            #expect(error?.kind == .busy)
        }
        #expect(ContinuousClock.now - start < .seconds(3))
        #expect(try database.texts() == [], "reading goes on")

        hanging.kill(SIGKILL)
        try database.insert("three")
        #expect(try database.texts() == ["three"])
    }

    @Test("a database that waits for a hanging process closes in time")
    func closesBesideHanging() throws {
        let database = try scratch.database { $0.deadline = .milliseconds(100) }
        let hanging = try HammerProgram("hang", scratch.path)
        #expect(hanging.line() == "holding")
        #expect(throws: SQLiteError.self) { try database.insert("x") }
        let start = ContinuousClock.now
        database.close()
        #expect(ContinuousClock.now - start < .seconds(3))
    }

    @Test("after kill -9 every write that was answered is there, and the file is sound", arguments: [1, 10, 50, 200])
    func killed(after lines: Int) throws {
        let database = try scratch.database()
        let program = try HammerProgram("count", scratch.path)
        var answered: [String] = []
        while answered.count < lines, let line = program.line() { answered.append(line) }
        program.kill(SIGKILL)
        while let line = program.line() { answered.append(line) }
        #expect(answered.count >= lines)
        let kept = try database.texts()
        #expect(Array(kept.prefix(answered.count)) == answered)
        #expect(kept.count <= answered.count + 1)
        #expect(try database.integrityCheck() == [])
    }

    @Test("a write of another process is seen at once, and its version is another")
    func seesOthers() throws {
        let database = try scratch.database()
        let before = try database.version()
        #expect(try database.version() == before)
        let program = try HammerProgram("count", scratch.path)
        #expect(program.line() == "1")
        #expect(try database.texts().first == "1")
        #expect(try database.version() != before)
    }
}
