import AuthDomain
import AuthStore
import Crypto
import Domain
import Foundation
import JSON
import MemoryDomain
import MemoryStore
import SQLite
import TaskChanges
import TaskDomain
import Testing
import TestingElwosa

@testable import HouseStore
@testable import Store
@testable import TaskStore

@Suite("Erasing one text")
struct TextErasureTests {
    private static let secret = #"hunter2 "é""#

    private func change(_ site: TestSite, retry: RetryKey? = nil) -> Change {
        Change(by: Person.ada.caller, at: site.clock.now, retry: retry)
    }

    private func erase(_ text: String, _ site: TestSite) throws -> TextErasure {
        try site.store.accounts.eraseText(text, by: Change(by: .commandLine, at: site.clock.now))
    }

    /// Every place that a text can stand in, and everything that can be done with a task.
    private func write(_ site: TestSite) throws {
        let secret = Self.secret
        var draft = try TaskDraft.task(
            "Title \(secret)", description: "a \(secret)\(secret) b", steps: ["Step \(secret)"])
        for field in PlainField.lines { draft.plan[field] = .line("At \(secret)") }
        let project = try site.store.projects.createProject(
            ProjectDraft(name: "P \(secret)", description: secret), by: change(site)
        ).project
        let first = try site.make(draft)
        _ = try site.store.tasks.addComment("I pasted \(secret) here", to: first.id, by: change(site))
        let citing = try TaskDraft.task("Cites", description: "/memory/9/\(secret)", steps: ["/memory/9/a-\(secret)"])
        let third = try site.make(citing)
        _ = try site.store.tasks.addComment("/memory/9/b-\(secret)", to: third.id, by: change(site))
        let comment = try site.store.tasks.addComment("x", to: first.id, by: change(site)).comment
        _ = try site.store.tasks.updateComment(comment.id, of: first.id, "now \(secret)", by: change(site))
        draft.projectId = project.id
        let second = try site.make(draft)
        _ = try site.store.tasks.delete(second.id, ifVersion: nil, by: change(site))
        let retry = RetryKey(key: secret, route: "POST /labels", digest: SHA256.hash(secret))
        let other = RetryKey(key: "other", route: "POST /labels", digest: SHA256.hash("L \(secret)"))
        _ = try site.store.projects.createLabel("Other", .grey, by: change(site, retry: other))
        _ = try site.store.projects.createLabel("L \(secret)", .grey, by: change(site, retry: retry))
        _ = try site.store.projects.saveView("V \(secret)", secret, by: change(site))
        var item = ImportedTask(
            draft: try .task("Imported"), createdAt: site.clock.now, updatedAt: site.clock.now, completedAt: nil)
        item.draft.externalId = "file \(secret)"
        item.comments = [ImportedComment(author: secret, text: "Hello", createdAt: site.clock.now, editedAt: nil)]
        _ = try site.store.tasks.importTasks([item], by: change(site))
        try writeOfAccounts(site)
        try writeOfMemory(site)
    }

    /// A space, and an entry whose text has grown: in the former version it is the beginning of the later one.
    private func writeOfMemory(_ site: TestSite) throws {
        let (memory, secret) = (site.store.memory(), Self.secret)
        let space = try memory.createSpace(
            SpaceDraft(kind: .personal, name: "S \(secret)"), by: change(site)
        ).space.id
        var fields = EntryFields(content: .text("see \(secret) and"))
        (fields.tags, fields.source, fields.speaker) = (["tag \(secret)"], secret, secret)
        fields.links = [try MemoryLink(kind: "k \(secret)", target: "https://x.org/\(secret)")]
        let key = "key \(secret)"
        _ = try memory.putEntry(.named(key), EntryDraft(fields), of: space, by: change(site))
        _ = try memory.appendEntry(key, " more", of: space, by: change(site))
        _ = try memory.appendEntry(key, " and \(secret)", of: space, by: change(site))
        let twin = EntryDraft(EntryFields(content: try MemoryContent(.object(JSONObject([("a", .string(secret))])))))
        _ = try memory.putEntry("x", twin, of: space, by: change(site))
        let elsewhere = FiledVersion(
            key: "y", number: 1, deed: .put(EntryFields(content: .text("z"))),
            at: Instant(seconds: 1_600_000_000), by: secret)
        _ = try memory.importLines([SpaceLine(1, .version(elsewhere))], into: space, by: change(site))
    }

    private func writeOfAccounts(_ site: TestSite) throws {
        let later = site.clock.now.adding(seconds: 600)
        _ = try site.store.accounts.makePersonalToken(
            NewPersonalToken(
                accountId: 1, name: "T \(Self.secret)", tokenHash: SHA256.hash("t"), scopes: [.tasksRead],
                expiresAt: later), by: change(site))
        _ = try site.store.accounts.startSession(
            NewSession(
                accountId: 1, tokenHash: SHA256.hash("s"), expiresAt: later,
                client: Client(network: "127.0.0.1", device: Self.secret)), at: site.clock.now)
    }

    /// Columns in which it still stands, the index left out.
    private func places(_ text: String, _ site: TestSite) throws -> Set<String> {
        try site.store.database.read { tx in
            var found: Set<String> = []
            for (table, column) in try Self.columns(tx) {
                let sql = SQL(
                    composed: "SELECT EXISTS (SELECT 1 FROM \(table) WHERE instr(CAST(\(column) AS TEXT), ?) > 0)")
                if try tx.value(sql, text) ?? false { found.insert("\(table).\(column)") }
            }
            return found
        }
    }

    private static func columns(_ tx: ReadTransaction, type: String = "%") throws -> [(table: String, column: String)] {
        try tx.all(
            """
            SELECT s.name, c.name FROM sqlite_schema s JOIN pragma_table_info(s.name) c
            WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite%' AND s.name NOT LIKE 'taskSearch%' AND s.name NOT LIKE 'searchPart%'
                AND s.name NOT LIKE 'memory%Words%' AND c.type LIKE ?
            """, type
        ) { row in (try row[0], try row[1]) }
    }

    /// The files of the database that have these bytes anywhere, free pages too.
    private func files(with text: String, _ site: TestSite) throws -> [String] {
        try ["elwosa.db", "elwosa.db-wal"].filter { name in
            let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(site.directory)/\(name)"))
            return bytes.range(of: Data(text.utf8)) != nil
        }
    }

    @Test("takes it out of every column and every body; the log holds, and the tables are what it makes of them")
    func everywhere() async throws {
        try await withToldSite { site in
            try write(site)
            let texts = Set(TextTable.all.flatMap { table in table.texts.map { "\(table.name).\($0)" } })
            #expect(
                try places("hunter2", site)
                    == texts.union([
                        "eventBody.content", "retry.key", "label.nameKey", "searchWord.text", "memoryTag.tag",
                        "memoryLink.target", "memoryLink.kind", "taskCitation.target",
                        "memoryName.word", "memoryPassage.beside", "memoryLongWord.text",
                    ]))
            let mark = try site.lastEvent()
            let erasure = try erase(Self.secret, site)
            let digests: [[UInt8]] = try site.store.database.read { tx in
                try tx.all("SELECT digest FROM retry") { row in try row[0] }
            }
            #expect(digests == [[UInt8](repeating: 0, count: 32)])
            #expect(erasure.events == 19)
            #expect(erasure.rows == 17)
            #expect(erasure.firstEvent != nil && erasure.since == site.clock.now && erasure.remains == .nowhere)
            let (left, told) = (try places("hunter2", site), try site.events(after: mark))
            #expect(left == [])
            #expect(
                told == [
                    "text_erased", "task_changed", "task_changed", "task_changed", "project_changed", "label_changed",
                    "space_changed", "entry_patched", "entry_patched", "entry_patched",
                ])
            let verdict = try site.store.events.verify()
            #expect(verdict.fault == nil && verdict.replacedBodies == erasure.events && verdict.erasedBodies == 0)
            let differences = try site.rebuild().differences
            #expect(differences == [])
            #expect(try TaskInvariants.faults(site.store) == [])
            let task = try site.store.tasks.find(1, for: Person.ada.caller)
            #expect(task.title == "Title […]" && task.description == "a […][…] b" && task.steps[0].title == "Step […]")
            #expect(task.version > 1)
        }
    }

    @Test("every column with a text is looked through, or is known to hold none of people's")
    func schema() async throws {
        let ours: Set<String> = [
            "account.kind", "account.role", "account.language", "account.theme", "account.timeZone", "account.nameKey",
            "credential.kind", "credential.secret", "session.network", "session.rotations", "task.status",
            "task.startAt", "task.dueAt", "task.waitUntil", "taskCount.status", "retry.actor",
            "retry.route", "event.actor", "event.area", "event.kind", "personalToken.scopes", "role.permissions",
            "invitation.kind", "invitation.role", "invitation.createdBy", "throttle.key", "projectMember.role",
            "label.nameKey", "label.colour", "meta.name", "trash.createdAt", "personalToken.spaces", "memorySpace.kind",
            "memoryMember.role", "memoryVersion.kind", "memoryVersion.deed", "memoryReading.entries",
        ]
        // The first two are refused, the others found; what the trash has goes with its body, and a word of the search
        // with the last text that has it; tags, links and citations are found by what the texts say.
        let known: Set<String> = [
            "account.name", "role.name", "eventBody.content", "retry.key", "trash.externalId", "searchWord.text",
            "memoryTag.tag", "memoryLink.target", "memoryLink.kind", "taskCitation.target", "memoryName.word",
            "memoryPassage.beside", "memoryLongWord.text", "memoryLongWord.ending",
        ]
        let texts = TextTable.all.flatMap { table in table.texts.map { "\(table.name).\($0)" } }
        try await withSite { site in
            let all = try site.store.database.read { tx in try Self.columns(tx, type: "TEXT") }
            #expect(Set(all.map { "\($0.table).\($0.column)" }) == ours.union(known).union(texts))
        }
    }

    @Test("every member of an event's body is one that people write, or is known to be ours")
    func members() throws {
        let people: Set<String> = [
            "title", "description", "text", "authorName", "name", "nameBefore", "query", "from", "to", "externalId",
            "device", "role", "roleBefore", "location", "key", "content", "writer",
        ]
        let structure: Set<String> = [
            "account", "ownerId", "ownerIdBefore", "owner", "count", "created", "updated", "changes", "left", "version",
            "id", "authorId", "mentions", "comment", "comments", "blocks", "trash", "with", "undoes", "made", "steps",
            "stepOrder", "done", "assignee", "projectId", "parentId", "labels", "assignees", "estimateMinutes",
            "blockedBy", "members", "tokenMadeBy", "bodies", "versions", "event", "createdBy", "inboxId", "space",
            "base", "restored", "givenUp", "retentionDays", "notesReaders", "spaces", "through", "last",
        ]
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../Sources")
        var names = Set(LoggedPart.allCases.map(\.key))
        let rooms = try FileManager.default.contentsOfDirectory(atPath: sources.path)
        for room in rooms where room.hasSuffix("Store") || room.hasSuffix("Changes") {
            let files = FileManager.default.enumerator(
                at: sources.appending(path: room), includingPropertiesForKeys: nil)
            for case let file as URL in try #require(files) where file.pathExtension == "swift" {
                for found in try String(contentsOf: file, encoding: .utf8).matches(of: /member\(\s*"([A-Za-z]+)"/) {
                    names.insert(String(found.1))
                }
            }
        }
        #expect(names.count > 50)
        #expect(names.subtracting(people).subtracting(structure).subtracting(ErasedText.ours) == [])
        #expect(people.isDisjoint(with: ErasedText.ours))
    }

    @Test("what is taken back or restored afterwards comes without it, and no file has its words")
    func afterwards() async throws {
        try await withToldSite { site in
            let task = try site.make(.task("hunter2000 pasted"))
            let other = try site.make(.task("Other", description: "hunter2000"))
            let made = try site.store.tasks.update(
                other.id, TaskPatch(description: "gone"), ifVersion: nil, by: change(site))
            _ = try site.store.tasks.delete(task.id, ifVersion: nil, by: change(site))
            let erasure = try erase("hunter2000", site)
            #expect(erasure.remains == .nowhere && erasure.events == 4)
            #expect(try files(with: "hunter2000", site) == [])
            _ = try site.store.tasks.restore(task.id, by: change(site))
            #expect(try site.store.tasks.find(task.id, for: Person.ada.caller).title == "[…] pasted")
            _ = try site.store.tasks.undo(made.change ?? 0, by: change(site))
            #expect(try site.store.tasks.find(other.id, for: Person.ada.caller).description == "[…]")
            let words: [[UInt8]] = try site.store.database.read { tx in
                try tx.all("SELECT block FROM taskSearch_data") { row in try row[0] }
            }
            #expect(!words.contains { Data($0).range(of: Data("hunter".utf8)) != nil })
            #expect(try site.rebuild().differences == [])
            #expect(try site.store.events.verify().fault == nil)
        }
    }

    @Test("leaves no copy in the gaps of pages whose rows SQLite has moved to others")
    func gaps() async throws {
        try await withToldSite { site in
            for number in 1...60 {
                let text = String(repeating: "x", count: number * 37 % 1_500)
                let task = try site.make(.task("T", description: "hunter\(number % 7)000 \(text)"))
                guard number % 3 == 0 else { continue }
                let longer = try TaskPatch(description: "hunter\(number % 7)000 \(text)\(text)")
                _ = try site.store.tasks.update(task.id - 1, longer, ifVersion: nil, by: change(site))
            }
            for secret in 0..<7 {
                #expect(try erase("hunter\(secret)000", site).remains == .nowhere)
                #expect(try files(with: "hunter\(secret)000", site) == [])
            }
            #expect(try site.rebuild().differences == [])
            #expect(try site.store.events.verify().fault == nil)
        }
    }

    @Test(
        "finds a text in whatever spelling it is stored",
        arguments: [
            ("Pässwörter", "Pa\u{308}sswo\u{308}rter"), ("Pa\u{308}sswo\u{308}rter", "Pässwörter"),
            ("-- KEY\r\nab\\c\"d\r\n--", "-- KEY\nab\\c\"d\n--"), ("pass\u{202e}word1", "password1"),
            ("tab\there\u{1f600}", "tab\there\u{1f600}"), ("a/b</b>\u{7f}é", "a/b</b>\u{7f}é"),
        ])
    func spellings(typed: String, stored: String) async throws {
        let body = String(decoding: JSON.object(try JSONObject(["title": "x \(stored) y"])).json, as: UTF8.self)
        let erased = ErasedText(typed)
        #expect(Array(erased.out(of: "x \(stored) y").utf8) == Array("x […] y".utf8))
        #expect(erased.out(of: try EventBody.read(body))?["title"]?.string == "x […] y")
        try await withSite { site in
            let found = try site.store.database.read { tx in
                try tx.value(
                    SQL(composed: "SELECT \(ErasedText.condition(["?\(ErasedText.most + 1)"]))"),
                    values: erased.writtenValues + [body]) as Bool?
            }
            #expect(found == true)
        }
    }

    @Test("whoever keeps a copy of a task is told that it is another, whichever part of it held the text")
    func copies() async throws {
        try await withToldSite { site in
            let tasks = [
                try site.make(.task("hunter2000")), try site.make(.task("B", steps: ["hunter2000"])),
                try site.make(.task("C")), try site.make(.task("D")),
            ]
            _ = try site.store.tasks.addComment("hunter2000", to: tasks[2].id, by: change(site))
            let mark = try site.lastEvent()
            _ = try site.store.accounts.eraseText("hunter2000", by: change(site))
            let changes = try site.store.tasks.changes(after: mark, limit: 50, for: Person.ada.caller)
            try #require(changes.entries.map(\.taskId) == tasks.prefix(3).map(\.id))
            #expect(changes.entries[0].task?.title == "[…]" && changes.entries[1].task?.steps[0].title == "[…]")
            #expect(changes.entries.map { $0.task?.version } == [2, 2, 2])
            // It changed nothing that could be taken back, and a form from before does not bring the text back.
            #expect(throws: Failure.self) {
                try site.store.tasks.update(tasks[0].id, TaskPatch(title: "x"), ifVersion: 1, by: change(site))
            }
            #expect(throws: Failure.self) {
                try site.store.tasks.undo(changes.entries[0].seq, by: change(site))
            }
            let history = try site.store.tasks.history(
                of: tasks[0].id, before: nil, limit: 9, for: Person.ada.caller)
            #expect(history.map(\.isUndoable) == [false, true] && history[0].kind == .taskChanged)
            #expect(try site.rebuild().differences == [])
        }
    }

    @Test("of two imported tasks that would have the same name then, one has none")
    func importedTwice() async throws {
        try await withToldSite { site in
            try importTasks(called: ["file hunter2000", "file […]"], site)
            _ = try erase("hunter2000", site)
            let names = try (1...2).map { try site.store.tasks.find($0, for: Person.ada.caller).externalId }
            #expect(names == [nil, "file […]"])
        }
    }

    @Test("the name by which an imported task lies in the trash goes with the body that says it")
    func importedAndDeleted() async throws {
        try await withToldSite { site in
            try importTasks(called: ["file hunter2000"], site)
            _ = try site.store.tasks.delete(1, ifVersion: nil, by: change(site))
            #expect(try places("hunter2000", site) == ["eventBody.content", "trash.externalId"])
            _ = try erase("hunter2000", site)
            #expect(try places("hunter2000", site) == [])
        }
    }

    private func importTasks(called names: [String], _ site: TestSite) throws {
        let items = try names.map { name in
            var item = ImportedTask(
                draft: try .task("T"), createdAt: site.clock.now, updatedAt: site.clock.now, completedAt: nil)
            item.draft.externalId = name
            return item
        }
        _ = try site.store.tasks.importTasks(items, by: change(site))
    }

    @Test("goes in steps, between which others write; each leaves a log that holds")
    func steps() async throws {
        try await withToldSite { site in
            let tasks = try (0..<130).map { try site.make(.task("hunter2000 \($0)", steps: ["s hunter2000"])) }
            let mark = try site.lastEvent()
            let erasure = try erase("hunter2000", site)
            #expect(erasure.events == tasks.count && erasure.rows == tasks.count)
            #expect(try site.events(after: mark).filter { $0 == "text_erased" }.count == 2)
            #expect(try site.store.events.verify().replacedBodies == tasks.count)
            #expect(try site.rebuild().differences == [])
        }
    }

    @Test("long bodies are fewer to a step")
    func longSteps() async throws {
        try await withToldSite { site in
            let text = String(repeating: "lorem ipsum ", count: 5_000)
            for place in 0..<12 { _ = try site.make(.task("T\(place)", description: "hunter2000 \(text)")) }
            let mark = try site.lastEvent()
            _ = try erase("hunter2000", site)
            #expect(try site.events(after: mark).filter { $0 == "text_erased" }.count == 2)
            #expect(try site.rebuild().differences == [])
        }
    }

    @Test("a text that was erased twice, by parts, leaves a log that holds")
    func twice() async throws {
        try await withToldSite { site in
            _ = try site.make(.task("hunter2000 and swordfish"))
            _ = try erase("hunter2000", site)
            _ = try erase("swordfish", site)
            #expect(try site.store.tasks.find(1, for: Person.ada.caller).title == "[…] and […]")
            let verdict = try site.store.events.verify()
            #expect(verdict.fault == nil && verdict.replacedBodies == 1)
            #expect(try site.rebuild().differences == [])
        }
    }

    @Test("a text that is too short is refused, and one that stands nowhere changes nothing")
    func refused() async throws {
        try await withSite { site in
            try site.make(.task("Water the plants"))
            let mark = try site.lastEvent()
            // What is taken out of texts makes none longer.
            let embedded = ["e\u{202E}\u{202E}\u{202E}\u{202E}\u{202E}", "\u{202A}1234\u{202C}"]
            for text in ["Water", "", "      a"] + embedded + [String(repeating: "x", count: 5_000)] {
                #expect { try erase(text, site) } throws: { ($0 as? Failure)?.kind == .invalid }
            }
            // Words of ours are none of people's: names of members, of states, of kinds.
            for text in ["nowhere to be seen", "normal", "priority", "description\":", "estimateMinutes"] {
                #expect(try !erase(text, site).isAnything)
            }
            #expect(try site.events(after: mark) == [])
        }
    }

    @Test("a word that is ours too is taken from what people wrote, and from nothing else")
    func common() async throws {
        try await withToldSite { site in
            let task = try site.make(.task("waiting description", status: .waiting))
            _ = try site.store.tasks.update(task.id, TaskPatch(priority: .high), ifVersion: nil, by: change(site))
            _ = try erase("waiting", site)
            _ = try erase("description", site)
            #expect(try site.store.tasks.find(task.id, for: Person.ada.caller).title == "[…] […]")
            #expect(try site.rebuild().differences == [])
        }
    }

    @Test("where it is in the name of an account or a role, it is said where, and nothing is changed")
    func names() async throws {
        try await withSite { site in
            let user = try site.store.accounts.createUser(
                NewUser(name: "hunter2000", role: "member", standing: .person(passwordHash: "$")), by: change(site))
            try site.make(.task("hunter2000"))
            let mark = try site.lastEvent()
            #expect {
                try erase("hunter2000", site)
            } throws: { ($0 as? Failure)?.rule == .inAccountName(user.id) }
            #expect(try site.events(after: mark) == [])
            try site.store.accounts.deleteUser(user.id, heir: nil, by: change(site))
            #expect(try erase("hunter2000", site).events == 3)
            #expect(try places("hunter2000", site) == [])
            _ = try site.store.accounts.createRole(
                Role(name: "hunter2000", permissions: [.tasksRead]), by: change(site))
            #expect { try erase("hunter2000", site) } throws: { ($0 as? Failure)?.rule == .inRoleName }
        }
    }

    @Test("what a query has between quotation marks is found by what it means")
    func quoted() async throws {
        try await withToldSite { site in
            let secret = #"pa"ss\w0rd"#
            _ = try site.store.projects.saveView("V", #"title "pa\"ss\\w0rd""#, by: change(site))
            #expect(try erase(secret, site).isAnything)
            #expect(try places("w0rd", site) == [])
            let differences = try site.rebuild().differences
            #expect(differences == [], "\(differences)")
        }
    }

    @Test("numbers that a restore has left free are not walked through one by one", .timeLimit(.minutes(30)))
    func gap() async throws {
        try await withSite { site in
            try site.store.database.write { tx in
                try tx.run("UPDATE sqlite_sequence SET seq = ? WHERE name = 'session'", Int64(1) << 40)
            }
            try writeOfAccounts(site)
            #expect(try erase(Self.secret, site).isAnything)
            #expect(try places(Self.secret, site) == [])
        }
    }

    @Test("an invitation that is over keeps no name of a role that is gone")
    func invitation() async throws {
        try await withSite { site in
            let accounts = site.store.accounts
            _ = try accounts.createRole(Role(name: "hunter2000", permissions: [.tasksRead]), by: change(site))
            let token = InvitationToken(
                hash: [UInt8](repeating: 1, count: 32), expiresAt: site.clock.now.adding(seconds: 60))
            _ = try accounts.invite(role: "hunter2000", token, by: change(site))
            site.clock.advance(seconds: 120)
            try accounts.removeRole("hunter2000", by: change(site))
            _ = try erase("hunter2000", site)
            #expect(try places("hunter2000", site) == [])
        }
    }

    @Test("a body that somebody altered stays a fault when a text is erased from it")
    func alteredBefore() async throws {
        try await withSite { site in
            let task = try site.make(.task("Water"))
            let seq: Int64 = try site.store.database.read { tx in
                try tx.value("SELECT seq FROM event WHERE kind = 'task_created' AND subject = ?", task.id) ?? 0
            }
            let (salt, content) = try site.store.database.read { tx in
                try tx.one("SELECT salt, content FROM eventBody WHERE seq = ?", seq) { row in
                    (try row[0] as [UInt8], try row[1] as String)
                }!
            }
            func put(_ content: String) throws {
                try site.store.database.write { tx in
                    try tx.run("DELETE FROM eventBody WHERE seq = ?", seq)
                    try tx.run("INSERT INTO eventBody (seq, salt, content) VALUES (?, ?, ?)", seq, salt, content)
                }
            }
            try put(content.replacing("Water", with: "hunter2000"))
            _ = try erase("hunter2000", site)
            #expect(try site.store.events.verify().fault == "The body of event \(seq) was altered.")
            // So that what every test leaves behind is sound.
            try put(content)
        }
    }

    @Test("a body that is put in the place of another without an event that vouches for it is still a fault")
    func forged() async throws {
        try await withSite { site in
            let task = try site.make(.task("hunter2000"))
            _ = try erase("hunter2000", site)
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

extension JSONObject {
    fileprivate init(_ members: [String: String]) throws {
        var out = JSONWriter()
        out.object { out in for (name, text) in members { out.member(name, text) } }
        self = try EventBody.read(String(decoding: out.bytes, as: UTF8.self))
    }
}
