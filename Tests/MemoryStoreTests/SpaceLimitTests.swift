import Domain
import MemoryDomain
import MemoryStore
import Testing
import TestingElwosa

@Suite("A full space")
struct SpaceLimitTests {
    private func put(_ house: MemoryHouse, _ key: String, _ text: String) throws(Failure) {
        let draft = EntryDraft(EntryFields(content: .text(text)))
        _ = try house.memory.putEntry(.named(key), draft, of: house.space, by: house.change())
    }

    @Test("takes no more entries than it may, whichever way they come, until one is deleted")
    func entries() throws {
        let house = try MemoryHouse(limits: SpaceLimits(entries: 3, bytes: 1_000))
        let full = Failure(.spaceEntries(3), field: "space", kind: .storageFull)
        for key in ["a", "b"] { try put(house, key, "x") }
        let writes = ["c", "d"].map { EntryWrite(key: .named($0), draft: EntryDraft(EntryFields(content: .text("x")))) }
        #expect(throws: full) { try house.memory.putEntries(writes, of: house.space, by: house.change()) }
        try put(house, "c", "x")
        #expect(throws: full) { try put(house, "d", "x") }
        try put(house, "c", "another version is no other entry")
        _ = try house.memory.deleteEntry("a", of: house.space, by: house.change())
        try put(house, "d", "x")
        #expect(throws: full) {
            try house.memory.restoreEntry("a", version: 1, of: house.space, by: house.change())
        }
    }

    @Test("takes no more bytes than it may, those of former versions too, until they are erased")
    func bytes() throws {
        let house = try MemoryHouse(limits: SpaceLimits(entries: 9, bytes: 100))
        let full = Failure(.spaceBytes(100), field: "space", kind: .storageFull)
        try put(house, "a", String(repeating: "x", count: 60))
        try put(house, "a", String(repeating: "y", count: 40))
        #expect(throws: full) { try put(house, "b", "z") }
        #expect(throws: full) { try house.memory.appendEntry("a", "z", of: house.space, by: house.change()) }
        var patch = EntryPatch()
        patch.tags = ["what is said of it has no limit of its own"]
        _ = try house.memory.patchEntry("a", patch, of: house.space, by: house.change())
        try house.memory.eraseEntry("a", of: house.space, by: house.change())
        try put(house, "b", String(repeating: "z", count: 100))
        #expect(
            try house.memory.space(house.space, for: Person.ada.caller).summary.size
                == SpaceSize(entries: 1, bytes: 100))
    }

    @Test("under a limit that was lowered, deletes and corrects as ever, and grows no more")
    func lowered() throws {
        let house = try MemoryHouse()
        for key in ["a", "b", "c"] { try put(house, key, "ten bytes.") }
        let memory = house.store.memory(limits: SpaceLimits(entries: 1, bytes: 5))
        let draft = EntryDraft(EntryFields(content: .text("more")))
        #expect(throws: Failure(.spaceEntries(1), field: "space", kind: .storageFull)) {
            try memory.putEntry("d", draft, of: house.space, by: house.change())
        }
        #expect(throws: Failure(.spaceBytes(5), field: "space", kind: .storageFull)) {
            try memory.putEntry("a", draft, of: house.space, by: house.change())
        }
        _ = try memory.deleteEntry("c", of: house.space, by: house.change())
        var patch = EntryPatch()
        patch.tags = ["two"]
        _ = try memory.patchEntry("b", patch, of: house.space, by: house.change())
        _ = try memory.deleteEntries(of: house.space, EntryFilter(), count: 2, by: house.change())
        #expect(try memory.space(house.space, for: Person.ada.caller).summary.size.entries == 0)
    }
}
