import Domain
import HouseStore
import MemoryDomain
import MemoryStore
import Testing
import TestingElwosa

/// What has come to its end is read by nobody, whichever way leads there.
@Suite("The end of an entry")
struct EntryEndTests {
    private let house: MemoryHouse
    private var ada: Caller { Person.ada.caller }

    init() throws {
        house = try MemoryHouse()
    }

    @discardableResult
    private func put(
        _ text: String, expiresIn seconds: Int64? = nil, key: String = "k", from: Instant? = nil, until: Instant? = nil
    ) throws -> EntryOutcome {
        var fields = EntryFields(content: .text(text))
        fields.expiresAt = seconds.map { house.now.adding(seconds: $0) }
        (fields.validFrom, fields.validUntil) = (from, until)
        let draft = EntryDraft(fields, saysFrom: from != nil || until != nil)
        return try house.memory.putEntry(.named(key), draft, of: house.space, by: house.change())
    }

    private func entry(_ key: String = "k") throws -> MemoryEntry {
        try house.memory.entry(key, of: house.space, .now, at: house.now, for: ada)
    }

    private func versions() throws -> [EntryVersion] {
        try house.memory.versions(of: "k", of: house.space, before: nil, limit: 9, at: house.now, for: ada)
    }

    private func pass(_ seconds: Int64) { house.now = house.now.adding(seconds: seconds) }

    private func expectGone() {
        for version: Int64 in [1, 2] {
            #expect(throws: Failure.notFound) {
                try house.memory.restoreEntry("k", version: version, of: house.space, by: house.change())
            }
        }
        #expect(throws: Failure.notFound) { try versions() }
        #expect(throws: Failure.notFound) { try entry() }
    }

    @Test("it is not restored, and its history is hidden, be it deleted before or not")
    func restored() throws {
        try put("one")
        try put("two", expiresIn: 60)
        pass(60)
        expectGone()
        house.now = house.now.adding(seconds: -1)
        _ = try house.memory.deleteEntry("k", of: house.space, by: house.change())
        #expect(try versions().count == 3)
        pass(1)
        expectGone()
        #expect(try house.rebuildDifferences() == [])
    }

    @Test("what is written under its key is another entry, without its past")
    func written() throws {
        try put("secret")
        let secret = try put("secret", expiresIn: 60)
        let known = house.now
        pass(60)
        let outcome = try put("new")
        #expect(outcome.entry.version == 1 && outcome.entry.createdAt == house.now)
        #expect(try versions().map(\.number) == [1])
        let then = EntryTime(validAt: nil, knownAt: known)
        #expect(throws: Failure.notFound) {
            try house.memory.entry("k", of: house.space, then, at: house.now, for: ada)
        }
        var query = EntryQuery()
        query.time = then
        #expect(try house.memory.entries(of: house.space, query, at: house.now, for: ada).entries == [])
        // Nor does it come back by undoing what was done to it or to the new one, or by a clock that is set back.
        #expect(throws: Failure.self) { try house.memory.undoEntries(#require(secret.change), by: house.change()) }
        _ = try house.memory.undoEntries(#require(outcome.change), by: house.change())
        #expect(throws: Failure.notFound) { try entry() }
        house.now = known
        query.time = .now
        #expect(try house.memory.entries(of: house.space, query, at: house.now, for: ada).entries == [])
        #expect(try house.rebuildDifferences() == [])
    }

    @Test("taking back a change does not bring back what would have ended since")
    func undone() throws {
        try put("one", expiresIn: 60)
        let change = try put("two").change
        pass(60)
        #expect(try entry().fields.content.stored == "two")
        _ = try house.memory.undoEntries(#require(change), by: house.change())
        #expect(throws: Failure.notFound) { try entry() }
    }

    @Test("taking back the change that ended it brings it back")
    func endUndone() throws {
        try put("one")
        var patch = EntryPatch()
        patch.expiresAt = .some(house.now.adding(seconds: 60))
        let change = try house.memory.patchEntry("k", patch, of: house.space, by: house.change()).change
        pass(60)
        _ = try house.memory.undoEntries(#require(change), by: house.change())
        #expect(try entry().fields.content.stored == "one" && entry().fields.expiresAt == nil)
    }

    @Test("is one for all of its time: a correction of the past leaves it alone, and what is shown says it")
    func corrected() throws {
        let end = house.now.adding(seconds: 60)
        try put("Berlin", expiresIn: 60)
        try put("Paris", from: house.now.adding(days: -20), until: house.now.adding(days: -10))
        #expect(try entry().fields.content.stored == "Berlin" && entry().fields.expiresAt == end)
        pass(60)
        #expect(throws: Failure.notFound) { try entry() }
    }

    @Test("of what was restored is that of the entry, so it can be changed")
    func changed() throws {
        try put("one", expiresIn: 60)
        try put("two")
        pass(60)
        _ = try house.memory.restoreEntry("k", version: 1, of: house.space, by: house.change())
        #expect(try entry().fields.content.stored == "one" && entry().fields.expiresAt == nil)
        var patch = EntryPatch()
        patch.tags = ["t"]
        #expect(try house.memory.patchEntry("k", patch, of: house.space, by: house.change()).change != nil)
    }

    @Test("by what its space keeps hides it wherever it would be shown")
    func kept() throws {
        try put("see [[other]]", key: "k")
        let patch = try SpacePatch(name: nil, retentionDays: .some(1), notesReaders: nil)
        _ = try house.memory.updateSpace(house.space, patch, by: house.change())
        pass(86_399)
        #expect(try house.memory.recentChanges(limit: 9, at: house.now, for: ada).count == 1)
        #expect(try backlinks("other") == ["k"])
        pass(1)
        #expect(try house.memory.recentChanges(limit: 9, at: house.now, for: ada).isEmpty)
        #expect(try backlinks("other") == [])
    }

    private func backlinks(_ key: String) throws -> [String] {
        try house.memory.backlinks(
            to: [.entry(space: house.space, key: key)], limit: 9, at: house.now, for: ada
        ).map(\.key)
    }

    @Test("an entry that links no more is not among what links here")
    func unlinked() throws {
        try put("see [[a]]", key: "b")
        #expect(try backlinks("a") == ["b"])
        pass(1)
        try put("nothing", key: "b")
        #expect(try backlinks("a") == [])
    }

    @Test("a text that is erased leaves what is shown, and brings back nothing that has ended")
    func erased() throws {
        try put("Berlin hunter2000", key: "k")
        try put("Paris hunter2000", from: house.now.adding(days: -20), until: house.now.adding(days: -10))
        try put("over hunter2000", expiresIn: 60, key: "over")
        let patch = try SpacePatch(name: nil, retentionDays: .some(30), notesReaders: nil)
        _ = try house.memory.updateSpace(house.space, patch, by: house.change())
        pass(86_400 * 29)
        try put("later hunter2000", key: "later")
        pass(86_400)
        _ = try house.store.accounts.eraseText("hunter2000", by: Change(by: .commandLine, at: house.now))
        #expect(throws: Failure.notFound) { try entry() }
        #expect(throws: Failure.notFound) { try entry("over") }
        #expect(try entry("later").fields.content.stored == "later […]")
        house.now = house.now.adding(days: -1)
        #expect(try entry().fields.content.stored == "Berlin […]")
        let past = EntryTime(validAt: house.now.adding(days: -44), knownAt: nil)
        #expect(
            try house.memory.entry("k", of: house.space, past, at: house.now, for: ada).fields.content.stored
                == "Paris […]")
        #expect(try house.rebuildDifferences() == [])
    }

    @Test("of a text that is there, erasing another of its time keeps what is shown now")
    func erasedThere() throws {
        try put("Berlin hunter2000")
        try put("Paris", from: house.now.adding(days: -20), until: house.now.adding(days: -10))
        _ = try house.store.accounts.eraseText("hunter2000", by: Change(by: .commandLine, at: house.now))
        #expect(try entry().fields.content.stored == "Berlin […]")
        #expect(try house.rebuildDifferences() == [])
    }
}
