import Foundation
import SQLite
import Testing
import TestingElwosa

/// The texts of strangers, as commands send them to a terminal.
@Suite("Commands in a terminal", .timeLimit(.minutes(15)))
struct TerminalTests {
    private static let hostile = "x\u{1b}[2J\u{9b}31m\u{202e}y\u{7f}\u{2067}\u{2028}"

    private let state = FileManager.default.temporaryDirectory.path + "/elwosa-\(UUID().uuidString.prefix(8))"

    private func elwosa(_ arguments: [String], with variables: [String: String] = [:], _ input: String = "") throws
        -> CommandResult
    {
        try Command.elwosa(arguments, environment: ["ELWOSA_STATE": state].merging(variables) { $1 }, input)
    }

    /// Every command there is, as its help says: `task list`, `doctor`.
    private func leaves(of command: [String] = []) throws -> [String] {
        let help = try elwosa(command + ["--help"]).output.components(separatedBy: "\n")
        guard let start = help.firstIndex(of: "SUBCOMMANDS:") else { return [command.joined(separator: " ")] }
        let names = help[(start + 1)...].prefix { !$0.isEmpty }.filter { !$0.hasPrefix("   ") }
            .compactMap { $0.split(separator: " ").first.map(String.init) }
        return try names.flatMap { try leaves(of: command + [$0]) }
    }

    /// A state in which every text of somebody else holds something that a terminal obeys.
    private func prepare() throws {
        try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
        let password = RunningSite.password
        _ = try elwosa(["setup", "--name", "Ada", "--password-file", "-"], password)
        _ = try elwosa(["user", "add", "Ben", "--password-file", "-"], password)
        _ = try elwosa(["user", "add", "Bot", "--agent", "--owner", "Ben"])
        _ = try elwosa(["token", "add", "--user", "Ada", "--name", "t"])
        _ = try elwosa(["task", "add", "T", "--description", "d", "--step", "s", "--assignee", "Ben"])
        let database = try Database(path: "\(state)/data/elwosa.db")
        try database.write { tx in
            _ = try tx.run(
                """
                INSERT INTO memorySpace (id, kind, name, ownerId, notesReaders, createdAt, version)
                VALUES (1, 'personal', ?, 1, 0, 0, 1)
                """, Self.hostile)
        }
        _ = try elwosa(["memory", "put", "1", "k", "text"])
        try database.write { tx in
            _ = try tx.run("UPDATE memoryText SET text = ?, bytes = ?", Self.hostile, Self.hostile.utf8.count)
            _ = try tx.run("UPDATE memoryVersion SET bytes = ?", Self.hostile.utf8.count)
            _ = try tx.run("UPDATE account SET name = name || ? WHERE name <> 'Ada'", Self.hostile)
            _ = try tx.run("UPDATE personalToken SET name = ?", Self.hostile)
            _ = try tx.run("UPDATE task SET title = ?, description = ?", Self.hostile, Self.hostile)
            _ = try tx.run("UPDATE step SET title = ?", Self.hostile)
            _ = try tx.run(
                "INSERT INTO project (id, name, description, createdAt, version) VALUES (1, ?, '', 1, 1)", Self.hostile)
            _ = try tx.run("UPDATE task SET projectId = 1, inboxId = NULL")
            _ = try tx.run(
                "INSERT INTO comment (taskId, authorId, text, createdAt) VALUES (1, 2, ?, 1)", "\(Self.hostile)\nmore")
            _ = try tx.run(
                "INSERT INTO label (id, name, nameKey, colour, createdAt) VALUES (1, ?, 'x', 'grey', 1)", Self.hostile)
            _ = try tx.run("INSERT INTO taskLabel (taskId, labelId) VALUES (1, 1)")
            _ = try tx.run(
                """
                INSERT INTO session (accountId, tokenHash, createdAt, expiresAt, idleExpiresAt, seenAt, network, device)
                SELECT 1, zeroblob(32), createdAt, createdAt + 9000000000, createdAt + 9000000000, createdAt, ?, ? FROM account
                WHERE id = 1
                """, Self.hostile, Self.hostile)
        }
    }

    /// By command: how it is called here, and whether its output surely holds a text of somebody else.
    private var calls: [String: [(arguments: [String], isShown: Bool)]] {
        let hostile = Self.hostile
        return [
            "up": [(["up", hostile], true)],
            "setup": [(["setup", "--name", hostile, "--password-file", "/none"], false)],
            "task list": [
                (["task", "list"], true), (["task", "list", "--json"], true),
                (["task", "list", "lable:" + hostile], true),
            ],
            "task show": [(["task", "show", "1"], true), (["task", "show", "1", "--json"], true)],
            "task add": [(["task", "add", "T", "--project", "no " + hostile], true)],
            "task done": [(["task", "done", "1"], true)],
            "task undo": [(["task", "undo", hostile], true)],
            "memory list": [
                (["memory", "list"], true), (["memory", "list", "1"], true), (["memory", "list", "1", "--json"], true),
            ],
            "memory get": [(["memory", "get", "1", "k"], true), (["memory", "get", "1", "k", "--json"], true)],
            "memory put": [(["memory", "put", "no " + hostile, "k", "x"], true)],
            "memory delete": [(["memory", "delete", "no " + hostile, "k"], true)],
            "memory undo": [(["memory", "undo", hostile], true)],
            "memory add-space": [(["memory", "add-space", "Notes", "--owner", "no " + hostile], true)],
            "memory export": [(["memory", "export", "1", "--output", "/none/" + hostile], true)],
            "memory import": [(["memory", "import", "no " + hostile, "/none"], true)],
            "memory sync": [(["memory", "sync", "/none/" + hostile, "--space", "1"], true)],
            "memory search": [
                (["memory", "search", "text"], true), (["memory", "search", "text", "--json"], true),
                (["memory", "search", "text", "--space", "no " + hostile], true),
            ],
            "memory context": [
                (["memory", "context", "text"], true), (["memory", "context", "text", "--json"], true),
                (["memory", "context", "text", "--space", "no " + hostile], true),
            ],
            "memory bench": [(["memory", "bench", "/none/" + hostile], true)],
            "memory import-from": [(["memory", "import-from", "mcp", "/none/" + hostile, "--space", "1"], true)],
            "user add": [(["user", "add", "Eve", "--agent", "--owner", hostile], true)],
            "user list": [(["user", "list"], true), (["user", "list", "--json"], true)],
            "user disable": [(["user", "disable", "Ben" + hostile], true)],
            "user enable": [(["user", "enable", "Ben" + hostile], true)],
            "user reset": [(["user", "reset", hostile], true)],
            "user role": [(["user", "role", "Ben" + hostile, hostile], false)],
            "user delete": [(["user", "delete", hostile], true)],
            "token add": [(["token", "add", "--user", hostile, "--name", "t"], true)],
            "token list": [(["token", "list"], true), (["token", "list", "--json"], true)],
            "token revoke": [(["token", "revoke", hostile], true)],
            "session list": [(["session", "list"], true), (["session", "list", "--json"], true)],
            "session end": [(["session", "end", "--user", hostile], true)],
            "keys list": [(["keys", "list", hostile], true)], "keys rotate": [(["keys", "rotate", hostile], true)],
            "migrate": [(["migrate", hostile], true)], "routes": [(["routes"], false)],
            "events verify": [(["events", "verify", "--head", hostile], true)],
            "events rebuild": [(["events", "rebuild", "--check"], false)],
            "events erase": [(["events", "erase", hostile], true)],
            "import": [(["import", "beads", "/none/" + hostile], true), (["import", hostile, "-"], true)],
            "export": [(["export", "csv", "/none/" + hostile], true)],
            "backup": [(["backup", "/none/" + hostile], false)], "restore": [(["restore", "/none/" + hostile], true)],
            "throttle list": [(["throttle", "list", hostile], true)],
            "throttle clear": [(["throttle", "clear", "--account", hostile], true)],
            "sweep": [(["sweep", hostile], true)], "doctor": [(["doctor", hostile], true), (["doctor"], false)],
        ]
    }

    private func obeyed(_ text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.filter { scalar in
            switch scalar.value {
            case 0x09, 0x0a: false
            case ..<0x20, 0x7f...0x9f, 0x61c, 0x200e, 0x200f, 0x2028...0x202e, 0x2066...0x2069: true
            default: false
            }
        }
    }

    @Test("no command prints anything that a terminal obeys, whoever wrote it and wherever it stands")
    func everyCommand() throws {
        defer { try? FileManager.default.removeItem(atPath: state) }
        try prepare()
        let calls = calls
        for leaf in try leaves() {
            // A command that is not here has not been looked at.
            for call in try #require(calls[leaf], "\(leaf)") {
                let result = try elwosa(call.arguments)
                #expect(obeyed(result.output + result.error) == [], "\(leaf): \(result)")
                #expect(!call.isShown || (result.output + result.error).contains(#"\u001b"#), "\(leaf): \(result)")
            }
        }
    }

    @Test(
        "what ends well prints names in the same way: a doctor who lists them, a restore that says what is good again")
    func succeeding() throws {
        defer { try? FileManager.default.removeItem(atPath: state) }
        try prepare()
        let doctor = try elwosa(["doctor"])
        // Spelled out to the last letter, since what is wrong with them is that nobody sees it.
        #expect(doctor.output.contains(#"2 (Benx\u{1B}[2J\u{009B}31m\u{202E}y\u{7F}\u{2067}\u{2028})"#), "\(doctor)")
        #expect(doctor.output.contains("3 (Bot") && !doctor.output.contains("1 (Ada)"))
        #expect(obeyed(doctor.output + doctor.error) == [])
        #expect(try elwosa(["backup", "\(state)/copy.db"]).status == 0)
        try FileManager.default.removeItem(atPath: "\(state)/data/elwosa.db")
        let restored = try elwosa(["restore", "\(state)/copy.db"])
        #expect(restored.status == 0 && obeyed(restored.output + restored.error) == [], "\(restored)")
        #expect(restored.output.contains("There is no database in place."))
        for line in [#"account Benx\u001b"#, #"token 1, x\u001b"#] { #expect(restored.output.contains(line)) }
    }

    @Test("settings that cannot be read are quoted in the same way, by the site's own process too")
    func settings() throws {
        defer { try? FileManager.default.removeItem(atPath: state) }
        for command in [["doctor"], ["up"]] {
            let result = try elwosa(command, with: ["ELWOSA_LISTEN": Self.hostile])
            #expect(result.status != 0 && obeyed(result.output + result.error) == [], "\(result)")
        }
        let result = try Command.run(
            "elwosa-supervisor", environment: ["ELWOSA_STATE": state, "ELWOSA_NGINX": "/none/" + Self.hostile])
        #expect(result.status != 0 && result.error.contains(#"\u001b"#), "\(result)")
        #expect(obeyed(result.output + result.error) == [])
    }

    @Test("the columns of a table stand where they are seen to stand")
    func columns() throws {
        defer { try? FileManager.default.removeItem(atPath: state) }
        try prepare()
        let lines = try elwosa(["task", "list"]).output.split(separator: "\n")
        #expect(lines.count == 2 && lines[0].hasPrefix("ID  STATUS  PRIORITY"))
        let place = try #require(lines[0].firstRange(of: "TITLE")).lowerBound
        #expect(lines[1].dropFirst(lines[0].distance(from: lines[0].startIndex, to: place)).hasPrefix(#"x\u001b[2J"#))
    }
}
