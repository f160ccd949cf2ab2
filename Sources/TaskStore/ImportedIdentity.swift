import Domain
import SQLite
import Store
import TaskDomain

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

    /// The condition that a task has its number from the file's installation: one that came with a number which is not
    /// its own here has a name instead, and two of one second would be taken for each other.
    private static let hasOwnNumber = "(externalId IS NULL OR substr(externalId, 1, 7) <> 'elwosa:')"

    /// The task that it is here, among those that the caller may change: the one in this place, or one that the caller
    /// has brought along before, wherever it went. What somebody else has given that name elsewhere is another task: a
    /// file for one's own inbox must not end in a project of theirs. What is hidden, or is not the caller's to change, is
    /// for an import as if it were not there.
    func find(in place: Place, _ access: Access, _ tx: ReadTransaction) throws -> TaskItem.ID? {
        func first(_ condition: String, _ values: [(any Bindable)?]) throws -> TaskItem.ID? {
            try tx.one(
                SQL(
                    composed: """
                        SELECT id FROM task WHERE \(condition) AND \(Self.mayChange(in: "task"))
                        AND \(Self.isMeant("task", "id"))
                        ORDER BY \(Access.place(of: "task")) IS NOT DISTINCT FROM ? DESC, id LIMIT 1
                        """),
                values: values + access.whoReaches + [access.accountId] + meant(place, access) + [place.number]
            ) { try $0[0] }
        }
        if let externalId, let found = try first("externalId = ?", [externalId]) { return found }
        guard let number = item.number else { return nil }
        return try first("id = ? AND createdAt = ? AND \(Self.hasOwnNumber)", [number, item.statedAt])
    }

    /// The right to a row of `task` or `trash`: as an editor of its project, or in an inbox of the caller's. Its `?` take
    /// `Access.whoReaches`, and the account once more.
    fileprivate static func mayChange(in row: String) -> String {
        """
        (\(Access.reaches(Access.place(of: row))) AND (\(row).projectId IS NULL OR coalesce(
        (SELECT role IN ('editor', 'owner') FROM projectMember m WHERE m.projectId = \(row).projectId AND m.accountId = ?),
        TRUE)))
        """
    }

    /// In the place of the import, or made by the caller's import. Its three `?` take `meant`.
    fileprivate static func isMeant(_ row: String, _ id: String) -> String {
        """
        (CAST(? AS BIGINT) IS NULL OR \(Access.place(of: row)) IS NOT DISTINCT FROM ? OR EXISTS (SELECT 1 FROM event
        WHERE area = 'tasks' AND subject = \(row).\(id) AND kind = 'task_imported' AND actor = \(EventActor.text(ofAccount: "?"))))
        """
    }

    fileprivate func meant(_ place: Place, _ access: Access) -> [(any Bindable)?] {
        [access.accountId, place.number, access.accountId]
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

    /// The number to which every JSON reader can count exactly (RFC 8259, section 6).
    static let largestNumber: Int64 = 1 << 53
}

extension ImportedIdentity {
    /// Tells whether it was deleted here: an import brings it back no more than a person would. Only what the caller
    /// could have put there counts: what others have deleted is nothing to go by.
    func isInTrash(from place: Place, _ access: Access, _ tx: ReadTransaction) throws -> Bool {
        func has(_ condition: String, _ values: [(any Bindable)?]) throws -> Bool {
            let mine = "\(Self.mayChange(in: "trash")) AND \(Self.isMeant("trash", "taskId"))"
            return try tx.one(
                SQL(composed: "SELECT 1 FROM trash WHERE \(condition) AND \(mine) LIMIT 1"),
                values: values + access.whoReaches + [access.accountId] + meant(place, access)
            ) { _ in true } ?? false
        }
        if let externalId, try has("externalId = ?", [externalId]) { return true }
        guard let number = item.number else { return false }
        return try has(
            "taskId = ? AND createdAt = ? AND \(Self.hasOwnNumber)", [number, item.statedAt.rfc3339])
    }
}
