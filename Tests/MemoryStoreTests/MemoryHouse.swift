import Domain
import HouseStore
import JSON
import MemoryDomain
import MemoryStore
import SQLite
import Store
import TestingElwosa

/// A database with a personal space of Ada's, and one entry of it in days.
final class MemoryHouse {
    static let start = Instant(seconds: 20_000 * 86_400)
    static let key = "home"

    let temporary: TemporaryStore
    let memory: SQLiteMemoryRepository
    let space: Int64
    var now = MemoryHouse.start
    let readings = Readings()

    init(limits: SpaceLimits = .usual) throws {
        temporary = try TemporaryStore(at: Self.start)
        memory = temporary.store.memory(limits: limits)
        space = try memory.createSpace(
            SpaceDraft(kind: .personal, name: "Notes"), by: Change(by: Person.ada.caller, at: Self.start)
        ).space.id
    }

    var store: Store { temporary.store }

    /// Days since the beginning.
    var day: Int { Int((now.seconds - Self.start.seconds) / 86_400) }

    func change(_ person: Person = .ada, seen: Int64? = nil) -> Change {
        Change(by: person.caller, at: now, seen: seen)
    }

    /// The first and the last day stand for ever.
    private func instant(_ day: Int) -> Instant? {
        day <= 0 || day >= DayModel.days ? nil : Self.start.adding(days: day)
    }

    func put(_ text: String, from: Int?, until: Int?) throws {
        var fields = EntryFields(content: .text(text))
        fields.validFrom = from.flatMap(instant)
        fields.validUntil = until.flatMap(instant)
        _ = try memory.putEntry(.named(Self.key), EntryDraft(fields, saysFrom: from != nil), of: space, by: change())
    }

    func patch(_ text: String?, from: Int?, until: Int?) throws {
        var patch = EntryPatch()
        patch.content = text.map { .string($0) }
        if text == nil { patch.tags = ["t\(Int64.random(in: 0 ... .max))"] }
        if let from { patch.validFrom = .some(instant(from)) }
        if let until { patch.validUntil = .some(instant(until)) }
        _ = try memory.patchEntry(Self.key, patch, of: space, by: change())
    }

    func delete() throws { _ = try memory.deleteEntry(Self.key, of: space, by: change()) }

    func restore(_ version: Int) throws {
        _ = try memory.restoreEntry(Self.key, version: Int64(version), of: space, by: change())
    }

    func version() throws -> Int {
        Int(
            try memory.versions(of: Self.key, of: space, before: nil, limit: 1, at: now, for: Person.ada.caller)[0]
                .number)
    }

    /// - Shape: nil where there is nothing; looked for by its key and in a list, which must agree.
    func text(validOn valid: Int?, knownOn known: Int?) throws -> String? {
        let time = EntryTime(
            validAt: valid.map { Self.start.adding(days: $0) }, knownAt: known.map { Self.start.adding(days: $0) })
        var query = EntryQuery()
        (query.time, query.order) = (time, .key)
        let listed = try memory.entries(of: space, query, at: now, for: Person.ada.caller).entries.first
        do throws(Failure) {
            let entry = try memory.entry(Self.key, of: space, time, at: now, for: Person.ada.caller)
            guard listed == entry else { return "listed otherwise" }
            return entry.fields.content.stored
        } catch {
            guard error.kind == .notFound, listed == nil else { return "failed" }
            return nil
        }
    }

    func rebuildDifferences() throws -> [String] {
        let path = "\(temporary.directory)/rebuilt-\(UInt32.random(in: 0 ... .max)).db"
        let rebuild = try store.events.rebuild(at: path)
        // The people of tests come without events.
        return rebuild.faults
            + rebuild.tables.filter { $0.name.hasPrefix("memory") }.flatMap { table in
                table.examples.map { "\(table.name) \($0.key) \($0.difference)" }
            }
    }
}

extension Instant {
    func adding(days: Int) -> Instant { adding(seconds: Int64(days) * 86_400) }
}
