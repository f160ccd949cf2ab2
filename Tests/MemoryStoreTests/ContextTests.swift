import Domain
import MemoryDomain
import MemoryStore
import Store
import TestingElwosa
import Testing

@Suite("What an agent is told")
struct ContextTests {
    private func context(
        _ house: MemoryHouse, _ text: String = "boat", budget: Int = 1_000, by person: Person = .ada,
        _ change: (inout EntryQuestion) -> Void = { _ in }
    ) throws -> PackedContext {
        var question = EntryQuestion(text, today: house.now.day)
        change(&question)
        return try house.memory.context(
            ContextRequest(question, budget: budget), at: house.now, for: person.caller)
    }

    private func keys(_ context: PackedContext) -> [String] { context.items.map(\.entry.key) }

    private func rule(_ house: MemoryHouse, _ key: String, _ text: String, in space: Int64? = nil) throws {
        try house.put(key: key, text, in: space) { $0.kind = .instruction }
    }

    @Test("has instructions and preferences that share no word with the question, as they are now")
    func standing() throws {
        let house = try MemoryHouse()
        try house.put(key: "boat", "The boat is blue.")
        try house.put(key: "other", "Nothing of it.")
        try rule(house, "style", "Answer in verse.")
        try house.put(key: "tea", "Ada likes tea.") { $0.kind = .preference }
        #expect(try keys(context(house)) == ["style", "tea", "boat"])
        try rule(house, "style", "Answer in prose.")
        #expect(try context(house).items.first?.text == "Answer in prose.")
        try house.put(key: "tea", "Ada likes tea.") { $0.kind = .fact }
        #expect(try keys(context(house)) == ["style", "boat"])
        try house.put(key: "boat", "Paint boats blue.") { $0.kind = .instruction }
        #expect(try context(house).items.map(\.reason) == [.standing, .standing])
        _ = try house.memory.deleteEntry("style", of: house.space, by: house.change())
        #expect(try keys(context(house)) == ["boat"])
    }

    @Test("tells the newest reading where there is room for one")
    func newest() throws {
        let house = try MemoryHouse()
        for (place, key) in ["a", "b", "c"].enumerated() {
            house.now = house.now.adding(days: 1)
            try rule(house, key, "Rule \(place) of something or other, \(key).")
        }
        house.now = house.now.adding(days: 1)
        try rule(house, "a", "Rule of something else now, and newly read.")
        let one = try context(house).items.map(\.tokens).max() ?? 0
        let told = try context(house, budget: one * 2 + 1)
        #expect(keys(told) == ["a"])
        #expect(told.leftOut.map(\.candidate.entry.key) == ["c", "b"])
    }

    @Test("does not answer every question with a document that calls itself an instruction")
    func long() throws {
        let house = try MemoryHouse()
        try rule(house, "handbook", String(repeating: "Keep the boat dry. ", count: 300))
        #expect(try keys(context(house, "something else")) == [])
        #expect(try context(house).items.map(\.reason) == [.found])
    }

    @Test("has nothing of a space that the caller does not reach, and refuses it as absent")
    func reach() throws {
        let house = try MemoryHouse()
        let bens = try house.space(of: .ben)
        try house.put(key: "k", "The boat is Ben's.", in: bens, by: .ben) { $0.kind = .instruction }
        #expect(try context(house).items.isEmpty && context(house).leftOut.isEmpty)
        #expect(throws: Failure.self) { try context(house) { $0.spaces = [bens] } }
        #expect(try keys(context(house, by: .ben)) == ["k"])
    }

    @Test("has nothing that has expired, from that second on")
    func expired() throws {
        let house = try MemoryHouse()
        for (key, kind) in [("boat", EntryKind.fact), ("rule", .instruction)] {
            try house.put(key: key, "The boat.") { fields in
                (fields.kind, fields.expiresAt) = (kind, house.now.adding(seconds: 60))
                fields.speaker = key
            }
        }
        #expect(try keys(context(house)) == ["rule", "boat"])
        house.now = house.now.adding(seconds: 60)
        #expect(try keys(context(house)) == [])
    }

    @Test("tells what stood at another time, also of rules")
    func otherTimes() throws {
        let house = try MemoryHouse()
        try rule(house, "style", "Answer in verse.")
        let then = house.now
        house.now = house.now.adding(days: 2)
        try rule(house, "style", "Answer in prose.")
        #expect(try context(house).items.map(\.text) == ["Answer in prose."])
        #expect(try context(house) { $0.time = EntryTime(validAt: then) }.items.map(\.text) == ["Answer in verse."])
        #expect(try context(house) { $0.time = EntryTime(knownAt: then) }.items.map(\.text) == ["Answer in verse."])
    }

    @Test("brings what contradicts an entry, from either side, and nothing from where the caller does not reach")
    func contradictions() throws {
        let house = try MemoryHouse()
        let bens = try house.space(of: .ben)
        try house.put(key: "hidden", "Not so.", in: bens, by: .ben) {
            $0.links = [MemoryLink(kind: "contradicts", to: .entry(space: house.space, key: "boat"))]
        }
        try house.put(key: "boat", "The boat is blue.") {
            $0.links = [MemoryLink(kind: "contradicts", to: .entry(space: bens, key: "hidden"))]
        }
        #expect(try keys(context(house)) == ["boat"])
        try house.put(key: "paint", "It was painted red in spring.") {
            $0.links = [MemoryLink(kind: "contradicts", to: .entry(space: house.space, key: "boat"))]
        }
        #expect(try keys(context(house)) == ["boat", "paint"])
        #expect(try context(house).items.map(\.reason) == [.found, .contradicts])
        #expect(try context(house, "painted").items.map(\.reason) == [.contradicts, .found])
        try house.put(key: "paint", "It was painted red in spring.")
        #expect(try keys(context(house)) == ["boat"])
    }

    @Test("brings what contradicts an entry, however many others say so where the caller does not reach")
    func crowd() throws {
        let house = try MemoryHouse()
        let bens = try house.space(of: .ben)
        try house.put(key: "boat", "The boat is blue.")
        try house.put(key: "paint", "It was painted red in spring.") {
            $0.links = [MemoryLink(kind: "contradicts", to: .entry(space: house.space, key: "boat"))]
        }
        for number in 1...20 {
            try house.put(key: "k\(number)", "Not so.", in: bens, by: .ben) {
                $0.links = [MemoryLink(kind: "contradicts", to: .entry(space: house.space, key: "boat"))]
            }
        }
        #expect(try keys(context(house)) == ["boat", "paint"])
    }

    @Test("is noted as handed out for what it tells, and not for what it leaves out")
    func readings() throws {
        let house = try MemoryHouse()
        let patch = try SpacePatch(name: nil, retentionDays: nil, notesReaders: true)
        _ = try house.memory.updateSpace(house.space, patch, by: house.change())
        try house.put(key: "one", "The boat is here.")
        try house.put(key: "two", String(repeating: "The boat and more. ", count: 20))
        let memory = house.store.memory(readings: house.readings)
        let request = try ContextRequest(EntryQuestion("boat", today: house.now.day), budget: 30)
        let told = try memory.context(request, at: house.now, for: Person.ada.caller)
        #expect(keys(told) == ["one"] && told.leftOut.count == 1)
        try house.store.write(house.readings)
        let noted = try memory.readings(of: house.space, after: nil, limit: 10, for: Person.ada.caller).readings
        #expect(noted.flatMap(\.keys) == ["one"])
    }

    @Test("asks for a budget within its bounds")
    func bounds() throws {
        let question = EntryQuestion("boat", today: MemoryHouse.start.day)
        for budget in [-1, 200_001] {
            let failure = #expect(throws: Failure.self) { try ContextRequest(question, budget: budget) }
            #expect(failure?.field == "budget")
        }
        let failure = #expect(throws: Failure.self) {
            try ContextRequest(EntryQuestion(" ", today: MemoryHouse.start.day), budget: 1)
        }
        #expect(failure?.field == "question")
    }
}
