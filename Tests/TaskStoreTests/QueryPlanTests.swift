import Domain
import SQLite
import TaskDomain
import Testing
import TestingElwosa

@testable import Store
@testable import TaskStore

/// The plans of SQLite for the lists that people open every day, a million tasks or not.
@Suite("The plans of the usual statements")
struct QueryPlanTests {
    @Test(
        "read along an index or the newest first, and sort nothing",
        arguments: [
            "", "status:open", "is:active", "project:#1", "inbox:me", "inbox:me is:open", "project:none", "label:bug",
            "is:mine", "is:open", "id:7",
            "-is:done assignee:none", "has:due", "sort:due", "is:open sort:due", "is:open sort:priority,due",
        ])
    func lists(text: String) async throws {
        try await withSite { site in
            let plan = try self.plan(text, site)
            #expect(!plan.contains { $0.contains("TEMP B-TREE FOR ORDER BY") }, "\(plan)")
            #expect(!plan.contains { $0.hasPrefix("SCAN taskSearch") }, "\(plan)")
        }
    }

    @Test(
        "begin a search in the full-text index",
        arguments: ["milk", "milk is:open sort:due", "\"oat milk\" -label:bug"])
    func searches(text: String) async throws {
        try await withSite { site in
            let plan = try self.plan(text, site)
            #expect(plan.contains { $0.contains("taskSearch VIRTUAL TABLE INDEX") }, "\(plan)")
            #expect(plan.contains { $0.hasPrefix("SEARCH task USING INTEGER PRIMARY KEY") }, "\(plan)")
        }
    }

    private func plan(_ text: String, _ site: TestSite) throws -> [String] {
        let query = TaskQuery(try TaskFilter(parsing: text), frame: DayFrame(utc: site.clock.now))
        return try site.store.database.read { tx in
            let asked = try ListConditions(query.filter, query.frame, Access(Person.ada.caller), tx)
            let statement = try ListStatement(query, asked, rows: query.limit + 1, tx)
            return try tx.all(SQL(composed: "EXPLAIN QUERY PLAN " + statement.text), values: statement.values) { row in
                try row[3]
            }
        }
    }

    @Test("of the dashboard use an index each")
    func dashboard() async throws {
        try await withSite { site in
            try site.store.database.read { tx in
                for list in [
                    OverviewSections.overdue, OverviewSections.dueToday, OverviewSections.status, OverviewSections.own,
                    OverviewSections.done,
                ] {
                    let count = (1...9).last { list.text.contains("?\($0)") }!
                    let plan: [String] = try tx.all(
                        SQL(composed: "EXPLAIN QUERY PLAN " + list.text), values: Array(repeating: nil, count: count)
                    ) { try $0[3] }
                    #expect(plan.contains { $0.hasPrefix("SEARCH task USING INDEX taskBy") }, "\(list.text): \(plan)")
                    #expect(!plan.contains { $0.hasPrefix("SCAN task") }, "\(list.text): \(plan)")
                }
            }
        }
    }
}
