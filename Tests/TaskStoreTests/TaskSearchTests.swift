import Domain
import SQLite
import TaskDomain
import Testing
import TestingElwosa

@testable import Store
@testable import TaskStore

@Suite("A search")
struct TaskSearchTests {
    private func by(_ site: TestSite) -> Change { Change(by: Person.ada.caller, at: site.clock.now) }

    private func page(
        _ text: String, _ site: TestSite, for person: Person = .ada, after: String? = nil, limit: Int = 200,
        forgiving: Bool = false
    ) throws -> TaskPage {
        var query = TaskQuery(
            try TaskFilter(parsing: text), frame: DayFrame(utc: site.clock.now), after: after, limit: limit)
        query.isForgiving = forgiving
        return try site.store.tasks.list(query, for: person.caller)
    }

    private func titles(_ text: String, _ site: TestSite, for person: Person = .ada) throws -> [String] {
        try page(text, site, for: person).tasks.map(\.title)
    }

    @Test("has whole words before beginnings, these before parts, and last what is spread over a task and its comments")
    func order() async throws {
        try await withSite { site in
            let spread = try site.make(.task("Garage")).id
            _ = try site.store.tasks.addComment("reifen wechseln", to: spread, by: by(site))
            for title in ["Winterreifen wechseln", "Reifenwechsel wechseln", "Reifen wechseln"] {
                try site.make(.task(title))
            }
            #expect(
                try titles("reifen wechseln", site)
                    == ["Reifen wechseln", "Garage", "Reifenwechsel wechseln", "Winterreifen wechseln"])
            #expect(try titles("garage reifen", site) == ["Garage"])
            #expect(try titles("garage reifen sort:title", site) == ["Garage"])
            #expect(try titles("winter reifen", site) == ["Winterreifen wechseln"])
        }
    }

    @Test("has what is done, dropped or hidden below the rest, however well it fits")
    func below() async throws {
        try await withSite { site in
            let done = try site.make(.task("milk")).id
            var hidden = try TaskDraft.task("milk")
            hidden.waitUntil = .date(CivilDate(text: "2030-01-01")!)
            let later = try site.make(hidden).id
            let open = try site.make(.task("buttermilk")).id
            _ = try site.store.tasks.complete(done, force: false, ifVersion: nil, by: by(site))
            let found = try page("milk", site).tasks.map(\.id)
            #expect(found.first == open && Set(found) == [open, done, later])
            #expect(try page("milk sort:title", site).tasks.map(\.id).contains(later) == false)
        }
    }

    @Test("finds words of steps and comments as long as they are there")
    func parts() async throws {
        try await withSite { site in
            let id = try site.make(try TaskDraft(title: "Trip", steps: ["Book hotel", "Pack"])).id
            let comment = try site.store.tasks.addComment("ask about breakfast", to: id, by: by(site)).comment
            #expect(try titles("hotel", site) == ["Trip"] && titles("breakfast trip", site) == ["Trip"])
            #expect(try titles("\"hotel pack\"", site) == [])
            _ = try site.store.tasks.updateComment(comment.id, of: id, "ask about dinner", by: by(site))
            #expect(try titles("breakfast", site) == [] && titles("dinner", site) == ["Trip"])
            try site.store.tasks.removeComment(comment.id, of: id, by: by(site))
            #expect(try titles("dinner", site) == [])
            let task = try site.store.tasks.find(id, for: Person.ada.caller)
            _ = try site.store.tasks.removeStep(task.steps[0].id, of: id, ifVersion: nil, by: by(site))
            #expect(try titles("hotel", site) == [] && titles("pack", site) == ["Trip"])
            try site.store.tasks.delete(id, ifVersion: nil, by: by(site))
            #expect(try titles("pack", site) == [])
            #expect(try TaskInvariants.faults(site.store) == [])
        }
    }

    @Test(
        "forgives one slip where it finds nothing, and says by what it found",
        arguments: [
            "winterreifn", "wintrereifen", "winterreifenn", "wonterreifen", "winterreiffen",
        ])
    func slip(typed: String) async throws {
        try await withSite { site in
            try site.make(.task("Winterreifen wechseln"))
            let found = try page("\(typed) wechseln", site, forgiving: true)
            #expect(found.tasks.map(\.title) == ["Winterreifen wechseln"] && found.instead != nil)
            #expect(try page("\(typed) wechseln", site).tasks.isEmpty)
            #expect(try page("\"\(typed)\"", site, forgiving: true).tasks.isEmpty)
        }
    }

    @Test("shows nobody by a slip what is out of sight, and takes what is hidden from them for nothing")
    func slipOutOfSight() async throws {
        try await withSite { site in
            try site.make(.task("Winterreifen"), by: .ada)
            try site.make(.task("Winterreifn"), by: .ada)
            #expect(try page("winterreifan", site, for: .ben, forgiving: true) == TaskPage(tasks: [], next: nil))
            try site.make(.task("Winterreise"), by: .ben)
            #expect(try page("winterreifn", site, for: .ben, forgiving: true).tasks.isEmpty)
            try site.make(.task("Winterreifchen"), by: .ben)
            try site.make(.task("Winterreifen alt"), by: .ben)
            #expect(
                try page("winterreifn", site, for: .ben, forgiving: true).tasks.map(\.title) == ["Winterreifen alt"])
        }
    }

    @Test("is on a board what it is in a list, spread over a task and its comments too")
    func board() async throws {
        try await withSite { site in
            let spread = try site.make(.task("Garage")).id
            _ = try site.store.tasks.addComment("reifen wechseln", to: spread, by: by(site))
            try site.make(.task("Garage und Reifen"))
            for query in ["garage reifen", "reifen", "garage"] {
                let filter = try TaskFilter(parsing: query)
                let board = try site.store.tasks.board(
                    BoardQuery(by: .status, filter, frame: DayFrame(utc: site.clock.now)), for: Person.ada.caller)
                let cards = board.lanes.flatMap(\.tasks).map(\.id)
                #expect(try Set(cards) == Set(page(query, site).tasks.map(\.id)) && cards.count == 2, "\(query)")
            }
        }
    }

    @Test("names no spelling that only others have, and finds one's own however many of theirs are nearer")
    func othersWords() async throws {
        try await withSite { site in
            try site.make(.task("Winterreiben"), by: .ada)
            for letter in "abcdefgh" { try site.make(.task("Winterrei\(letter)en"), by: .ada) }
            try site.make(.task("Winterreifen"), by: .ben)
            let found = try page("winterreixen", site, for: .ben, forgiving: true)
            #expect(found.tasks.map(\.title) == ["Winterreifen"] && found.instead?.text == "winterreifen")
        }
    }

    @Test("finds every title by itself, whatever is in it")
    func titles() async throws {
        let pieces = [
            "Licht", "-aus", "oder", "or", "und", "\"", "\"\"", "(", ")", "((((((((((((", "->", "+++", "C++", "#7",
            "27\"", "is",
            "Label", "…", "–", "🚀", "№", "100%", "Über", "日本", "e.g.", "_x_", "\\", "'", "“x”", ",", "@ben", "*", "-",
            "'n'",
            "Default", "<b>", "&amp;", "ﬁn", "a\u{301}", "\u{200d}", "1.5", "~", "=", "!?",
        ]
        try await withSite { site in
            var random = SeededRandom(seed: 13)
            for _ in 0..<100 {
                let count = Int.random(in: 1...8, using: &random)
                let text = (0..<count).map { _ in pieces.randomElement(using: &random)! }.joined(separator: " ")
                guard let draft = try? TaskDraft.task(text), TaskTerm.phrase(draft.title).pattern != nil else {
                    continue
                }
                let id = try site.make(draft).id
                let found = try page(draft.title, site, forgiving: true)
                // What is a number alone is that task; a minus leaves out, where something is found without it.
                let filter = try TaskFilter(parsing: draft.title)
                guard draft.title != "#7", found.instead != nil || !filter.terms.contains(where: \.isNegated) else {
                    continue
                }
                #expect(found.tasks.contains { $0.id == id }, "\(draft.title)")
            }
        }
    }

    @Test("is read page by page: every task once, also where more are found than one window has")
    func pages() async throws {
        try await withSite { site in
            let now = site.clock.now
            for batch in 0..<5 {
                let lines = try (0..<500).map { number in
                    var draft = try TaskDraft(title: number % 2 == 0 ? "milk \(batch)" : "milkshake \(number)")
                    draft.externalId = "\(batch)-\(number)"
                    var line = ImportedTask(
                        draft: draft, createdAt: now, updatedAt: now, completedAt: number % 5 == 0 ? now : nil)
                    if number % 7 == 0 {
                        line.comments = [ImportedComment(author: "Eve", text: "milk", createdAt: now)]
                    }
                    return line
                }
                _ = try site.store.tasks.importTasks(lines, by: by(site))
            }
            var (seen, after): ([TaskItem.ID], String?) = ([], nil)
            repeat {
                let found = try page("milk", site, after: after)
                seen += found.tasks.map(\.id)
                after = found.next
            } while after != nil
            #expect(seen.count == 2_500 && Set(seen).count == 2_500)
            let first = try page("milk", site, limit: 50).tasks
            #expect(first.allSatisfy { $0.status.isLive })
            let query = TaskQuery(try TaskFilter(parsing: "milk"), frame: DayFrame(utc: now))
            let exported = try site.store.tasks.exportTasks(query, after: 0, limit: 5_000, for: Person.ada.caller)
            #expect(exported.map(\.task.id) == seen.sorted())
        }
    }

    @Test("of many words none is looked for within longer ones, and only the first few are spelled anew")
    func many() async throws {
        try await withSite { site in
            let others = (1...8).map { "other\($0)" }
            try site.make(.task("Winterreifen " + others.joined(separator: " ")))
            let few = (["reifen"] + others.dropLast()).joined(separator: " ")
            #expect(try titles(few, site).count == 1)
            #expect(try titles((["reifen"] + others).joined(separator: " "), site).isEmpty)
            let slips = others.map { "x" + $0 }
            #expect(try page(slips.prefix(4).joined(separator: " "), site, forgiving: true).tasks.count == 1)
            #expect(try page(slips.prefix(5).joined(separator: " "), site, forgiving: true).tasks.isEmpty)
        }
    }

    @Test(
        "a page that goes on elsewhere is refused",
        arguments: ["x", "WzFd", "WzEsMiwzLDQsNSw2XQ", "WzksMCwwLDAsMCwwXQ"])
    func cursor(text: String) async throws {
        try await withSite { site in
            try site.make(.task("milk"))
            if text == "WzEsMiwzLDQsNSw2XQ" {
                _ = try page("milk", site, after: text)
                return
            }
            #expect(throws: Failure.self) { try page("milk", site, after: text) }
        }
    }
}
