import Domain
import JSON
import MemoryDomain
import SQLite
import Store

/// The replay of events about spaces.
struct SpaceReplay {
    let event: ReplayedEvent
    let tx: WriteTransaction

    func apply(_ kind: MemoryEventKind) throws {
        guard let id = event.subject else { return }
        switch kind {
        case .spaceDeleted: try tx.run("UPDATE memorySpace SET deletedAt = ? WHERE id = ?", event.instant, id)
        case .spaceErased: try erase(id)
        default:
            guard let content = event.content else { return }
            try apply(kind, id, content)
        }
    }

    /// Entries up to a number, and at last the space.
    private func erase(_ id: Int64) throws {
        let entries: [Int64] = try tx.all(
            "SELECT id FROM memoryEntry WHERE spaceId = ? AND id <= ?", id, event.content?["through"]?.integer ?? .max
        ) { try $0[0] }
        for entry in entries { try MemoryErasing.removeRows(of: entry, tx) }
        guard event.content?["last"]?.bool ?? true else { return }
        try tx.run("DELETE FROM memorySpace WHERE id = ?", id)
    }

    private func apply(_ kind: MemoryEventKind, _ id: Int64, _ content: JSONObject) throws {
        switch kind {
        case .spaceCreated: try create(id, content)
        case .spaceChanged: try change(id, content)
        case .sharingSet:
            try tx.run(
                """
                INSERT INTO memoryMember (spaceId, accountId, role) SELECT ?, id, ? FROM account WHERE id = ?
                ON CONFLICT (spaceId, accountId) DO UPDATE SET role = excluded.role
                """, id, try content.text("role"), try content.number("account"))
            try set(version: content, of: id)
        case .sharingRemoved:
            try tx.run(
                "DELETE FROM memoryMember WHERE spaceId = ? AND accountId = ?", id, try content.number("account"))
            try set(version: content, of: id)
        default: break
        }
    }

    private func create(_ id: Int64, _ content: JSONObject) throws {
        try tx.run(
            """
            INSERT INTO memorySpace (id, kind, name, ownerId, projectId, retentionDays, notesReaders, createdAt, version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, id, try content.text("kind"), try content.text("name"), content["owner"]?.integer,
            content["projectId"]?.integer, content["retentionDays"]?.integer, content["notesReaders"]?.bool ?? false,
            event.instant, try content.number("version"))
    }

    /// - Shape: a space that went to somebody else says so.
    private func change(_ id: Int64, _ content: JSONObject) throws {
        try tx.run(
            """
            UPDATE memorySpace SET name = ?, retentionDays = ?, notesReaders = ?, version = ?,
                ownerId = coalesce(?, ownerId), kind = coalesce(?, kind) WHERE id = ?
            """, try content.text("name"), content["retentionDays"]?.integer, content["notesReaders"]?.bool ?? false,
            try content.number("version"), content["owner"]?.integer, content["kind"]?.string, id)
    }

    private func set(version content: JSONObject, of id: Int64) throws {
        try tx.run("UPDATE memorySpace SET version = ? WHERE id = ?", try content.number("version"), id)
    }
}
