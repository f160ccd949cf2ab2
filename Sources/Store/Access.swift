import Domain
import SQLite

/// What a caller may see and do among tasks and projects.
///
/// A task without a project belongs to the house: the route's permission is enough. Everything in a project is its
/// members' alone. Whoever reads tasks asks here; no statement spells the condition out for itself.
///
/// - Source: docs/design/0006-tasks.md.
struct Access: Sendable {
    /// nil for the command line, which sees everything.
    let accountId: Int64?

    init(_ caller: Caller) {
        accountId = caller.accountId
    }

    /// For a statement that has `task`; its `?` takes `accountId`.
    static let sight = sight(of: "task.projectId")

    /// NULL stands for the command line: what it may see is a set with NULL alone, in which nothing is missing.
    static func sight(of column: String) -> String {
        """
        (\(column) IS NULL OR ifnull(\(column) IN (SELECT seen.projectId FROM (SELECT ? AS who) \
        LEFT JOIN projectMember seen ON seen.accountId = who WHERE who IS NULL OR seen.projectId IS NOT NULL), 1))
        """
    }

    /// What is not put away, for lists that nobody asked for it.
    static func inUse(_ column: String) -> String {
        "(\(column) IS NULL OR \(column) NOT IN (SELECT id FROM project WHERE archivedAt IS NOT NULL))"
    }

    /// - Shape: nil where the project is hidden or not there. In the house everybody is an editor.
    func role(in projectId: Int64?, _ tx: ReadTransaction) throws -> ProjectRole? {
        guard let projectId else { return .editor }
        guard let accountId else {
            let isThere: Bool? = try tx.value("SELECT 1 FROM project WHERE id = ?", projectId)
            return isThere == true ? .owner : nil
        }
        return try tx.value(
            "SELECT role FROM projectMember WHERE projectId = ? AND accountId = ?", projectId, accountId)
    }

    /// - Errors: `.notFound` where the project is hidden, `.forbidden` where the caller's role is too low.
    func require(_ role: ProjectRole, in projectId: Int64?, _ tx: ReadTransaction) throws {
        guard let own = try self.role(in: projectId, tx) else { throw Failure.notFound }
        guard own >= role else {
            throw Failure(.projectRole(own, needs: role), field: "project", kind: .forbidden)
        }
    }

    /// The projects that the caller is a member of; nil where all are visible.
    func projects(_ tx: ReadTransaction) throws -> Set<Int64>? {
        guard let accountId else { return nil }
        return Set(try tx.all("SELECT projectId FROM projectMember WHERE accountId = ?", accountId) { try $0[0] })
    }
}

extension ProjectRole: Bindable, Readable {}
extension LabelColour: Bindable, Readable {}

/// Stored as its text.
extension TaskTime: Bindable, Readable {
    public func bind(to place: Placeholder) { place.bind(text) }

    public init(_ column: Column) throws(SQLiteError) {
        guard let time = TaskTime(text: try column.text()) else { throw column.mismatch("a day or a moment") }
        self = time
    }
}
