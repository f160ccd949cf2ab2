import Domain
import SQLite
import Store
import Testing
import TestingElwosa

@Suite("The event log")
struct EventLogTests {
    @Test("holds a chain that verifies, with its head")
    func verifies() async throws {
        try await withSite { site in
            try site.make(.task())
            let verdict = try site.store.events.verify()
            #expect(verdict.fault == nil && verdict.erasedBodies == 0)
            #expect(verdict.head.seq == Int64(verdict.events))
            #expect(try site.store.events.verify(known: [verdict.head]).fault == nil)
        }
    }

    @Test(
        "cannot be changed or removed from",
        arguments: [
            "UPDATE event SET actor = 'account:9' WHERE seq = 1", "DELETE FROM event WHERE seq = 1",
            "UPDATE eventBody SET content = '{}' WHERE seq = 1",
        ])
    func appendOnly(statement: String) async throws {
        try await withSite { site in
            #expect(throws: SQLiteError.self) {
                try site.store.database.write { tx in try tx.run(SQL(composed: statement)) }
            }
        }
    }

    @Test(
        "shows what was altered behind its back",
        arguments: [
            ("UPDATE event SET actor = 'account:9' WHERE seq = 2", "Event 2 was altered"),
            ("UPDATE event SET at = at + 1 WHERE seq = 3", "Event 3 was altered"),
            ("UPDATE event SET subject = NULL WHERE seq = 1", "Event 1 was altered"),
            ("UPDATE eventBody SET content = '{}' WHERE seq = 2", "The body of event 2 was altered"),
            ("DELETE FROM eventBody WHERE seq = 2; DELETE FROM event WHERE seq = 2", "Event 2 is missing"),
        ])
    func altered(script: String, fault: String) throws {
        let temporary = try TemporaryStore()
        try tamper(temporary, script)
        #expect(try temporary.store.events.verify().fault?.hasPrefix(fault) == true)
    }

    @Test("shows a cut tail against a head that was kept")
    func cutTail() throws {
        let temporary = try TemporaryStore()
        let head = try temporary.store.events.head()
        try tamper(temporary, "DELETE FROM eventBody WHERE seq >= 3; DELETE FROM event WHERE seq >= 3")
        #expect(try temporary.store.events.verify().fault == nil)
        #expect(
            try temporary.store.events.verify(known: [head]).fault?.contains("ends before event \(head.seq)") == true)
    }

    @Test("counts bodies that were erased, and its chain still holds")
    func erasedBody() throws {
        let temporary = try TemporaryStore()
        try temporary.store.database.write { tx in try tx.run("DELETE FROM eventBody WHERE seq = 2") }
        let verdict = try temporary.store.events.verify()
        #expect(verdict.fault == nil && verdict.erasedBodies == 1)
    }

    @Test("does not verify under another key")
    func otherKey() throws {
        let temporary = try TemporaryStore()
        temporary.store.close()
        let other = try Store.open(
            temporary.directory + "/elwosa.db", eventKey: [UInt8](repeating: 6, count: 32))
        defer { other.close() }
        #expect(try other.events.verify().fault?.hasPrefix("Event 1 was altered") == true)
    }

    @Test("prints heads that it can read, and reads nothing else")
    func headText() {
        let head = EventHead(seq: 12, mac: (0..<32).map { UInt8($0) })
        #expect(EventHead(text: head.description) == head)
        for text in ["", "12", "12:", "x:00", "12:" + String(repeating: "zz", count: 32), "12:00:00"] {
            #expect(EventHead(text: text) == nil)
        }
    }

    @Test("never holds a password, a token or its hash")
    func noSecrets() async throws {
        try await withSite { site in
            _ = try site.post("/auth/login", json: #"{"name":"Ada","password":"not the right one"}"#)
            let reply = try site.post(
                "/auth/login", json: #"{"name":"Ada","password":"\#(Person.ada.password)"}"#)
            let token = reply.header("Set-Cookie")!.split(separator: ";")[0].split(separator: "=")[1]
            let contents = try site.store.database.read { tx in
                try tx.all("SELECT content FROM eventBody") { row in try row[0] as String }
            }.joined()
            for secret in [String(token), Person.ada.password, "not the right one", "$scrypt$"] {
                #expect(!contents.contains(secret))
            }
        }
    }

    /// Tampers as somebody with write access to the file could: the triggers are the first thing to go.
    private func tamper(_ temporary: TemporaryStore, _ script: String) throws {
        try temporary.store.database.write { tx in
            try tx.runScript(
                """
                DROP TRIGGER eventIsNeverChanged; DROP TRIGGER eventIsNeverRemoved; DROP TRIGGER eventBodyIsNeverChanged;
                \(script)
                """)
        }
    }
}
