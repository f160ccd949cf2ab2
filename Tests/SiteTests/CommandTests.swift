import AuthDomain
import AuthStore
import Domain
import Foundation
import HouseStore
import SQLite
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa
import Web

/// The commands as a person types them, each in a state directory of its own.
@Suite("elwosa on the command line", .timeLimit(.minutes(15)))
struct CommandTests {
    private let state = FileManager.default.temporaryDirectory.path + "/elwosa-\(UUID().uuidString.prefix(8))"

    private func elwosa(_ arguments: String..., input: String = "", with variables: [String: String] = [:]) throws
        -> CommandResult
    {
        try Command.elwosa(arguments, environment: ["ELWOSA_STATE": state].merging(variables) { $1 }, input)
    }

    private func withState(_ body: () throws -> Void) throws {
        try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: state) }
        try body()
    }

    private func file(_ name: String, _ content: String) throws -> String {
        try content.write(toFile: "\(state)/\(name)", atomically: true, encoding: .utf8)
        return "\(state)/\(name)"
    }

    @Test("setup makes one administrator from a file or standard input, within the rules")
    func setup() throws {
        try withState {
            let short = try elwosa("setup", "--name", "Ada", "--password-file", "-", input: "too short")
            #expect(short.status != 0 && short.error.contains("password: needs at least 15 characters."))
            let password = try file("password", "seven green bottles\n")
            #expect(try elwosa("setup", "--name", "Ada", "--password-file", password).status == 0)
            let second = try elwosa("setup", "--name", "Eve", "--password-file", password)
            #expect(second.status != 0 && second.error.contains("administrator already"))
            let missing = try elwosa("setup", "--name", "Eve", "--password-file", "\(state)/none")
            #expect(missing.status != 0 && missing.error.contains("cannot be read"))
        }
    }

    @Test("an import takes what is there once, and says what it skipped")
    func importBeads() throws {
        try withState {
            _ = try elwosa("setup", "--name", "Ada", "--password-file", "-", input: "seven green bottles")
            let issues = try file("issues.jsonl", BeadsSample.lines.joined(separator: "\n") + "\n")
            let first = try elwosa("import", "beads", issues)
            #expect(first.status == 0 && first.output.contains("3 new") && first.output.contains("1 deleted"))
            let second = try elwosa("import", "beads", "-", input: BeadsSample.lines.joined(separator: "\n"))
            #expect(second.output.contains("0 new, 0 brought up to date, 3 unchanged"))
            // The administrator, three tasks, the label of an assignee that nobody is called, and the end.
            #expect(try elwosa("events", "verify").output.hasPrefix("6 events"))
        }
    }

    @Test("a command reads for as long as it takes, beyond what a request may")
    func longReading() throws {
        try withState {
            _ = try elwosa("setup", "--name", "Ada", "--password-file", "-", input: "seven green bottles")
            let database = try Database(path: "\(state)/data/elwosa.db")
            defer { database.close() }
            // A body that takes seconds to read stands for a log of years.
            try database.write { tx in
                try tx.runScript(
                    """
                    ALTER TABLE eventBody RENAME TO quickBody;
                    CREATE VIEW eventBody (seq, salt, content) AS SELECT seq, salt, CASE WHEN seq > 1 OR
                    (WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12000000)
                    SELECT count(*) FROM n) > 0 THEN content END FROM quickBody;
                    """)
            }
            let verified = try elwosa("events", "verify", with: ["ELWOSA_LOCK_SECONDS": "1"])
            #expect(verified.status == 0 && verified.output.hasPrefix("1 events"), "\(verified.error)")
        }
    }

    @Test(
        "an import names a line that it cannot take, and takes nothing of that batch",
        arguments: [
            (#"{"title":"x"}"#, "id"), (#"{"id":null,"title":"x"}"#, "id"), ("{", "Line 4"), (#"["a"]"#, "an array"),
        ])
    func brokenImport(line: String, word: String) throws {
        try withState {
            _ = try elwosa("setup", "--name", "Ada", "--password-file", "-", input: "seven green bottles")
            let lines = BeadsSample.lines.prefix(3) + [line]
            let result = try elwosa("import", "beads", "-", input: lines.joined(separator: "\n"))
            #expect(result.status != 0 && result.error.contains("Line 4") && result.error.contains(word))
            #expect(try elwosa("events", "verify").output.hasPrefix("1 events"))
        }
    }

    @Test("a table is shown before it is taken, and taken by the columns that are said")
    func importTable() throws {
        try withState {
            _ = try elwosa("setup", "--name", "Ada", "--password-file", "-", input: "seven green bottles")
            let table = try file("list.csv", "Titel;Fällig;Tag\nDig;3/4/2026;a\n")
            let shown = try elwosa("import", "csv", table, "--preview", "--dates", "day")
            #expect(
                shown.status == 0 && shown.output.contains("Fällig: dueAt\nTag: labels\n- Dig\n  dueAt: 2026-04-03"))
            #expect(try elwosa("events", "verify").output.hasPrefix("1 events"))
            #expect(try elwosa("import", "csv", table, "--columns", "title,due").status == 64)
            #expect(try elwosa("import", "csv", table, "--dates", "year").status == 64)
            let zone = try elwosa("import", "csv", table, "--zone", "Europe/Atlantis")
            #expect(zone.status == 1 && zone.error.contains("no time zone"))
            let taken = try elwosa("import", "csv", table, "--columns", "title,,labels")
            #expect(taken.status == 0 && taken.output.contains("1 new") && taken.output.contains("Fällig"))
            let list = try elwosa("export", "todotxt", "-")
            #expect(list.output.hasSuffix(" Dig @a\n"))
            let other = try elwosa("import", "trello", table)
            #expect(other.status == 1 && other.error.contains("looks like a file of CSV"))
        }
    }

    @Test("what was exported is imported elsewhere, and exported again it is the same")
    func exportAndImport() throws {
        try withState {
            let (file, other) = ("\(state)/all.jsonl", ["ELWOSA_STATE": "\(state)/other"])
            _ = try elwosa("migrate", with: other)
            _ = try elwosa("setup", "--name", "Ada", "--password-file", "-", input: "seven green bottles")
            let nobodys = try elwosa("import", "beads", "-", input: BeadsSample.lines[0], with: other)
            #expect(nobodys.status == 1 && nobodys.error.contains("--inbox"))
            _ = try elwosa("import", "beads", "-", input: BeadsSample.lines.joined(separator: "\n"))
            #expect(try elwosa("export", "json", file).status == 0)
            let taken = try elwosa("import", "elwosa", file, with: other)
            #expect(taken.status == 0 && taken.output.contains("3 new"))
            #expect(try elwosa("export", "json", with: other).output == String(contentsOfFile: file, encoding: .utf8))
            #expect(try elwosa("export", "csv", "--query", "is:done").output.split(separator: "\r\n").count == 2)
            let unknown = try elwosa("export", "csv", "--query", "is:open asignee:me")
            #expect(unknown.status == 64 && unknown.error.contains("  is:open asignee:me\n          ^^^^^^^\n"))
            #expect(try elwosa("export", "json", "/nowhere/x").status == 1)
            #expect(try elwosa("export", "xml").status == 64 && elwosa("import", "xml", "-").status == 64)
        }
    }

    @Test("a backup brings everything back, and says when it would not")
    func backupAndRestore() throws {
        try withState {
            _ = try elwosa("setup", "--name", "Ada", "--password-file", "-", input: "seven green bottles")
            let copy = "\(state)/copy.db"
            #expect(try elwosa("backup", copy).status == 0)
            _ = try elwosa("import", "beads", "-", input: BeadsSample.lines.joined(separator: "\n"))
            #expect(try elwosa("events", "verify").output.hasPrefix("6 events"))
            #expect(try elwosa("restore", copy).status == 0)
            // With that of the restore.
            #expect(try elwosa("events", "verify").output.hasPrefix("2 events"))
            let garbage = try file("garbage", "Not a database at all, but long enough to look at.")
            let refused = try elwosa("restore", garbage)
            #expect(refused.status != 0 && refused.error.contains("is not a database"))
            #expect(try elwosa("backup", "/nonexistent/copy.db").status != 0)
            #expect(try elwosa("events", "verify").output.hasPrefix("2 events"))
            let names = try FileManager.default.contentsOfDirectory(atPath: state)
            #expect(names.allSatisfy { !$0.contains("unfinished") })
        }
    }

    @Test("a log whose end was cut is found out by the heads that were kept, whatever life the tables claim")
    func cutLog() throws {
        try withState {
            _ = try elwosa("setup", "--name", "Ada", "--password-file", "-", input: "seven green bottles")
            let copy = "\(state)/copy.db"
            #expect(try elwosa("backup", copy).status == 0)
            _ = try elwosa("task", "add", "Watered")
            #expect(try elwosa("backup", "\(state)/late.db").status == 0)
            #expect(try elwosa("restore", copy).output.contains("elwosa.db-replaced now"))
            // Heads of the life that the restore has ended do not count.
            #expect(try elwosa("events", "verify").output.contains("The chain holds."))
            _ = try elwosa("task", "add", "Written off")
            #expect(try elwosa("backup", "\(state)/later.db").status == 0)
            try change(
                """
                DROP TRIGGER eventIsNeverRemoved;
                DELETE FROM eventBody WHERE seq = (SELECT max(seq) FROM event);
                DELETE FROM event WHERE seq = (SELECT max(seq) FROM event);
                UPDATE meta SET value = 1 WHERE name = 'life';
                """)
            let found = try elwosa("events", "verify")
            #expect(found.status == 1 && found.error.contains("The log ends before event"))
        }
    }

    private func change(_ script: String) throws {
        let database = try Database(path: "\(state)/data/elwosa.db")
        defer { database.close() }
        try database.write { try $0.runScript(script) }
    }

    @Test("a file is written under a name that nobody can foresee, and never in the place of something else")
    func drafts() throws {
        try withState {
            _ = try elwosa("setup", "--name", "Ada", "--password-file", "-", input: "seven green bottles")
            let (victim, place) = (try file("victim", "Not to be touched."), "\(state)/tasks.json")
            let files = FileManager.default
            for name in [place, place + ".unfinished"] {
                try files.createSymbolicLink(atPath: name, withDestinationPath: victim)
            }
            #expect(try elwosa("export", "json", place).status == 1)
            try files.removeItem(atPath: place)
            _ = try file("tasks.json.unfinished-0123abcd", "left by a killed one")
            #expect(try elwosa("export", "json", place).status == 0)
            #expect(try String(contentsOfFile: victim, encoding: .utf8) == "Not to be touched.")
            #expect(try files.attributesOfItem(atPath: place)[.posixPermissions] as? Int == 0o600)
            let names = try files.contentsOfDirectory(atPath: state).filter { $0.hasPrefix("tasks.json") }
            #expect(names.sorted() == ["tasks.json", "tasks.json.unfinished"])
        }
    }

    @Test("restore refuses while a responder has the database open")
    func restoreWhileOpen() throws {
        try withRunningSite { site throws in
            let ada = try site.signedIn()
            #expect(try site.run("backup", "\(site.state)/copy.db").status == 0)
            _ = try ada.send("POST", "/tasks", json: #"{"title":"Kept"}"#)
            let refused = try site.run("restore", "\(site.state)/copy.db")
            #expect(refused.status != 0 && refused.error.contains("is in use"))
            #expect(try ada.get("/tasks/1").status == 200)
        }
    }

    @Test("doctor finds what is wrong, and says how to mend it")
    func doctor() throws {
        try withState {
            let port = ["ELWOSA_LISTEN": "127.0.0.1:1"]
            #expect(try elwosa("doctor", with: port).output.contains("run `elwosa migrate`"))
            _ = try elwosa("migrate")
            chmod("\(state)/keys", 0o755)
            let open = try elwosa("doctor")
            #expect(open.status == 1 && open.output.contains("run `chmod 700`"))
            chmod("\(state)/keys", 0o700)
            let key = "\(state)/keys/event.key"
            try FileManager.default.moveItem(atPath: key, toPath: key + ".away")
            #expect(try elwosa("doctor").output.contains("event.key is missing"))
            try FileManager.default.moveItem(atPath: key + ".away", toPath: key)
            let full = try elwosa("doctor", with: ["ELWOSA_MINIMUM_FREE_MEGABYTES": "1000000"])
            #expect(full.status == 1 && full.output.contains("writes are refused"))
            let bare = try elwosa("doctor", with: ["ELWOSA_WWW": "/nowhere"])
            #expect(bare.status == 1 && bare.output.contains("There is no stylesheet in /nowhere/styles"))
        }
    }

    @Test("a database that is missing, unreadable or of another program is one sentence and a way out")
    func brokenDatabase() throws {
        try withState {
            _ = try elwosa("migrate")
            try FileManager.default.removeItem(atPath: "\(state)/data/elwosa.db")
            for line in [["elwosa-responder", "auth"], ["elwosa-responder", "tasks"], ["elwosa-live"]] {
                let request = ["ELWOSA_STATE": state, "REQUEST_METHOD": "GET", "REQUEST_URI": "/"]
                let result = try Command.run(line[0], Array(line.dropFirst()), environment: request)
                #expect(result.status == 78 && result.error.contains("run `elwosa migrate`"))
                #expect(result.error.split(separator: "\n").count == 1)
            }
            // A WAL that is left behind would still hold the whole database.
            for suffix in ["-wal", "-shm"] { unlink("\(state)/data/elwosa.db\(suffix)") }
            let path = try file("data/elwosa.db", String(repeating: "This is not a database. ", count: 300))
            #expect(try elwosa("events", "verify").error.contains("\(path) is not a database"))
            let up = try elwosa("up", with: ["ELWOSA_LISTEN": "127.0.0.1:\(RunningSite.freePort())"])
            #expect(up.status == 1 && up.output.isEmpty && up.error.contains("\(path) is not a database"))
        }
    }

    @Test("sweep says what it would do, and does it once")
    func sweep() throws {
        try withState {
            _ = try elwosa("setup", "--name", "Ada", "--password-file", "-", input: "seven green bottles")
            let store = try Store.open(
                "\(state)/data/elwosa.db",
                eventKey: Array(try Data(contentsOf: URL(filePath: "\(state)/keys/event.key"))))
            let long = Instant(seconds: 1_600_000_000)
            let change = Change(by: .commandLine, at: long)
            let task = try store.tasks.create(try .task("Long gone"), by: change).task
            try store.tasks.delete(task.id, ifVersion: nil, by: change)
            store.close()
            let first = try elwosa("sweep")
            #expect(first.output.hasPrefix("Erased 0 tasks") && first.output.contains("1 more have expired (1 of them"))
            let forgotten = "0 idempotency keys, 0 invitations, 0 sessions, 0 counters, 0 tokens, 0 notes of who read"
            let erased = "0 tasks from the trash, 0 expired entries from memory, 0 deleted entries from memory"
            #expect(first.output.hasPrefix("Erased \(erased); forgot \(forgotten).\n1 more"))
            #expect(try elwosa("sweep").output.hasPrefix("Erased 0 tasks"))
            // The day that would have to pass.
            try inStore { tx in _ = try tx.run("UPDATE sweepMark SET at = at - 86400, uptime = uptime - 86400") }
            #expect(try elwosa("sweep", "--dry-run").output.hasPrefix("Would erase 1 tasks"))
            #expect(try elwosa("sweep").output.hasPrefix("Erased 1 tasks"))
            #expect(try elwosa("sweep").output.hasPrefix("Erased 0 tasks"))
            let verdict = try elwosa("events", "verify")
            #expect(verdict.output.contains("2 bodies erased") && verdict.output.contains("The chain holds."))
        }
    }

    @Test("events rebuild finds nothing in what came by events, and names a row that did not")
    func rebuild() throws {
        try withState {
            _ = try elwosa("setup", "--name", "Ada", "--password-file", "-", input: "seven green bottles")
            _ = try elwosa("import", "beads", "-", input: BeadsSample.lines.joined(separator: "\n"))
            let same = try elwosa("events", "rebuild", "--check")
            #expect(same.status == 0 && same.output.hasPrefix("6 events, 0 of them without a body"))
            #expect(same.output.contains("task: 3 rows\n") && same.output.hasSuffix("what the log makes of them.\n"))
            try inStore { tx in try tx.run("UPDATE task SET title = 'Quite another' WHERE id = 2") }
            let other = try elwosa("events", "rebuild", "--check")
            #expect(other.status == 1 && other.error.contains("not what the log makes of them"))
            #expect(other.output.contains("task: 3 rows, 1 differ\n  2: the log has another title\n"))
            #expect(!other.output.contains("Quite another"))
            #expect(try elwosa("events", "rebuild").status == 64)
            try inStore { tx in try tx.runScript("DROP TRIGGER eventIsNeverChanged; UPDATE event SET at = at + 1") }
            let broken = try elwosa("events", "rebuild", "--check")
            #expect(broken.status == 1 && broken.error.contains("so nothing was compared"))
            let left = try FileManager.default.contentsOfDirectory(atPath: state + "/data")
            #expect(!left.contains { $0.contains("rebuilding") })
        }
    }

    @Test("events erase takes a text from standard input out of everything, and names the copies that still have it")
    func erase() throws {
        try withState {
            _ = try elwosa("setup", "--name", "Ada", "--password-file", "-", input: "seven green bottles")
            let early = "\(state)/early.db"
            #expect(try elwosa("backup", early).status == 0)
            _ = try elwosa("task", "add", "My password is hunter2000 \"x\"")
            let late = "\(state)/late copy.db"
            #expect(try elwosa("backup", late).status == 0)
            let nowhere = try elwosa("events", "erase", input: "never written\n")
            #expect(nowhere.status == 1 && nowhere.error.contains("stands nowhere"))
            #expect(try elwosa("events", "erase", input: "hunt\n").error.contains("at least 6 characters"))
            // Whoever has it as an argument has it in the history of the shell.
            #expect(try elwosa("events", "erase", "hunter2000").status == 64)
            let erased = try elwosa("events", "erase", input: "hunter2000 \"x\"\n")
            #expect(erased.status == 0 && erased.output.hasPrefix("Erased from 1 events and 1 rows; […] stands there"))
            #expect(erased.output.contains("late copy.db (") && !erased.output.contains("early.db"))
            #expect(!(erased.output + erased.error).contains("hunter2000"))
            #expect(try elwosa("task", "list").output.contains("My password is […]"))
            let verdict = try elwosa("events", "verify")
            #expect(verdict.status == 0 && verdict.output.contains("(1 without an erased text)"))
            #expect(try elwosa("events", "rebuild", "--check").status == 0)
            let back = try elwosa("restore", late)
            #expect(back.output.contains("stands there again: erase it once more"), "\(back)")
            // Where it is now, beside the database, it is named too.
            let again = try elwosa("events", "erase", input: "hunter2000 \"x\"")
            #expect(again.status == 0 && again.output.contains("elwosa.db-replaced"))
        }
    }

    /// Behind the log's back.
    private func inStore(_ body: @escaping @Sendable (WriteTransaction) throws -> Void) throws {
        let store = try Store.open(
            "\(state)/data/elwosa.db", eventKey: Array(try Data(contentsOf: URL(filePath: "\(state)/keys/event.key"))))
        defer { store.close() }
        _ = try store.database.write(body)
    }

    @Test("throttle lists the counters of wrong sign-ins without a name, and clears one account's or all")
    func throttle() throws {
        try withState {
            _ = try elwosa("setup", "--name", "Ada", "--password-file", "-", input: "seven green bottles")
            let store = try Store.open(
                "\(state)/data/elwosa.db",
                eventKey: Array(try Data(contentsOf: URL(filePath: "\(state)/keys/event.key"))))
            let now = Clock.system.now()
            try store.accounts.rememberDevice(tokenHash: [UInt8](repeating: 1, count: 32), accountId: 1, at: now)
            let keys: [ThrottleKey] = [
                .account(name: "Ada"), .device(id: 1), .factor(accountId: 1), .account(name: "Ben"),
                .network("192.0.2.1"),
            ]
            for _ in 1...6 { _ = try store.accounts.countFailure(keys, at: now) }
            store.close()
            let listed = try elwosa("throttle", "list").output.split(separator: "\n")
            #expect(
                listed.count == 5 && listed.allSatisfy { $0.contains("\t6 failures\twaits ") && !$0.contains("Ada") })
            #expect(try elwosa("throttle", "clear", "--account", "ada").output == "Forgot 3 counters of ada.\n")
            #expect(try elwosa("throttle", "clear").output == "Forgot 2 counters.\n")
            #expect(try elwosa("throttle", "list").output.isEmpty)
        }
    }

    @Test("every command has help, and a wrong word is a usage error")
    func help() throws {
        for command in [
            "up", "setup", "migrate", "routes", "events", "import", "export", "backup", "restore", "doctor", "sweep",
            "task", "throttle",
        ] {
            let result = try elwosa(command, "--help")
            #expect(result.status == 0 && result.output.contains("OVERVIEW:"), "\(command)")
        }
        #expect(try elwosa("nonsense").status == 64)
        #expect(try elwosa("setup").status == 64)
    }

    @Test("routes prints every address with its permission")
    func routes() throws {
        let lines = try elwosa("routes").output.split(separator: "\n")
        #expect(lines.contains { $0.contains("/tasks/{id}/completion") && $0.hasSuffix("tasks:write") })
        #expect(lines.contains { $0.contains("/metrics/auth") && $0.hasSuffix("this machine") })
    }
}

/// Issues in the form of the tracker beads: one done, one deleted, one in somebody's hands, one with notes.
enum BeadsSample {
    static let lines = [
        #"{"id":"bd-1","title":"Write the manual","status":"closed","priority":0,"created_at":"2025-12-25T00:59:03.667-08:00","updated_at":"2025-12-25T01:04:51-08:00","closed_at":"2025-12-25T01:04:51-08:00"}"#,
        #"{"id":"bd-2","title":"Gone","status":"tombstone","created_at":"2025-12-25T00:00:00Z"}"#,
        #"{"id":"bd-3","title":"Read the manual","status":"hooked","priority":4,"created_at":"2025-12-26T00:00:00Z","assignee":"x"}"#,
        #"{"id":"bd-4","title":"Fold the map","description":"Twice.","notes":"Not three times.","status":"deferred","created_at":"2025-12-27T00:00:00Z"}"#,
    ]
}
