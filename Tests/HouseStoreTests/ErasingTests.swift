import AuthStore
import Dispatch
import Domain
import Glibc
import HouseStore
import JSON
import SQLite
import TaskChanges
import TaskDomain
import Testing
import TestingElwosa

@testable import Store
@testable import TaskStore

@Suite("Erasing in steps")
struct ErasingTests {
    private func by(_ site: TestSite) -> Change { Change(by: Person.ada.caller, at: site.clock.now) }

    private func bodies(of task: TaskItem.ID, _ site: TestSite) throws -> Int {
        try site.store.database.read { tx in
            try tx.value(
                "SELECT count(*) FROM event JOIN eventBody USING (seq) WHERE area = 'tasks' AND subject = ? AND kind LIKE 'task%'",
                task)
                ?? 0
        }
    }

    /// Tasks in the trash, the first of them with a long history.
    private func trash(_ count: Int, changes: Int, project: Int64? = nil, _ site: TestSite) throws -> [TaskItem.ID] {
        var draft = try TaskDraft(title: "Gone")
        draft.projectId = project
        let ids = try site.store.tasks.batch((0..<count).map { _ in .create(draft) }, by: by(site)).tasks.map { $0!.id }
        let updates = try (0..<changes).map {
            BatchCommand.update(ids[0], try TaskPatch(title: "G\($0)"), ifVersion: nil)
        }
        _ = try site.store.tasks.batch(updates, by: by(site))
        _ = try site.store.tasks.batch(ids.map { .delete($0, ifVersion: nil) }, by: by(site))
        return ids
    }

    @Test(
        "a task with a long history goes over several steps; one that was ended in the middle is finished by the next")
    func resumed() async throws {
        try await withSite { site in
            let ids = try trash(3, changes: 450, site)
            let change = by(site)
            let first = try site.store.write { [store = site.store] tx in
                try Erasing.step(
                    "deletedAt < ?", change.instant.adding(seconds: 1), TaskWriting(tx, change, store), tx)
            }
            #expect(first.purged == 0 && !first.isLast)
            #expect(try bodies(of: ids[0], site) == 452 - Erasing.bodies)
            #expect(try site.store.tasks.trash(before: nil, limit: 9, for: .commandLine).count == 3)
            site.clock.advance(seconds: TrashedTask.lifetime + 1)
            let writes = site.store.database.statistics.batches
            #expect(try site.sweepTwice().tasks == 3)
            #expect(site.store.database.statistics.batches - writes >= 6)
            for id in ids { #expect(try bodies(of: id, site) == 1) }  // task_purged
            #expect(try site.store.events.verify().fault == nil)
        }
    }

    @Test("a project with much in the trash goes at once, what it leaves goes in steps")
    func project() async throws {
        try await withSite { site in
            let project = try site.store.projects.createProject(ProjectDraft(name: "P"), by: by(site)).project.id
            let ids = try trash(500, changes: 3, project: project, site)
            try site.store.projects.deleteProject(project, ifVersion: nil, by: by(site))
            for id in ids { #expect(try bodies(of: id, site) == 1) }
            #expect(try site.store.tasks.trash(before: nil, limit: 9, for: .commandLine).isEmpty)
            #expect(try site.sweepTwice().tasks == 0)
        }
    }

    @Test(
        "what a deletion of a project left when it was ended, the next sweep erases, and nobody restores it meanwhile")
    func leavings() async throws {
        try await withSite { site in
            let draft = try ProjectDraft(name: "P", description: "A secret wall")
            let project = try site.store.projects.createProject(draft, by: by(site)).project.id
            let ids = try trash(500, changes: 3, project: project, site)
            // As far as the first step comes.
            let change = by(site)
            try site.store.write { [store = site.store] tx in
                let writing = TaskWriting(tx, change, store)
                try tx.run("INSERT INTO erasing (projectId) VALUES (?)", project)
                for statement in SQLiteProjectRepository.removal { try tx.run(statement, project) }
                try writing.append(.projectDeleted, subject: project, place: .project(project)) { out in
                    out.member("name", "P")
                    out.member("members", array: { _ in })
                }
            }
            for caller in [Person.ada.caller, .commandLine] {
                #expect(throws: Failure.notFound) {
                    try site.store.tasks.restore(ids[7], by: Change(by: caller, at: site.clock.now))
                }
            }
            #expect(try site.store.sweepable(at: site.sweepTime).gone.tasks == 500)
            #expect(try site.store.sweep(by: Person.ada.caller, at: site.sweepTime).gone.tasks == 500)
            let said = try site.store.database.read { tx in
                try tx.all("SELECT content FROM eventBody WHERE instr(content, 'secret')") { try $0[0] as String }
            }
            #expect(said == [])
            #expect(try site.store.sweep(by: Person.ada.caller, at: site.sweepTime).gone == SweepCount())
        }
    }

    @Test("expired sessions and keys go in steps, all of them")
    func expired() async throws {
        func sweep(_ site: TestSite) throws -> (gone: SweepCount, batches: Int) {
            let before = site.store.database.statistics.batches
            return (try site.sweepTwice(), site.store.database.statistics.batches - before)
        }
        var idle = (gone: SweepCount(), batches: 0)
        try await withSite { site in idle = try sweep(site) }
        try await withSite { site in
            try site.store.database.write { tx in
                try tx.run(
                    """
                    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4500)
                    INSERT INTO retry (actor, route, key, digest, subject, createdAt)
                    SELECT 'account:1', 'POST /tasks', i, zeroblob(32), 1, 0 FROM n
                    """)
                try tx.run(
                    """
                    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4500)
                    INSERT INTO session (accountId, tokenHash, createdAt, expiresAt, network, device)
                    SELECT 1, CAST(printf('%032d', i) AS BLOB), 0, 1, '', '' FROM n
                    """)
            }
            let (gone, batches) = try sweep(site)
            #expect(gone.retries == 4_500 && gone.sessions == idle.gone.sessions + 4_500)
            // Three steps of each instead of one.
            #expect(batches == idle.batches + 4)
        }
    }

    @Test("an account that much is assigned to is disabled first, then taken from everything in steps, then gone")
    func account() async throws {
        try await withToldSite { site in
            var draft = try TaskDraft(title: "x", steps: ["a"])
            (draft.projectId, draft.assignees) = (try site.common(), ["Ben"])
            draft.steps[0].assignee = "Ben"
            for _ in 0..<2 { _ = try site.store.tasks.batch((0..<750).map { _ in .create(draft) }, by: by(site)) }
            let mark = try site.lastEvent()
            try site.store.accounts.deleteUser(Person.ben.id, heir: nil, by: by(site))
            #expect(
                try site.events(after: mark).filter { $0.hasPrefix("account") } == [
                    "account_disabled", "account_deleted",
                ])
            for table in ["taskAssignee WHERE accountId", "step WHERE assigneeId", "account WHERE id"] {
                let count: Int? = try site.store.database.read {
                    try $0.value(SQL(composed: "SELECT count(*) FROM \(table) = ?"), Person.ben.id)
                }
                #expect(count == 0)
            }
            #expect(try site.rebuild().faults == [])
        }
    }

    @Test("what comes to an account between the steps of its deletion is handed over too")
    func between() async throws {
        try await withSite { site in
            let (store, change) = (site.store, by(site))
            var draft = try TaskDraft(title: "x")
            (draft.projectId, draft.assignees) = (try site.common(), ["Ben"])
            for _ in 0..<2 { _ = try store.tasks.batch((0..<750).map { _ in .create(draft) }, by: change) }
            let garden = try store.projects.createProject(ProjectDraft(name: "Garden"), by: change).project.id
            let (isHeld, gate) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
            let ended = DispatchGroup()
            func begin(_ queued: Int, _ body: @escaping @Sendable () throws -> Void) {
                DispatchQueue.global().async(group: ended) { #expect(throws: Never.self) { try body() } }
                while store.database.queuedRequests < queued { usleep(1_000) }
            }
            // The deletion's first step, and what comes between it and the last, wait in this order.
            begin(0) {
                try store.database.write { _ in
                    isHeld.signal()
                    gate.wait()
                }
            }
            isHeld.wait()
            begin(1) { try store.accounts.deleteUser(Person.ben.id, heir: Person.cleo.id, by: change) }
            begin(2) {
                try store.database.write { tx in
                    _ = try tx.run(
                        "UPDATE projectMember SET accountId = ? WHERE projectId = ?", Person.ben.id, garden)
                }
            }
            gate.signal()
            ended.wait()
            let members = try store.projects.project(garden, for: Person.cleo.caller).members
            #expect(members.map(\.account.name) == ["Cleo"])
        }
    }

    @Test("an account whose deletion was ended in the middle can do nothing, and the next deletion finishes it")
    func halfGone() async throws {
        try await withSite { site in
            var draft = try TaskDraft(title: "x")
            (draft.projectId, draft.assignees) = (try site.common(), ["Ben"])
            for _ in 0..<2 { _ = try site.store.tasks.batch((0..<750).map { _ in .create(draft) }, by: by(site)) }
            _ = try site.store.accounts.disableUser(Person.ben.id, by: by(site))
            #expect(try site.store.write { tx in try site.store.accounts.eraseTraces(of: Person.ben.id, tx) } == false)
            try site.store.accounts.deleteUser(Person.ben.id, heir: nil, by: by(site))
            #expect(throws: Failure.notFound) { try site.store.accounts.user(Person.ben.id) }
        }
    }
}
