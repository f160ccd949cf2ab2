import Domain
import MemoryDomain
import Store
import TestingElwosa
import Testing

@testable import MemoryStore

@Suite("The search among entries")
struct EntrySearchTests {
    private func keys(
        _ house: MemoryHouse, _ text: String, by person: Person = .ada,
        _ change: (inout EntryQuestion) -> Void = { _ in }
    ) throws -> [String] {
        try found(house, text, by: person, change).entries.map(\.entry.key)
    }

    private func found(
        _ house: MemoryHouse, _ text: String, by person: Person = .ada,
        _ change: (inout EntryQuestion) -> Void = { _ in }
    ) throws -> FoundEntries {
        var question = EntryQuestion(text, today: house.now.day)
        change(&question)
        return try house.memory.search(question, at: house.now, for: person.caller)
    }

    @Test("finds words in all their forms, in German and English, the rarer ones first")
    func words() throws {
        let house = try MemoryHouse()
        try house.put(key: "roof", "We painted the houses and the roof.")
        try house.put(key: "dach", "Wir haben die Häuser gestrichen, auch das Dach.")
        try house.put(key: "cat", "The cat was painted by a neighbour.")
        #expect(try keys(house, "Who paints a house?") == ["roof", "cat"])
        #expect(try keys(house, "Wann wurde das Haus gestrichen?").first == "dach")
        #expect(try keys(house, "HAEUSER").contains("dach"))
        #expect(try keys(house, "boat") == [])
        #expect(try keys(house, "?") == [])
    }

    @Test("finds a word within longer ones, and a longer one by the words that it is made of")
    func parts() throws {
        let house = try MemoryHouse()
        try house.put(key: "tyres", "Die Winterreifen liegen im Keller.")
        try house.put(key: "present", "Das Geschenk für Mama ist bestellt.")
        try house.put(key: "birthday", "Ihr Geburtstag ist am Samstag.")
        try house.put(key: "school", "He did his homework on the train.")
        #expect(try keys(house, "Wo sind die Reifen?") == ["tyres"])
        #expect(try keys(house, "Sommergeschenk") == [], "nobody speaks of summer")
        #expect(Set(try keys(house, "Geburtstagsgeschenk")) == ["present", "birthday"])
        #expect(try keys(house, "Is there work left?") == ["school"])
        #expect(try keys(house, "Eis, See, ome, ller") == [], "short words, and what no word begins or ends with")
        #expect(try found(house, "Reifen").entries.map(\.reasons.words) == [["winterreifen"]], "the word that is there")
        try house.put(key: "exact", "Neue Reifen kosten viel, und Winterreifen kosten mehr.")
        #expect(try keys(house, "Was kosten Reifen?") == ["exact", "tyres"])
    }

    @Test("knows the words of those spaces alone that somebody reaches")
    func partsOfOthers() throws {
        let house = try MemoryHouse()
        try house.put(key: "late", "The project is late.")
        try house.put(key: "longer", "Nobody likes projectmanagement.")
        let other = try house.space(of: .ben)
        try house.put(key: "theirs", "A hunter.", in: other, by: .ben)
        try house.put(key: "ours", "Another project.", in: other, by: .ben)
        func found() throws -> [[String]] {
            try ["hunterproject", "project"].map {
                try self.found(house, $0).entries.map { "\($0.entry.key) \($0.score)" }
            }
        }
        let before = try found()
        #expect(before.map(\.count) == [0, 2])
        // They come before the longer word of one's own, in whatever order words are looked at.
        for first in "abcdefghi" {
            let words = "abcdefghijklmnopqrstuvwxyz".map { "projecta\(first)\($0) \($0)\(first)aproject" }
            try house.put(key: "words-\(first)", words.joined(separator: " "), in: other, by: .ben)
        }
        #expect(try found() == before)
        #expect(try keys(house, "hunterproject", by: .ben).contains("theirs"))
    }

    @Test("says by what each was found")
    func reasons() throws {
        let house = try MemoryHouse()
        for number in 1...8 { try house.turn(number % 2 == 0 ? "Ada" : "Ben", "Well, number \(number) is fine.") }
        try house.turn("Ben", "Is the boiler mended?")
        try house.turn("Ada", "Thursday, they said.")
        let found = try found(house, "When will Ada's boiler be mended?").entries.prefix(2)
        #expect(found.map(\.entry.key) == ["chat:000009", "chat:000010"])
        #expect(found.map(\.reasons.words) == [["boiler", "mended"], []])
        #expect(found.last?.reasons.beside == ["boiler", "mended"])
        #expect(found.map(\.reasons.isSpeaker) == [false, true])
        #expect(found.allSatisfy { $0.score > 0 })
        #expect(found.map(\.text) == ["Is the boiler mended?", "Thursday, they said."])
    }

    @Test("does not count what stands beside it any more once that is over")
    func besideEnds() throws {
        let house = try MemoryHouse()
        var fields = EntryFields(content: .text("Is the boiler mended?"))
        (fields.kind, fields.expiresAt) = (.turn, house.now.adding(seconds: 60))
        let chat = try Conversation("chat")
        _ = try house.memory.putEntry(.turn(of: chat), EntryDraft(fields), of: house.space, by: house.change())
        try house.turn("Ada", "Thursday, they said.")
        #expect(try keys(house, "boiler") == ["chat:000001", "chat:000002"])
        house.now = house.now.adding(seconds: 60)
        #expect(try keys(house, "boiler") == [])
        #expect(try found(house, "boiler thursday").entries.first?.reasons.beside == [])
    }

    @Test("takes signs, quotation marks and words of any length as they come")
    func hostile() throws {
        let house = try MemoryHouse()
        try house.put(key: "a", "℅ Meier likes C++ and 1.5 % of \"it\".")
        for text in [
            "℅ Meier", "C++", "C#", "\"", "\"\"", "\" \" \".\" x", "NEAR(a b) AND OR NOT *", "a:b",
            String(repeating: "x", count: 5_000),
            "\u{e100}20250101", "\u{0}", String(repeating: "1 ", count: 3_000),
        ] { _ = try keys(house, text) }
        #expect(try keys(house, "℅ Meier") == ["a"])
        #expect(try keys(house, "C++") == ["a"])
        #expect(try keys(house, "C#") == [])
    }

    @Test("reads neighbours among spaces at once, and never one between them that the caller does not reach")
    func stretches() throws {
        let house = try MemoryHouse()
        var mine = [house.space]
        for number in 1...6 {
            let space = try house.space(of: number % 3 == 0 ? .ben : .ada, called: "S\(number)")
            try house.put(key: "k", "boat \(number)", in: space, by: number % 3 == 0 ? .ben : .ada)
            if number % 3 != 0 { mine.append(space) }
        }
        try house.put(key: "k", "boat")
        #expect(Set(try found(house, "boat").entries.map(\.entry.spaceId)) == Set(mine))
        #expect(try found(house, "boat").isBounded == false)
        let some = Set([mine[1], mine[3]])
        #expect(Set(try found(house, "boat") { $0.spaces = some }.entries.map(\.entry.spaceId)) == some)
    }

    @Test("names times as people do, and finds what was said then or speaks of then")
    func times() throws {
        let house = try MemoryHouse()
        try house.turn("Ada", "The drain is blocked again.", at: "2024-08-06T10:00:00Z")
        try house.turn("Ada", "The drain is fine.", at: "2024-10-02T10:00:00Z")
        try house.turn("Ada", "The drain was new last March.", at: "2024-10-20T10:00:00Z")
        let today = CivilDate(text: "2024-10-21")!
        func first(_ text: String) throws -> String? {
            try house.memory.search(EntryQuestion(text, today: today), at: house.now, for: Person.ada.caller).entries
                .first?.entry.key
        }
        #expect(try first("What about the drain in August?") == "chat:000001")
        #expect(try first("drain on 2 October") == "chat:000002")
        #expect(try first("drain in March 2024") == "chat:000003")
    }

    @Test("finds nothing in a space that the caller does not reach, and says no more of it than of none")
    func sight() throws {
        let house = try MemoryHouse()
        try house.put(key: "secret", "The safe is behind the clock.")
        #expect(try keys(house, "safe", by: .ben) == [])
        #expect(throws: Failure.notFound) { try keys(house, "safe", by: .ben) { $0.spaces = [house.space] } }
        #expect(throws: Failure.notFound) { try keys(house, "safe", by: .ben) { $0.spaces = [77] } }
        #expect(try keys(house, "safe") { $0.spaces = [house.space] } == ["secret"])
    }

    /// How rare a word is counts, and a word that only others have would be told by that.
    @Test("gives the same scores whatever stands in spaces that the caller does not reach")
    func scores() throws {
        let house = try MemoryHouse()
        for number in 1...5 { try house.put(key: "e\(number)", "The boat number \(number) is red.") }
        let before = try found(house, "red boat 3").entries.map(\.score)
        let other = try house.space(of: .ben)
        for number in 1...50 { try house.put(key: "b\(number)", "boat", in: other, by: .ben) }
        #expect(try found(house, "red boat 3").entries.map(\.score) == before)
    }

    @Test("finds an entry no more from the second in which it ends, is deleted or is erased")
    func ends() throws {
        let house = try MemoryHouse()
        try house.put(key: "short", "The code is 4711.") { $0.expiresAt = house.now.adding(seconds: 60) }
        try house.put(key: "gone", "The code was 4712.")
        try house.put(key: "erased", "The code will be 4713.")
        #expect(try keys(house, "code").count == 3)
        _ = try house.memory.deleteEntry("gone", of: house.space, by: house.change())
        try house.memory.eraseEntry("erased", of: house.space, by: house.change())
        #expect(try keys(house, "code") == ["short"])
        house.now = house.now.adding(seconds: 59)
        #expect(try keys(house, "code") == ["short"])
        house.now = house.now.adding(seconds: 1)
        #expect(try keys(house, "code") == [])
    }

    @Test("finds what was true or known at another time by its own words, and nothing of it today")
    func otherTimes() throws {
        let house = try MemoryHouse()
        let start = house.now
        try house.put(key: "home", "Ada lives in Paris.")
        house.now = start.adding(seconds: 10 * 86_400)
        try house.put(key: "home", "Ada lives in Berlin.")
        #expect(try keys(house, "Paris") == [])
        #expect(try keys(house, "Berlin") == ["home"])
        let then = EntryTime(knownAt: start.adding(seconds: 86_400))
        #expect(try keys(house, "Paris") { $0.time = then } == ["home"])
        #expect(try keys(house, "Berlin") { $0.time = then } == [])
        #expect(try keys(house, "Paris") { $0.time = EntryTime(validAt: start.adding(seconds: 86_400)) } == ["home"])
        _ = try house.memory.restoreEntry("home", version: 1, of: house.space, by: house.change())
        #expect(try keys(house, "Paris") == ["home"])
        #expect(try keys(house, "Berlin") == [])
    }

    @Test("looks only at what filters mean")
    func filters() throws {
        let house = try MemoryHouse()
        try house.put(key: "trip-a", "The ferry to Oslo leaves early.") { fields in
            (fields.kind, fields.tags, fields.source) = (.fact, ["norway"], "timetable")
        }
        try house.put(key: "b", "The ferry was full.") { $0.kind = .note }
        try house.turn("Ben", "I missed the ferry.", at: "2024-08-06T10:00:00Z")
        #expect(try keys(house, "ferry").count == 3)
        #expect(try keys(house, "ferry") { $0.filter.kinds = [.note] } == ["b"])
        #expect(try keys(house, "ferry") { $0.filter.tags = ["norway"] } == ["trip-a"])
        #expect(try keys(house, "ferry") { $0.filter.source = "timetable" } == ["trip-a"])
        #expect(try keys(house, "ferry") { $0.filter.speaker = "Ben" } == ["chat:000001"])
        #expect(try keys(house, "ferry") { $0.filter.prefix = "chat:" } == ["chat:000001"])
        #expect(try keys(house, "ferry") { $0.until = Instant(rfc3339: "2024-08-07T00:00:00Z") } == ["chat:000001"])
        #expect(try keys(house, "ferry") { $0.from = Instant(rfc3339: "2024-08-07T00:00:00Z") }.count == 2)
        // Tags, sources and keys lead to an entry as well.
        #expect(try keys(house, "norway").first == "trip-a")
        #expect(try keys(house, "trip").first == "trip-a")
    }

    @Test("finds the place in a long text, also in what was added to it")
    func passages() throws {
        let house = try MemoryHouse()
        let filler = (1...60).map { "Line \($0) tells nothing of any interest to anybody." }.joined(separator: "\n")
        try house.put(key: "log", filler)
        #expect(try keys(house, "lighthouse") == [])
        _ = try house.memory.appendEntry("log", "\nThe lighthouse was dark.", of: house.space, by: house.change())
        _ = try house.memory.appendEntry("log", "\n\(filler)", of: house.space, by: house.change())
        let hit = try #require(try found(house, "lighthouse").entries.first)
        #expect(hit.text.contains("The lighthouse was dark."))
        #expect(hit.text.utf8.count < 1_000)
        #expect(String(decoding: Array(hit.entry.fields.content.stored.utf8)[hit.bytes], as: UTF8.self) == hit.text)
    }

    @Test("finds a version that has the beginning of a text by that, and not by what was added later")
    func beginnings() throws {
        let house = try MemoryHouse()
        try house.put(key: "log", "The pump runs.")
        _ = try house.memory.appendEntry("log", " The valve leaks.", of: house.space, by: house.change())
        #expect(try keys(house, "valve") == ["log"])
        _ = try house.memory.restoreEntry("log", version: 1, of: house.space, by: house.change())
        #expect(try keys(house, "pump") == ["log"])
        #expect(try keys(house, "valve") == [])
    }

    @Test("finds what stands in quotation marks in any part of a long text")
    func phraseBehind() throws {
        let house = try MemoryHouse()
        let filler = String(repeating: "Nothing of the kind is said here at all. ", count: 20)
        try house.put(key: "long", "The boiler and its pump, a boiler. \(filler)\nThe heat pump is new. \(filler)")
        let found = try found(house, "boiler \"heat pump\"").entries
        #expect(found.map(\.entry.key) == ["long"])
        #expect(found.first?.text.contains("heat pump") == true)
    }

    @Test("gives the room that some spaces do not need to the others, whatever their order")
    func shares() throws {
        let house = try MemoryHouse()
        // Between each two of them is one that is out of reach, so that each is a stretch by itself.
        let full = try house.space(of: .ada, called: "Full")
        _ = try house.space(of: .ben, called: "Between")
        let empty = try house.space(of: .ada, called: "Empty")
        try house.put(key: "first", "boat and roof", in: full)
        for number in 0..<1_000 { try house.put(key: "k\(number)", "boat \(number)", in: full) }
        try house.put(key: "other", "boat", in: empty)
        let rows = try house.store.read { tx in
            var gathering = try PassageGathering(tx, spaces: [full, empty], isPastToo: false)
            return try gathering.passages(with: ["boat"], share: 1).ids.count
        }
        #expect(rows == 1_002, "half of what one word may have would be 750")
    }

    @Test("reads no more rows than it may, of what is shown and of what is past")
    func rowLimit() throws {
        let house = try MemoryHouse()
        for number in 0..<20 { try house.put(key: "k\(number)", "boat \(number)") }
        for number in 0..<20 { try house.put(key: "k\(number)", "boat, \(number)") }
        try house.store.read { tx in
            for rows in [1, 5, 30] {
                var gathering = try PassageGathering(tx, spaces: [house.space], isPastToo: true, rows: rows)
                let counts = try (1...3).map { try gathering.passages(with: ["boat"], share: 4 - $0).ids.count }
                #expect(counts.reduce(0, +) <= rows && gathering.rowsLeft >= 0, "\(rows): \(counts)")
                #expect(gathering.isBounded)
            }
        }
    }

    @Test("wants what stands in quotation marks word for word")
    func phrases() throws {
        let house = try MemoryHouse()
        try house.put(key: "a", "The red boat leaks.")
        try house.put(key: "b", "The boat is red.")
        #expect(try keys(house, "red boat").count == 2)
        #expect(try keys(house, "leaking \"red boat\"") == ["a"])
        #expect(try keys(house, "\"red boats\"") == [])
        #expect(try keys(house, "a \"red boat").count == 2)
    }

    @Test("refuses what contradicts itself, by its field")
    func refused() throws {
        let asked = EntryQuestion("boat", today: CivilDate(daysSince1970: 20_000))
        try asked.check()
        let wrong: [(String, (inout EntryQuestion) -> Void)] = [
            ("question", { $0 = EntryQuestion(" \n", today: $0.today) }),
            ("question", { $0 = EntryQuestion(String(repeating: "x", count: 16_385), today: $0.today) }),
            ("limit", { $0.limit = 0 }), ("limit", { $0.limit = 101 }), ("space", { $0.spaces = Set(1...201) }),
            ("after", { $0.after = "1.2" }),
            ("until", { ($0.from, $0.until) = (Instant(seconds: 5), Instant(seconds: 5)) }),
        ]
        for (field, change) in wrong {
            var question = asked
            change(&question)
            let failure = #expect(throws: Failure.self) { try question.check() }
            #expect(failure?.field == field && failure?.kind == .invalid)
        }
    }

    @Test("goes on with the words of what it found, where they lead to more")
    func related() throws {
        let house = try MemoryHouse()
        for number in 1...20 { try house.put(key: "n\(number)", "Nothing about number \(number), really.") }
        try house.put(key: "one", "Mr Okonkwo mended the harmonium.")
        try house.put(key: "two", "Okonkwo wants 300 for it.")
        let found = try found(house, "harmonium").entries
        #expect(found.map(\.entry.key) == ["one", "two"])
        #expect(found.last?.reasons.related == ["okonkwo"])
    }
}

extension MemoryHouse {
    func put(
        key: String, _ text: String, in space: Int64? = nil, by person: Person = .ada,
        _ change: (inout EntryFields) -> Void = { _ in }
    ) throws {
        var fields = EntryFields(content: .text(text))
        change(&fields)
        _ = try memory.putEntry(.named(key), EntryDraft(fields), of: space ?? self.space, by: self.change(person))
    }

    func turn(_ speaker: String, _ text: String, at moment: String? = nil) throws {
        var fields = EntryFields(content: .text(text))
        (fields.kind, fields.speaker, fields.at) = (.turn, speaker, moment.flatMap { Instant(rfc3339: $0) })
        _ = try memory.putEntry(.turn(of: Conversation("chat")), EntryDraft(fields), of: space, by: change())
    }

    func space(of person: Person, called name: String = "Notes") throws -> Int64 {
        try memory.createSpace(SpaceDraft(kind: .personal, name: name), by: change(person)).space.id
    }
}
