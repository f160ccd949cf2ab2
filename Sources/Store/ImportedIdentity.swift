import Domain
import JSON
import SQLite

/// By what an imported task is known again.
struct ImportedIdentity {
    private let item: ImportedTask

    init(_ item: ImportedTask) {
        self.item = item
    }

    /// The task's own, else one that says its number elsewhere and when it was made: it has no other name.
    var externalId: String? {
        item.draft.externalId ?? item.number.map { "elwosa:\($0):\(item.statedAt.seconds)" }
    }

    /// The task that it is here; hidden ones too, as an `externalId` is nobody else's.
    func find(_ tx: ReadTransaction) throws -> TaskItem.ID? {
        if let found: TaskItem.ID = try tx.value("SELECT id FROM task WHERE externalId = ?", externalId) {
            return found
        }
        guard let number = item.number else { return nil }
        return try tx.value("SELECT id FROM task WHERE id = ? AND createdAt = ?", number, item.statedAt)
    }

    /// The number that it had elsewhere, where it can have it here: above all that were ever given, since one that was
    /// used before has a history. Only the operator moves a whole installation; from anybody else a file could use the
    /// numbers up. One whose time had to be bounded gets another, and the name by which it is known again.
    func numberToKeep(for caller: Caller, _ tx: ReadTransaction) throws -> Int64? {
        guard case .commandLine = caller.means, let number = item.number, item.statedAt == item.createdAt else {
            return nil
        }
        let last: Int64? = try tx.value("SELECT seq FROM sqlite_sequence WHERE name = 'task'")
        return number > last ?? 0 && number <= Self.largestNumber ? number : nil
    }

    /// What every JSON reader can count to exactly (RFC 8259, section 6).
    static let largestNumber: Int64 = 1 << 53
}

/// What was deleted here: an import brings it back no more than a person would.
struct ImportTrash {
    private var names: Set<String> = []
    private var numbers: Set<String> = []

    init(_ tx: ReadTransaction) throws {
        try tx.each(
            """
            SELECT taskId, json_extract(content, '$.externalId'), json_extract(content, '$.createdAt')
            FROM trash JOIN eventBody ON eventBody.seq = trash.seq
            """
        ) { row in
            if let name: String = try row[1] { names.insert(name) }
            if let created: String = try row[2] { numbers.insert("\(try row[0] as Int64) \(created)") }
        }
    }

    func has(_ item: ImportedTask) -> Bool {
        if let name = ImportedIdentity(item).externalId, names.contains(name) { return true }
        return item.number.map { numbers.contains("\($0) \(item.statedAt.rfc3339)") } ?? false
    }
}
