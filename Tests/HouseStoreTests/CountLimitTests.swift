import AuthDomain
import Domain
import HouseStore
import SQLite
import TaskChanges
import TaskDomain
import Testing
import TestingElwosa

@testable import AuthStore
@testable import Store
@testable import TaskStore

@Suite("How many there may be of each thing")
struct CountLimitTests {
    private func by(_ person: Person, _ site: TestSite) -> Change { Change(by: person.caller, at: site.clock.now) }

    private func fill(_ statement: SQL, _ values: (any Bindable & Sendable)?..., site: TestSite) throws {
        try site.store.database.write { [values] tx in _ = try tx.run(statement, values: values) }
    }

    /// So many comments with one text.
    private func comment(_ task: TaskItem.ID, _ text: String, times: Int, site: TestSite) throws {
        let key = site.store.eventKey
        try site.store.database.write { tx in
            let rows = SQLiteTaskRows(tx, key: key)
            for _ in 0..<times {
                let row = CommentRow(
                    id: 0, taskId: task, authorId: 1, authorName: nil, text: text, createdAt: Instant(seconds: 0),
                    editedAt: nil)
                try rows.insert(row)
            }
        }
    }

    private func refusal(_ body: () throws -> Void) -> Failure? { #expect(throws: Failure.self) { try body() } }

    @Test("2,500 comments a task, and 1 MiB of them; one may be changed where another has no room")
    func comments() async throws {
        try await withSite { site in
            let tasks = site.store.tasks
            let (many, long) = (try site.make(.task()).id, try site.make(.task()).id)
            try comment(many, "a", times: 2_499, site: site)
            try comment(long, String(repeating: "x", count: 16_384), times: 63, site: site)
            let last = try tasks.addComment("b", to: many, by: by(.ada, site)).comment
            let full = Failure(.tooMany(2_500), field: "comments")
            #expect(refusal { _ = try tasks.addComment("c", to: many, by: by(.ada, site)) } == full)
            _ = try tasks.updateComment(last.id, of: many, "d", by: by(.ada, site))

            let room = String(repeating: "y", count: 16_000)
            _ = try tasks.addComment(room, to: long, by: by(.ada, site))
            let tooLong = Failure(.tooManyBytes(1_048_576), field: "comments")
            #expect(refusal { _ = try tasks.addComment(room, to: long, by: by(.ada, site)) } == tooLong)
            _ = try tasks.addComment("short", to: long, by: by(.ada, site))
            // What is at its limit can still be deleted, and come back.
            for id in [many, long] {
                let change = try #require(try tasks.delete(id, ifVersion: nil, by: by(.ada, site)))
                _ = try tasks.undo(change, by: by(.ada, site))
                // As well from the trash, when an undo is too late.
                try tasks.delete(id, ifVersion: nil, by: by(.ada, site))
                site.clock.advance(seconds: 700)
                #expect(try tasks.restore(id, by: by(.ada, site)).missing == [])
            }
            #expect(try tasks.comments(of: many, for: Person.ada.caller).count == 2_500)
        }
    }

    @Test("adding and changing a comment costs the same beside ten others as beside 2,400 long ones")
    func adding() async throws {
        try await withSite { site in
            let tasks = site.store.tasks
            let (few, many) = (try site.make(.task()).id, try site.make(.task()).id)
            for (task, count) in [(few, 10), (many, 2_400)] {
                try comment(task, String(repeating: "x", count: 400), times: count, site: site)
            }
            func work(_ task: TaskItem.ID) throws -> Int {
                try site.store.writing(by(.ada, site)) { writing in
                    _ = try CommentChanges(writing).add("one more", to: task)
                    return try writing.size.work
                }
            }
            _ = try work(few)
            let (least, most) = (try work(few), try work(many))
            #expect(least > 1_000 && most < least + 500, "\(least) and \(most)")
            // What is kept is what one would count, whatever was added, changed, taken back and deleted.
            let comment = try tasks.addComment("first", to: few, by: by(.ada, site))
            _ = try tasks.updateComment(comment.comment.id, of: few, "Änderung", by: by(.ada, site))
            try tasks.removeComment(comment.comment.id, of: few, by: by(.ada, site))
            try tasks.delete(many, ifVersion: nil, by: by(.ada, site))
            _ = try tasks.restore(many, by: by(.ada, site))
            let wrong: Int? = try site.store.database.read { tx in
                try tx.value(
                    """
                    SELECT count(*) FROM task LEFT JOIN commentTotal ON taskId = task.id
                    WHERE (ifnull(count, 0), ifnull(bytes, 0)) IS NOT (
                        SELECT count(*), ifnull(sum(length(CAST(text AS BLOB))), 0) FROM comment WHERE taskId = task.id)
                    """)
            }
            #expect(wrong == 0)
            _ = try tasks.delete(few, ifVersion: nil, by: by(.ada, site))
            #expect(try site.store.database.read { try $0.value("SELECT count(*) FROM commentTotal") as Int? } == 1)
        }
    }

    @Test("comments are read page by page from both ends")
    func reading() async throws {
        try await withSite { site in
            let task = try site.make(.task()).id
            for number in 0..<20 { _ = try site.store.tasks.addComment("\(number)", to: task, by: by(.ada, site)) }
            let page = try site.store.tasks.comments(
                of: task, CommentQuery(.before(.max), limit: 5), for: Person.ada.caller)
            #expect(page.comments.map(\.text) == ["15", "16", "17", "18", "19"] && page.hasMore && page.total == 20)
            let first = try site.store.tasks.comments(of: task, CommentQuery(.after(0), limit: 19), for: .commandLine)
            #expect(first.comments.first?.text == "0" && first.hasMore && first.comments.count == 19)
            let rest = try site.store.tasks.comments(
                of: task, CommentQuery(.after(first.comments[18].id), limit: 19), for: .commandLine)
            #expect(rest.comments.map(\.text) == ["19"] && !rest.hasMore)
        }
    }

    @Test("a comment names 50 people at most")
    func mentions() async throws {
        try await withSite { site in
            try fill(
                """
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
                INSERT INTO account (name, nameKey, kind, role, createdAt) SELECT 'p' || i || 'x', 'p' || i || 'x', 'person', 'member', 0 FROM n
                """, site: site)
            // Only members are told.
            let project = try site.common()
            try fill(
                """
                INSERT INTO projectMember (projectId, accountId, role)
                SELECT ?, id, 'editor' FROM account WHERE name LIKE 'p%x'
                """, project, site: site)
            let task = try site.make(.task(), in: project).id
            let text = { (count: Int) in (1...count).map { "@p\($0)x" }.joined(separator: " ") }
            #expect(
                try site.store.tasks.addComment(text(50), to: task, by: by(.ada, site)).comment.mentions.count == 50)
            #expect(
                refusal { _ = try site.store.tasks.addComment(text(51), to: task, by: by(.ada, site)) }
                    == Failure(.tooManyMentions(50), field: "text"))
        }
    }

    @Test("1,000 subtasks right below a task, and 1,000 that wait for one")
    func around() async throws {
        try await withSite { site in
            let task = try site.make(.task()).id
            try fill(
                """
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
                INSERT INTO task (title, description, status, priority, createdAt, updatedAt, version, parentId, inboxId)
                SELECT 'Sub', '', 'open', 2, 0, 0, 1, ?, 1 FROM n
                """, task, site: site)
            try fill(
                "INSERT INTO taskBlock (blockedId, blockerId) SELECT id, ?1 FROM task WHERE parentId = ?1", task,
                site: site)
            try fill("UPDATE taskCount SET count = count + 1000 WHERE projectId = -1 AND status = 'open'", site: site)
            var below = try TaskDraft(title: "x")
            below.parentId = task
            #expect(refusal { try site.make(below) } == Failure(.tooMany(1_000), field: "parentId"))
            var waiting = try TaskDraft(title: "x")
            waiting.blockedBy = [task]
            #expect(refusal { try site.make(waiting) } == Failure(.tooMany(1_000), field: "blockedBy[0]"))
            // Those that are there stay, and can be changed.
            var patch = try TaskPatch(title: "y")
            patch.parentId = .some(task)
            patch.blockedBy = [task]
            _ = try site.store.tasks.update(task + 1, patch, ifVersion: nil, by: by(.ada, site))
        }
    }

    @Test("1,000 tasks of one inbox are assigned to one other account, and as many of the next inbox")
    func guests() async throws {
        try await withSite { site in
            var draft = try TaskDraft(title: "x")
            draft.assignees = ["Ben"]
            let commands = (0..<1_000).map { _ in BatchCommand.create(draft) }
            _ = try site.store.tasks.batch(commands, by: by(.ada, site))
            let full = Failure(.tooMany(1_000), field: "assignees")
            #expect(refusal { try site.make(draft, by: .ada) } == full)
            let bare = try site.make(.task(), by: .ada)
            var patch = try TaskPatch()
            patch.addedAssignees = ["Ben"]
            #expect(
                refusal { _ = try site.store.tasks.update(bare.id, patch, ifVersion: nil, by: by(.ada, site)) } == full)
            try site.make(draft, by: .cleo)
            _ = try site.store.tasks.update(1, TaskPatch(title: "y"), ifVersion: nil, by: by(.ada, site))
        }
    }

    @Test("projects that one owns or is in, members, invitations, roles and agents")
    func house() async throws {
        try await withSite { site in
            let (projects, accounts) = (site.store.projects, site.store.accounts)
            let own = try projects.createProject(ProjectDraft(name: "Own"), by: by(.ada, site)).project.id
            try fill(
                """
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
                INSERT INTO project (name, description, createdAt, version) SELECT 'p' || i, '', 0, 1 FROM n
                """, site: site)
            try fill(
                """
                INSERT INTO projectMember (projectId, accountId, role)
                SELECT id, 2, CASE WHEN id <= ?1 + 500 THEN 'owner' ELSE 'viewer' END FROM project WHERE id > ?1
                """, own, site: site)
            #expect(
                refusal { _ = try projects.createProject(ProjectDraft(name: "x"), by: by(.ben, site)) }
                    == Failure(.tooMany(500), field: "projects"))
            #expect(
                refusal { _ = try projects.setMember("Ben", .viewer, of: own, by: by(.ada, site)) }
                    == Failure(.tooMany(2_000), field: "account"))
            try fill(
                """
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 499)
                INSERT INTO account (name, nameKey, kind, role, createdAt, ownerId)
                SELECT 'p' || i, 'p' || i, 'agent', 'agent', 0, CASE WHEN i <= 100 THEN 1 END FROM n
                """, site: site)
            try fill(
                "INSERT INTO projectMember (projectId, accountId, role) SELECT ?, id, 'viewer' FROM account WHERE kind = 'agent' AND name LIKE 'p%'",
                own, site: site)
            #expect(
                refusal { _ = try projects.setMember("Cleo", .viewer, of: own, by: by(.ada, site)) }
                    == Failure(.tooMany(500), field: "account"))
            _ = try projects.setMember("p1", .editor, of: own, by: by(.ada, site))
            let agent = try NewUser(name: "one more", role: "agent", standing: .agent(ownerId: 1))
            #expect(
                refusal { _ = try accounts.createUser(agent, by: by(.ada, site)) }
                    == Failure(.tooMany(100), field: "owner"))
            try fill(
                """
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100)
                INSERT INTO role (name, permissions, createdAt) SELECT 'r' || i, '', 0 FROM n
                """, site: site)
            #expect(
                refusal { _ = try accounts.createRole(Role(name: "more", permissions: []), by: by(.ada, site)) }
                    == Failure(.tooMany(100), field: "name"))
            try fill(
                """
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
                INSERT INTO invitation (tokenHash, kind, role, createdBy, createdAt, expiresAt)
                SELECT CAST(printf('%032d', i) AS BLOB), 'invitation', 'member', 'account:1', 0, 9999999999 FROM n
                """, site: site)
            let token = InvitationToken(
                hash: [UInt8](repeating: 9, count: 32), expiresAt: site.clock.now.adding(seconds: 60))
            #expect(
                refusal { _ = try accounts.invite(role: "member", token, by: by(.ada, site)) }
                    == Failure(.tooMany(500), field: "invitations"))
        }
    }

    @Test("10,000 accounts, whatever makes them")
    func accounts() async throws {
        try await withSite { site in
            try fill(
                """
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
                INSERT INTO account (name, nameKey, kind, role, createdAt, ownerId)
                SELECT 'p' || i, 'p' || i, 'person', 'viewer', 0, NULL FROM n
                """, 9_999 - Person.allCases.count, site: site)
            func make(_ name: String) throws {
                let user = try NewUser(name: name, role: "member", standing: .person(passwordHash: "$x"))
                _ = try site.store.accounts.createUser(user, by: Change(by: .commandLine, at: site.clock.now))
            }
            try make("the last")
            #expect(refusal { try make("one more") } == Failure(.houseIsFull(10_000), field: "name"))
            let invited = refusal {
                try site.store.database.write { tx in
                    _ = try SQLiteAccountRepository.insert("two", .person, "member", at: site.clock.now, tx)
                }
            }
            #expect(invited == Failure(.houseIsFull(10_000), field: "name"))
        }
    }

    @Test("whoever signs in for the hundred and first time is signed out where it was seen least lately")
    func sessions() async throws {
        try await withSite { site in
            let mark = try site.lastEvent()
            for number in 0..<100 {
                site.clock.advance(seconds: 1)
                _ = try site.store.accounts.startSession(
                    NewSession(
                        accountId: 1, tokenHash: [UInt8(number)] + [UInt8](repeating: 1, count: 31),
                        expiresAt: site.clock.now.adding(seconds: 86_400),
                        client: Client(network: "127.0.0.1", device: "tests")), at: site.clock.now)
            }
            #expect(try site.events(after: mark).filter { $0 == "session_ended" }.count == 1)
            let left = try site.store.accounts.sessions(of: .account(1), at: site.clock.now)
            #expect(left.count == 100 && !left.contains { $0.id == Person.ada.id })
        }
    }
}
