import Domain
import Foundation
import HouseStore
import MemoryDomain
import MemoryFormats
import MemoryStore
import Store
import TestingElwosa

@testable import MemoryFolder

/// A space of Ada's, and a folder that is synced with it.
final class SyncHouse {
    let temporary: TemporaryStore
    let memory: SQLiteMemoryRepository
    let space: Int64
    var now = Instant(seconds: 20_000 * 86_400)
    let root: String
    var life = Life(1)

    var folder: String { root + "/notes" }

    init() throws {
        temporary = try TemporaryStore(at: now)
        memory = temporary.store.memory()
        space = try memory.createSpace(
            SpaceDraft(kind: .personal, name: "Notes"), by: Change(by: Person.ada.caller, at: now)
        ).space.id
        root = FileManager.default.temporaryDirectory.path + "/elwosa-sync-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: root + "/notes", withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    /// Syncs a minute later.
    func sync(
        _ options: MemorySync.Options = .init(), with repository: (any EntryRepository)? = nil
    ) throws -> SyncReport {
        now = now.adding(seconds: 60)
        var sync = try MemorySync(
            SyncFolder(folder), with: space, of: repository ?? memory, in: life, by: .commandLine, options,
            now: { [now] in now })
        return try sync.run()
    }

    func sync(prefer side: SyncSide, _ keys: String...) throws -> SyncReport {
        var options = MemorySync.Options()
        options.prefer = (side, Set(keys))
        return try sync(options)
    }

    func write(_ name: String, _ text: String) throws {
        let path = "\(folder)/\(name)"
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try text.write(toFile: path, atomically: true, encoding: .utf8)
    }

    func file(_ name: String) -> String? { try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8) }

    /// Changes a text in a file.
    func edit(_ name: String, _ old: String, _ new: String) throws {
        try write(name, (file(name) ?? "").replacing(old, with: new))
    }

    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: "\(folder)/\(name)") }

    /// All names in the folder but the hidden ones, sorted.
    func names() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }.sorted()
    }

    func put(_ key: String, _ text: String, tags: [String] = []) throws {
        var fields = EntryFields(content: .text(text))
        fields.tags = tags
        now = now.adding(seconds: 60)
        _ = try memory.putEntry(
            .named(key), EntryDraft(fields), of: space, by: Change(by: Person.ada.caller, at: now))
    }

    func delete(_ key: String) throws {
        _ = try memory.deleteEntry(key, of: space, by: Change(by: Person.ada.caller, at: now))
    }

    func entry(_ key: String) -> MemoryEntry? {
        try? memory.entry(key, of: space, .now, at: now, for: .commandLine)
    }

    func text(_ key: String) -> String? { entry(key)?.fields.content.stored }
}
