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
        case .entryExpired: try tx.run("UPDATE memoryEntry SET expiredAt = ? WHERE id = ?", event.instant, id)
        default:
            guard let content = event.content, let deed = EntryDeed(kind) else { return }
            // It never appends: the key is not asked for.
            let rows = SQLiteMemoryRows(tx, key: [])
            let known = try rows.anyEntry(id)
            // What its beginning said is erased, so nothing can be made of the rest.
            guard known != nil || deed == .put else { return }
            let (entry, maker) = (try known ?? entry(id, content), event.actor.account)
            try EntryWriting(rows, at: event.instant, by: maker).write(written(deed, content, known, rows), to: entry) {
                _ in event.seq
            }
        }
    }

    private func entry(_ id: Int64, _ content: JSONObject) throws -> EntryRow {
        let space = try content.number("space")
        return EntryRow(
            id: id, spaceId: space, key: try MemoryTexts.free(content.text("key"), in: space, for: id, tx),
            at: event.instant, by: event.actor.account)
    }

    private func written(
        _ deed: EntryDeed, _ content: JSONObject, _ known: EntryRow?, _ rows: SQLiteMemoryRows
    ) throws -> EntryWriting.Deed {
        switch deed {
        case .put: return .put(try EntryFields(logged: content))
        case .deleted: return .deleted
        case .restored: return .restored(try content.number("restored"), expiresAt: content.instant("expiresAt"))
        case .appended, .patched:
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
            return .changed(base, fields, .patched, isSame ? .of(base) : .new)
        }
    }
}

extension EntryDeed {
    /// - Shape: nil for a kind by which no version is told.
    fileprivate init?(_ kind: MemoryEventKind) {
        guard let deed = Self.allCases.first(where: { $0.kind == kind }) else { return nil }
        self = deed
    }
}
