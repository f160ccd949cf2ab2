import AuthDomain
import AuthStore
import Crypto
import Domain
import HouseStore
import SQLite
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

@Suite("Forgetting what has outlived its use")
struct SweepTests {
    private static let month: Int64 = 30 * 86_400

    private func change(_ site: TestSite) -> Change { Change(by: Person.ada.caller, at: site.clock.now) }

    @Test("the trash is erased after 30 days and not before; the chain holds, and the bodies are counted")
    func trash() async throws {
        try await withSite { site in
            let tasks = site.store.tasks
            let kept = try site.make(.task("Kept"))
            let gone = try site.make(.task("Gone", steps: ["One"]))
            _ = try tasks.addComment("A secret.", to: gone.id, by: change(site))
            try tasks.delete(gone.id, ifVersion: nil, by: change(site))
            site.clock.advance(seconds: Self.month)
            #expect(try sweep(site).waiting.tasks == 0)
            #expect(try tasks.trash(before: nil, limit: 9, for: .commandLine).map(\.id) == [gone.id])
            site.clock.advance(seconds: 60)
            #expect(try sweep(site).waiting.tasks == 1)
            site.clock.advance(seconds: 86_399)
            // A day after the sweep that did not find it yet.
            #expect(try sweep(site).gone.tasks == 0)
            site.clock.advance(seconds: 1)
            #expect(try site.store.sweepable(at: site.sweepTime).gone.tasks == 1)
            let mark = try site.lastEvent()
            #expect(try sweep(site).gone.tasks == 1)
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
        try await withSite { site in
            let drafts = try (1...1_200).map { BatchCommand.create(try .task("Task \($0)")) }
            let made = try site.store.tasks.batch(drafts, by: change(site)).tasks.compactMap { $0?.id }
            _ = try site.store.tasks.batch(made.map { .delete($0, ifVersion: nil) }, by: change(site))
            site.clock.advance(seconds: Self.month + 1)
            #expect(try site.sweepTwice().tasks == 1_200)
            let mark = try site.lastEvent()
            #expect(try sweep(site) == SweepOutcome())
            #expect(try site.lastEvent() == mark)
        }
    }

    @Test("what has expired goes, what may still count stays, and neither is an event")
    func expired() async throws {
        try await withSite { site in
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
            #expect(try site.store.sweepable(at: site.sweepTime) == SweepOutcome())
            site.clock.advance(seconds: 86_400)
            var expected = SweepCount()
            (expected.retries, expected.invitations, expected.counters) = (1, 1, 1)
            let mark = try site.lastEvent()
            #expect(try site.store.sweepable(at: site.sweepTime).waiting == expected)
            #expect(try site.sweepTwice() == expected)
            site.clock.advance(seconds: 29 * 86_400)
            #expect(try site.sweepTwice().sessions == Person.allCases.count)
            #expect(try site.events(after: mark) == [])
        }
    }

    @Test("a personal token goes 30 days after its end")
    func tokens() async throws {
        try await withSite { site in
            let token = NewPersonalToken(
                accountId: Person.ben.id, name: "x", tokenHash: [UInt8](repeating: 1, count: 32), scopes: [.tasksRead],
                expiresAt: site.clock.now)
            _ = try site.store.accounts.makePersonalToken(token, by: Change(by: .commandLine, at: site.clock.now))
            site.clock.advance(seconds: Self.month - 1)
            #expect(try site.sweepTwice().tokens == 0)
            #expect(try site.sweepTwice().tokens == 1)
        }
    }

    @Test("a clock that is 40 days ahead for less than a day erases nothing, however often it is swept")
    func clockAhead() async throws {
        try await withSite { site in
            let task = try site.make(.task("Kept"))
            try site.store.tasks.delete(task.id, ifVersion: nil, by: change(site))
            var uptime: Int64 = 50
            for hour in 0..<100 {
                // Right for an hour, ahead for twenty-three, and so on.
                let ahead = hour % 24 == 0 ? 0 : 40 * 86_400 as Int64
                let now = TestClock.start.adding(seconds: Int64(hour) * 3_600 + ahead)
                #expect(try site.store.sweep(by: .commandLine, at: SweepTime(now, uptime: uptime)).gone == SweepCount())
                uptime += 3_600
            }
            #expect(try site.store.tasks.trash(before: nil, limit: 9, for: .commandLine).count == 1)
        }
    }

    @Test("a day counts by the clock that nobody sets, summed across restarts of the machine")
    func restarts() async throws {
        try await withSite { site in
            let now = site.clock.now
            try expire(site)
            // Ten days by the wall clock alone, in which the machine was off or the clock was set; then it was started anew.
            for (seconds, uptime, gone) in [
                (0, 7_200, 0), (864_000, 7_300, 0), (870_000, 3_600, 0), (910_000, 39_600, 0), (957_000, 86_299, 0),
                (957_001, 86_300, 1),
            ] as [(Int64, Int64, Int)] {
                let time = SweepTime(now.adding(seconds: seconds), uptime: uptime)
                #expect(try site.store.sweep(by: .commandLine, at: time).gone.invitations == gone)
            }
        }
    }

    @Test("a step back of the clock begins the day anew, a second or two do not", arguments: [3_600, 60, 11, 9, 1])
    func stepBack(seconds: Int64) async throws {
        try await withSite { site in
            let now = site.clock.now
            try expire(site)
            _ = try site.store.sweep(by: .commandLine, at: SweepTime(now, uptime: 0))
            let noon = SweepTime(now.adding(seconds: 43_200 - seconds), uptime: 43_200)
            _ = try site.store.sweep(by: .commandLine, at: noon)
            let night = SweepTime(now.adding(seconds: 86_400), uptime: 86_400)
            #expect(try site.store.sweep(by: .commandLine, at: night).gone.invitations == (seconds > 10 ? 0 : 1))
            let tomorrow = SweepTime(now.adding(seconds: 129_600), uptime: 129_600)
            #expect(try site.store.sweep(by: .commandLine, at: tomorrow).gone.invitations == (seconds > 10 ? 1 : 0))
        }
    }

    @Test("marks that no later sweep can count from do not pile up")
    func marks() async throws {
        try await withSite { site in
            for minute in 0..<4_000 as Range<Int64> {
                let now = SweepTime(TestClock.start.adding(seconds: minute * 30), uptime: minute * 30)
                _ = try site.store.sweep(by: .commandLine, at: now)
            }
            let count = try site.store.database.read { tx in try tx.value("SELECT count(*) FROM sweepMark") ?? 0 }
            #expect(count <= 1_442)
        }
    }

    private func sweep(_ site: TestSite) throws -> SweepOutcome {
        try site.store.sweep(by: Person.ada.caller, at: site.sweepTime)
    }

    /// A link that is over.
    private func expire(_ site: TestSite) throws {
        try site.store.database.write { [now = site.clock.now] tx in
            _ = try tx.run(
                """
                INSERT INTO invitation (tokenHash, kind, role, createdBy, createdAt, expiresAt)
                VALUES (?, 'invitation', 'member', 'account:1', ?2, ?2)
                """, [UInt8](repeating: 1, count: 32), now)
        }
    }
}
