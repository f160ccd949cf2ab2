import Domain
import SQLite
import TaskDomain
import Testing
import TestingElwosa

@testable import Store
@testable import TaskStore

@Suite("Boards")
struct BoardTests {
    @Test("each task stands in the lane of its status, the most urgent and then the earliest due first")
    func statuses() async throws {
        try await withSite { site in
            try site.make(.task("late"))
            try site.make(Self.due("2026-11-30"))
            try site.make(Self.due("2026-11-28"))
            try site.make(.task("urgent", priority: .urgent))
            try site.make(.task("going", status: .active))
            try site.make(.task("done", status: .done))
            try site.make(.task("dropped", status: .dropped))
            let board = try Self.board(.status, "", site)
            #expect(board.lanes.map(\.value) == [.status(.open), .status(.active), .status(.waiting), .status(.done)])
            #expect(
                board.lanes.map { $0.tasks.map(\.title) } == [
                    ["urgent", "2026-11-28", "2026-11-30", "late"], ["going"], [], ["done"],
                ])
        }
    }

    @Test("what is done lately comes first")
    func done() async throws {
        try await withSite { site in
            for title in ["first", "second"] {
                try site.make(.task(title, status: .done, priority: title == "first" ? .urgent : .low))
                site.clock.advance(seconds: 60)
            }
            #expect(try Self.board(.status, "", site).lanes[3].tasks.map(\.title) == ["second", "first"])
        }
    }

    @Test("a lane shows as many as are asked for, says that there are more, and every card is whole")
    func limit() async throws {
        try await withSite { site in
            var draft = try TaskDraft.task("Task", steps: ["One"])
            draft.labels = ["bug"]
            for _ in 0..<4 { try site.make(draft) }
            let lane = try Self.board(.status, "", site, limit: 3).lanes[0]
            #expect(lane.tasks.map(\.id) == [4, 3, 2] && lane.hasMore)
            #expect(lane.tasks.allSatisfy { $0.steps.count == 1 && $0.labels.map(\.name) == ["bug"] })
            #expect(try !Self.board(.status, "", site, limit: 4).lanes[0].hasMore)
        }
    }

    @Test("lanes of priorities, projects and people have what is still to do, and what is over where it is asked for")
    func others() async throws {
        try await withSite { site in
            let garden = try site.store.projects.createProject(ProjectDraft(name: "Garden"), by: Self.change(site))
            try Self.make(site, "mine", project: garden.project.id, assignees: ["Ada"])
            try Self.make(site, "both", assignees: ["Ada", "Ben"])
            try Self.make(site, "nobody's", status: .waiting)
            try Self.make(site, "over", status: .done)
            let people = try Self.board(.assignee, "", site)
            #expect(people.lanes.map { Self.name($0.value) } == ["Ada", "Ben", "-"])
            #expect(people.lanes.map { $0.tasks.map(\.title) } == [["both", "mine"], ["both"], ["nobody's"]])
            let projects = try Self.board(.project, "", site)
            #expect(projects.lanes.map { Self.name($0.value) } == ["Garden", "-"])
            #expect(projects.lanes.map { $0.tasks.map(\.title) } == [["mine"], ["nobody's", "both"]])
            let priorities = try Self.board(.priority, "", site)
            #expect(priorities.lanes.map(\.tasks.count) == [0, 0, 3, 0, 0])
            #expect(try Self.board(.priority, "is:done", site).lanes[2].tasks.map(\.title) == ["over"])
        }
    }

    @Test("a filter holds in every lane, words too", arguments: BoardField.allCases)
    func filtered(field: BoardField) async throws {
        try await withSite { site in
            try Self.make(site, "milk", assignees: ["Ada"], labels: ["shop"])
            try Self.make(site, "bread", assignees: ["Ada"], labels: ["shop"])
            try Self.make(site, "milk tooth", assignees: ["Ada"])
            for (query, titles) in [
                ("milk", ["milk", "milk tooth"]), ("label:shop", ["bread", "milk"]), ("milk label:shop", ["milk"]),
                ("-milk", ["bread"]), ("nothing", []),
            ] {
                let lanes = try Self.board(field, query, site).lanes
                #expect(lanes.flatMap(\.tasks).map(\.title).sorted() == titles, "\(query)")
            }
        }
    }

    @Test("nobody sees cards or lanes of projects of others, nor what waits for later", arguments: BoardField.allCases)
    func hidden(field: BoardField) async throws {
        try await withSite { site in
            let garden = try site.store.projects.createProject(ProjectDraft(name: "Garden"), by: Self.change(site))
            try Self.make(site, "secret", project: garden.project.id, assignees: ["Ada"])
            var later = try TaskDraft.task("later")
            later.waitUntil = .date(CivilDate(text: "2030-01-01")!)
            try site.make(later)
            let board = try Self.board(field, "", site, for: .ben)
            #expect(board.lanes.flatMap(\.tasks).isEmpty)
            #expect(!board.lanes.contains { Self.name($0.value) == "Garden" })
            #expect(try Self.board(field, "is:hidden", site).lanes.flatMap(\.tasks).map(\.title) == ["later"])
        }
    }

    @Test(
        "lanes are read in the order of an index: nothing is sorted, and no table is read from end to end",
        arguments: [BoardField.status, .priority, .project])
    func plan(field: BoardField) async throws {
        try await withSite { site in
            _ = try site.store.projects.createProject(ProjectDraft(name: "Garden"), by: Self.change(site))
            let query = BoardQuery(by: field, frame: DayFrame(utc: site.clock.now))
            let access = Access(Person.ada.caller)
            let plan = try site.store.database.read { tx in
                let statement = try BoardStatement(
                    try SQLiteTaskRepository.lanes(query, access, tx), query, access, tx)
                return try tx.all(
                    SQL(composed: "EXPLAIN QUERY PLAN " + statement.text), values: statement.values
                ) { row in try row[3] as String }
            }
            #expect(
                plan.count {
                    $0.contains("SEARCH task USING INDEX") || $0.contains("SCAN task USING INDEX taskByCompletion")
                } >= 4)
            #expect(!plan.contains { $0 == "SCAN task" || $0.contains("ORDER BY") }, "\(plan)")
        }
    }

    @Test("the board of one project is read by its own indices, what is done there too")
    func projectPlan() async throws {
        try await withSite { site in
            let filter = TaskFilter([.term(.project([.value(.id(1))]))])
            let query = BoardQuery(by: .status, filter, frame: DayFrame(utc: site.clock.now))
            let access = Access(Person.ada.caller)
            let plan = try site.store.database.read { tx in
                let statement = try BoardStatement(
                    try SQLiteTaskRepository.lanes(query, access, tx), query, access, tx)
                return try tx.all(
                    SQL(composed: "EXPLAIN QUERY PLAN " + statement.text), values: statement.values
                ) { row in try row[3] as String }
            }
            let byKind = "USING INDEX taskByProject (projectId=? AND status=? AND <expr>=?)"
            #expect(plan.count { $0.contains(byKind) } == 6, "\(plan)")
            #expect(plan.count { $0.contains("USING INDEX taskByProjectAndCompletion") } == 1, "\(plan)")
            #expect(!plan.contains { $0.contains("ORDER BY") }, "\(plan)")
        }
    }

    @Test(
        "the longest query is carried out on a board of as many lanes as there can be", arguments: BoardField.allCases)
    func longest(by field: BoardField) async throws {
        try await withSite { site in
            for number in 0...TaskBoard.laneLimit {
                _ = try site.store.projects.createProject(ProjectDraft(name: "P\(number)"), by: Self.change(site))
            }
            try Self.make(site, "Seen")
            for term in ["-is:subtask,blocked,blocking,parent", "-parent:1,2,3", "-inbox:Ben,Eve", "status:done,open"] {
                let members = term.count { $0 == "," } + 2
                let text = Array(repeating: term, count: TaskFilter.termLimit / members).joined(separator: " ")
                let filter = try TaskFilter(parsing: text)
                let board = try site.store.tasks.board(
                    BoardQuery(by: field, filter, frame: DayFrame(utc: site.clock.now)), for: Person.ada.caller)
                #expect(board.lanes.count { !$0.tasks.isEmpty } == 1, "\(term)")
            }
        }
    }

    private static func change(_ site: TestSite) -> Change { Change(by: Person.ada.caller, at: site.clock.now) }

    private static func due(_ day: String) throws -> TaskDraft {
        var draft = try TaskDraft.task(day)
        draft.dueAt = .date(CivilDate(text: day)!)
        return draft
    }

    private static func make(
        _ site: TestSite, _ title: String, status: TaskStatus = .open, project: Int64? = nil, assignees: [String] = [],
        labels: [String] = []
    ) throws {
        var draft = try TaskDraft.task(title, status: status)
        (draft.projectId, draft.assignees, draft.labels) = (project, assignees, labels)
        try site.make(draft)
    }

    private static func board(
        _ field: BoardField, _ query: String, _ site: TestSite, limit: Int = 50, for person: Person = .ada
    ) throws -> TaskBoard {
        try site.store.tasks.board(
            BoardQuery(
                by: field, try TaskFilter(parsing: query), frame: DayFrame(utc: site.clock.now), limit: limit),
            for: person.caller)
    }

    private static func name(_ value: TaskBoard.Value) -> String {
        switch value {
        case .project(let project): project?.name ?? "-"
        case .assignee(let account): account?.name ?? "-"
        case .status(let status): status.rawValue
        case .priority(let priority): priority.rawValue
        }
    }
}
