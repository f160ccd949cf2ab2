import Domain
import HouseStore
import JSON
import MemoryDomain
import MemoryFormats
import MemoryStore
import SQLite
import Store
import Testing
import TestingElwosa

@Suite("A space as a file")
struct SpaceFileTests {
    @Test("read into an empty space and written again is the same, and says the same of any moment", arguments: 1...20)
    func roundTrip(seed: Int) throws {
        let old = try MemoryHouse()
        var changes = RandomEntries(house: old, random: SeededRandom(seed: UInt64(seed)))
        for step in 1...60 { try changes.step(step) }
        try old.setRetention(nil)
        let file = try old.file()
        #expect(file.split(separator: "\n").count > 3)

        let new = try MemoryHouse()
        new.now = old.now
        let spaces = try [new.another(), new.another()]
        for (space, caller) in zip(spaces, [Person.ada.caller, .commandLine]) {
            #expect(try new.run(file, into: space, by: caller).unchanged == 0)
            #expect(try new.file(of: space) == file)
            #expect(try new.answers(RandomEntries.keys, of: space) == old.answers(RandomEntries.keys, of: old.space))
            #expect(try new.run(file, into: space, by: caller).taken == 0)
        }
        #expect(try new.rebuildDifferences() == [])
        #expect(try old.rebuildDifferences() == [])
    }

    @Test("has nothing of what was said before an entry was kept for long enough, and another has its key")
    func keptLongEnough() throws {
        let old = try MemoryHouse()
        try old.put("before", from: 0, until: nil)
        try old.setRetention(1)
        old.now = old.now.adding(days: 3)
        try old.put("after", from: nil, until: nil)
        try old.setRetention(nil)
        #expect(try old.text(validOn: 1, knownOn: nil) == nil)
        let file = try old.file()
        #expect(file.contains("after") && !file.contains("before"))
        let new = try MemoryHouse()
        new.now = old.now
        try new.take(file)
        #expect(try new.text(validOn: 1, knownOn: nil) == nil)
        #expect(try new.text(validOn: 1, knownOn: 1) == nil)
        #expect(try new.file() == file)
        #expect(try new.rebuildDifferences() == [])
    }

    @Test("has a log of a thousand lines once, and takes it in one request")
    func log() throws {
        let old = try MemoryHouse()
        try old.put("begin\n", from: nil, until: nil)
        for number in 1..<1_000 {
            _ = try old.memory.appendEntry(
                MemoryHouse.key, "line \(number) of what an agent did\n", of: old.space, by: old.change())
        }
        let file = try old.file()
        #expect(file.utf8.count < 1_000 * 300)
        let new = try MemoryHouse()
        let taken = try new.take(file)
        #expect(taken.taken == 1_000 && taken.unchanged == 0)
        #expect(try new.file() == file)
        let texts: Int? = try new.store.read { tx in try tx.value("SELECT count(*) FROM memoryText") }
        #expect(texts == 1)
        #expect(try new.take(file).unchanged == 1_000)
    }

    @Test("goes on through more pages than one, with entries and versions in their order")
    func pages() throws {
        let old = try MemoryHouse()
        for number in 1...450 {
            let draft = EntryDraft(EntryFields(content: .text("\(number)")))
            _ = try old.memory.putEntry(.named("k\(number)"), draft, of: old.space, by: old.change())
        }
        for number in 1...700 {
            old.now = old.now.adding(seconds: 1)
            try old.put(String(repeating: "\(number) ", count: 200), from: nil, until: nil)
        }
        let file = try old.file()
        let lines = file.split(separator: "\n")
        #expect(lines.count == 1 + 450 + 700)
        #expect(lines[450].contains(#""key":"k450""#) && lines[1_150].contains(#""version":700,"#))
        let new = try MemoryHouse()
        new.now = old.now
        #expect(try new.run(file).taken == 1_150)
        #expect(try new.file() == file)
    }

    @Test("an entry that is changed while the file is written comes once more, and is taken as it is then")
    func meanwhile() throws {
        let old = try MemoryHouse()
        try old.put("one", from: nil, until: nil)
        // More than one page has.
        for number in 1...250 {
            let draft = EntryDraft(EntryFields(content: .text("\(number)")))
            _ = try old.memory.putEntry(.named("k\(number)"), draft, of: old.space, by: old.change())
        }
        let space = try old.memory.space(old.space, for: Person.ada.caller).space
        var (bytes, isChanged) = ([UInt8](), false)
        try SpaceFile.write(space, from: old.memory, at: old.now, for: Person.ada.caller) { piece in
            bytes += piece
            guard !isChanged, bytes.count > 1_000 else { return }
            isChanged = true
            try old.put("two", from: nil, until: nil)
        }
        let file = String(decoding: bytes, as: UTF8.self)
        #expect(file.split(separator: "\n").count == 1 + 1 + 250 + 2)
        let new = try MemoryHouse()
        let taken = try new.take(file)
        #expect(taken.taken == 252 && taken.unchanged == 1)
        #expect(try new.text(validOn: nil, knownOn: nil) == "two")
        #expect(try new.file() == old.file())
    }

    @Test("has what is deleted, and nothing that has expired or that the reader does not reach")
    func reach() throws {
        let house = try MemoryHouse()
        try house.put("here", from: nil, until: nil)
        try house.delete()
        var fields = EntryFields(content: .text("short"))
        fields.expiresAt = house.now.adding(seconds: 10)
        _ = try house.memory.putEntry(.named("brief"), EntryDraft(fields), of: house.space, by: house.change())
        #expect(try house.file().contains("brief"))
        house.now = house.now.adding(seconds: 10)
        let file = try house.file()
        #expect(!file.contains("brief") && file.contains(#""deed":"deleted""#))
        #expect(throws: Failure.notFound) {
            try house.memory.exportVersions(of: house.space, at: house.now, for: Person.ben.caller) { _ in }
        }
        #expect(throws: Failure.notFound) { try house.take(file, by: Person.ben.caller) }
        try house.setRetention(1)
        house.now = house.now.adding(days: 2)
        // What is deleted is kept no longer than what is not.
        #expect(try !house.file().contains("deleted"))
    }
}
