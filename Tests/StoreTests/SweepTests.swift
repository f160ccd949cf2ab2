import Crypto
import Domain
import SQLite
import Store
import Testing
import TestingElwosa

@Suite("Forgetting what has outlived its use")
struct SweepTests {
    private static let month: Int64 = 30 * 86_400

    private func change(_ site: TestSite) -> Change { Change(by: Person.ada.caller, at: site.clock.now) }

    @Test("the trash is erased after 30 days and not before; the chain holds, and the bodies are counted")
    func trash() async throws {
        try await withSite(.direct) { site in
            let tasks = site.store.tasks
            let kept = try site.make(.task("Kept"))
            let gone = try site.make(.task("Gone", steps: ["One"]))
            _ = try tasks.addComment("A secret.", to: gone.id, by: change(site))
            try tasks.delete(gone.id, ifVersion: nil, by: change(site))
            site.clock.advance(seconds: Self.month)
            #expect(try site.store.sweep(by: change(site)).tasks == 0)
            #expect(try tasks.trash(before: nil, limit: 9, for: .commandLine).map(\.id) == [gone.id])
            site.clock.advance(seconds: 1)
            #expect(try site.store.sweepable(at: site.clock.now).tasks == 1)
            let mark = try site.lastEvent()
            #expect(try site.store.sweep(by: change(site)).tasks == 1)
            #expect(try site.events(after: mark) == ["task_purged"])
            let verdict = try site.store.events.verify()
            #expect(verdict.fault == nil && verdict.erasedBodies == 3)
            let said = try site.store.database.read {
                try $0.all("SELECT content FROM eventBody") { try $0[0] as String }
            }
            #expect(!said.contains { $0.contains("Gone") || $0.contains("secret") })
            #expect(throws: Failure.notFound) { try tasks.restore(gone.id, by: change(site)) }
            #expect(try tasks.history(of: kept.id, before: nil, limit: 9, for: .commandLine).count == 1)
        }
    }

    @Test("more than one batch goes at once, and a second sweep finds nothing")
    func batches() async throws {
        try await withSite(.direct) { site in
            let drafts = try (1...1_200).map { TaskCommand.create(try .task("Task \($0)")) }
            let made = try site.store.tasks.batch(drafts, by: change(site)).tasks.compactMap { $0?.id }
            _ = try site.store.tasks.batch(made.map { .delete($0, ifVersion: nil) }, by: change(site))
            site.clock.advance(seconds: Self.month + 1)
            #expect(try site.store.sweep(by: change(site)).tasks == 1_200)
            let mark = try site.lastEvent()
            #expect(try site.store.sweep(by: change(site)) == SweepCount())
            #expect(try site.lastEvent() == mark)
        }
    }

    @Test("what has expired goes, what may still count stays, and neither is an event")
    func expired() async throws {
        try await withSite(.direct) { site in
            let retry = RetryKey(key: "k", route: "POST /tasks", digest: [UInt8](repeating: 1, count: 32))
            _ = try site.store.tasks.create(
                .task("Once"), by: Change(by: Person.ada.caller, at: site.clock.now, retry: retry))
            try site.store.database.write { [now = site.clock.now] tx in
                for (place, days) in [1, 3].enumerated() {
                    try tx.run(
                        """
                        INSERT INTO invitation (tokenHash, kind, role, createdBy, createdAt, expiresAt)
                        VALUES (?, 'invitation', 'member', 'account:1', ?, ?)
                        """, [UInt8](repeating: UInt8(place), count: 32), now, now.adding(seconds: Int64(days) * 86_400)
                    )
                    try tx.run(
                        "INSERT INTO throttle (key, fadesAt, blockedUntil) VALUES (?, ?, ?)", "device:\(place)",
                        now, now.adding(seconds: Int64(days) * 86_400))
                }
            }
            #expect(try site.store.sweepable(at: site.clock.now) == SweepCount())
            site.clock.advance(seconds: 86_400)
            var expected = SweepCount()
            (expected.retries, expected.invitations, expected.counters) = (1, 1, 1)
            let mark = try site.lastEvent()
            #expect(try site.store.sweepable(at: site.clock.now) == expected)
            #expect(try site.store.sweep(by: change(site)) == expected)
            site.clock.advance(seconds: 29 * 86_400)
            #expect(try site.store.sweep(by: change(site)).sessions == Person.allCases.count)
            #expect(try site.events(after: mark) == [])
        }
    }
}
