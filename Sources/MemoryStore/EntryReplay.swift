import Domain
import JSON
import MemoryChanges
import MemoryDomain
import SQLite
import Store

/// The replay of events about entries: it writes as the change wrote that they tell of.
struct EntryReplay {
    let event: ReplayedEvent
    let tx: WriteTransaction

    func apply(_ kind: MemoryEventKind) throws {
        guard let id = event.subject else { return }
        switch kind {
        case .entryErased: try MemoryErasing.removeRows(of: id, tx)
        case .entryExpired where event.content?["givenUp"]?.bool == true:
            try SQLiteMemoryRows(tx, key: []).giveUp(id, at: event.instant)
        case .entryExpired: try tx.run("UPDATE memoryEntry SET expiredAt = ? WHERE id = ?", event.instant, id)
        default:
            guard let content = event.content, let deed = EntryDeed(kind) else { return }
            // It never appends: the key is not asked for.
            let rows = SQLiteMemoryRows(tx, key: [])
            let known = try rows.anyEntry(id)
            // What its beginning said is erased, so nothing can be made of the rest.
            guard known != nil || deed == .put else { return }
            let file = WrittenElsewhere(content)
            let writing = EntryWriting(rows, at: file?.at ?? event.instant, by: file?.writer ?? writer)
            var entry = try known ?? entry(id, content, file)
            if file != nil { entry = entry.ofFile }
            try writing.write(written(deed, content, known, rows), to: entry) { _ in event.seq }
        }
    }

    private var writer: EntryWriter { EntryWriter(account: event.actor.account) }

    private func entry(_ id: Int64, _ content: JSONObject, _ file: WrittenElsewhere?) throws -> EntryRow {
        let (space, key) = (try content.number("space"), try content.text("key"))
        return EntryRow(
            id: id, spaceId: space, key: try MemoryTexts.free(key, in: space, for: id, tx),
            at: file?.at ?? event.instant, by: file?.writer ?? writer)
    }

    private func written(
        _ deed: EntryDeed, _ content: JSONObject, _ known: EntryRow?, _ rows: SQLiteMemoryRows
    ) throws -> EntryWriting.Deed {
        switch deed {
        case .put: return .put(try EntryFields(logged: content))
        case .deleted: return .deleted
        case .restored: return .restored(try content.number("restored"), expiresAt: content.instant("expiresAt"))
        case .appended, .patched:
            // A file names no other version where it says the whole of this one.
            if content["base"] == nil, let known {
                return .changed(known.version, try EntryFields(logged: content), deed, .new)
            }
            let base = try content.number("base")
            guard let former = try known.flatMap({ try rows.version(base, of: $0.id)?.fields }) else {
                throw Failure.lacking("base")
            }
            if let text = content["text"]?.string {
                let whole = MemoryContent.text(former.content.stored + text)
                return .changed(
                    base, try EntryFields(logged: content, content: whole), .appended, .grown(base, by: text))
            }
            let isSame = content["content"] == nil
            let fields = try EntryFields(logged: content, content: isSame ? former.content : nil)
            return .changed(base, fields, deed, isSame ? .of(base) : .new)
        }
    }
}

/// The moment and the author of a version that came with a file.
private struct WrittenElsewhere {
    let at: Instant
    let writer: EntryWriter

    /// - Shape: nil for one that was written here.
    init?(_ content: JSONObject) {
        guard let at = content.instant("writtenAt") else { return nil }
        self.at = at
        writer = EntryWriter(account: content["account"]?.integer, name: content["writer"]?.string)
    }
}

extension EntryDeed {
    /// - Shape: nil for a kind by which no version is told.
    fileprivate init?(_ kind: MemoryEventKind) {
        guard let deed = Self.allCases.first(where: { $0.kind == kind }) else { return nil }
        self = deed
    }
}
