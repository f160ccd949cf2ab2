import Domain
import JSON
import SQLite
import Store
import TaskDomain

/// The events by which whoever keeps or shows a copy of a task, a project or a label hears that it is another, since a
/// text was taken from it.
struct ErasureEvents {
    let change: Change
    let key: [UInt8]
    let tx: WriteTransaction

    /// - Shape: as `ErasableTexts.tell`: the tasks, whichever part of them held the text.
    func append(_ rows: [ErasedRow]) throws -> Int {
        let tasks = Set(rows.filter { $0.table.thing == .task }.map(\.thing))
        let told = try tasks.sorted().count { try tellTask($0) }
        for (id, version) in Self.versions(of: .project, rows) { try tellProject(id, version) }
        for (id, version) in Self.versions(of: .label, rows) { try tellLabel(id, version) }
        return told
    }

    private static func versions(of thing: EventSubject, _ rows: [ErasedRow]) -> [(Int64, Int64)] {
        rows.filter { $0.table.thing == thing }.compactMap { row in row.version.map { (row.id, $0) } }
    }

    /// - Shape: false where it is gone.
    private func tellTask(_ id: TaskItem.ID) throws -> Bool {
        let found = try tx.one("SELECT coalesce(projectId, -inboxId), updatedAt FROM task WHERE id = ?", id) { row in
            (place: try (row[0] as Int64?).map(Place.init(number:)), updatedAt: try row[1] as Instant)
        }
        guard let found else { return false }
        try tx.run("UPDATE task SET version = version + 1 WHERE id = ?", id)
        let event = Event(.task(.taskChanged), subject: id, place: found.place, by: change) { out in
            Self.writeNoChange(to: &out)
            out.member("updatedAt", found.updatedAt.rfc3339)
        }
        try tx.append(event, key: key)
        return true
    }

    private func tellProject(_ id: Int64, _ version: Int64) throws {
        let event = Event(.task(.projectChanged), subject: id, project: id, by: change) { out in
            Self.writeNoChange(to: &out)
            out.member("version", version)
        }
        try tx.append(event, key: key)
    }

    private func tellLabel(_ id: Int64, _ version: Int64) throws {
        let label = try tx.one("SELECT name, colour FROM label WHERE id = ?", id) { row in
            (name: try row[0] as String, colour: try row[1] as String)
        }
        guard let label else { return }
        let event = Event(.task(.labelChanged), subject: id, by: change) { out in
            out.member("name", label.name)
            out.member("nameBefore", label.name)
            out.member("colour", label.colour)
            out.member("version", version)
        }
        try tx.append(event, key: key)
    }

    private static func writeNoChange(to out: inout JSONWriter) {
        out.member("from", object: { _ in })
        out.member("to", object: { _ in })
    }
}
