import Domain
import SQLite
import Store
import TaskDomain

/// The sight of a caller among tasks and projects, as conditions of statements; `CallerRights` decides by it.
///
/// Everything in a project is its members' alone. A task in an inbox is that account's, the person's whom an agent
/// belongs to, and those it is assigned to. Whoever reads tasks asks here; no statement spells the condition out for
/// itself.
///
/// - Source: docs/design/0006-tasks.md.
package struct Access: Sendable {
    /// nil for the command line, which sees everything.
    package let accountId: Int64?

    package init(_ caller: Caller) { self.init(accountId: caller.accountId) }

    package init(accountId: Int64?) { self.accountId = accountId }

    /// For a statement that has `task`; its `?` take `who`.
    package static let sight = sight(of: "task")

    /// The same for a task of another name in the statement.
    package static func sight(of task: String) -> String { sight(of: place(of: task), task: "\(task).id") }

    /// The same for something that is in a place and about a task. Its `?` take `who`. An assignment opens the inbox that
    /// the task is in now, and nothing that happened elsewhere.
    ///
    /// - Shape: `place` is an expression for `Place.number`. What is in no place is the command line's alone. It is
    ///   looked up row by row: a set of all places of the reader would have to be made anew for each statement.
    package static func sight(of place: String, task: String) -> String {
        """
        (CASE \(reached(place)) OR EXISTS (SELECT 1 FROM taskAssignee seer
            WHERE seer.taskId = \(task) AND seer.accountId = ? AND seer.inboxId = -\(place)) ELSE FALSE END)
        """
    }

    /// `sight`, which binds the account's number once, as `?1`.
    package static let sightOfFirst = sight.replacing("?", with: "?1")

    /// The values that `sight` binds.
    package var who: [(any Bindable)?] { [(any Bindable)?](repeating: accountId, count: 5) }

    /// In one of the caller's projects, in its inbox, or in that of one of its agents. Its `?` take `whoReaches`.
    package static func reaches(_ place: String) -> String { "(CASE \(reached(place)) ELSE FALSE END)" }

    /// The values that `reaches` binds.
    package var whoReaches: [(any Bindable)?] { [(any Bindable)?](repeating: accountId, count: 4) }

    /// NULL stands for the command line, which reaches everything.
    private static func reached(_ place: String) -> String {
        """
        WHEN CAST(? AS BIGINT) IS NULL OR \(place) = -CAST(? AS BIGINT) THEN TRUE
        WHEN \(place) > 0 THEN EXISTS (SELECT 1 FROM projectMember seer
            WHERE seer.projectId = \(place) AND seer.accountId = ?)
        WHEN \(place) < 0 THEN EXISTS (SELECT 1 FROM account seer WHERE seer.id = -\(place) AND seer.ownerId = ?)
        """
    }

    /// The numbers of the places that the account `?1` reaches, as a table with the one column `number`: for counts,
    /// which are kept by place. The command line reaches all that have any.
    package static let placesReached = """
        (SELECT projectId AS number FROM projectMember WHERE accountId = ?1
        UNION ALL SELECT -CAST(?1 AS BIGINT) WHERE ?1 IS NOT NULL
        UNION ALL SELECT -id FROM account WHERE ownerId = ?1
        UNION ALL SELECT DISTINCT projectId FROM taskCount WHERE ?1 IS NULL)
        """

    /// The sight of what an event tells: in a place, or of everybody, as labels are. Its `?` take `who`.
    ///
    /// Events of tasks that were written before there were inboxes name no place for what was in no project. Those are
    /// where their tasks are now.
    ///
    /// - Shape: `task` and `trash` are its subject in those tables.
    package static func sightOfEvent(_ event: String, task: String, trash: String) -> String {
        """
        (\(event).project IS NULL AND NOT \(TaskEventKind.concerns(.task, in: "\(event).kind")) OR \
        \(sight(of: place(ofEvent: event, task: task, trash: trash), task: "\(event).subject")))
        """
    }

    /// The tasks assigned to the caller in inboxes that are neither its own nor its agents', for a FROM that goes on
    /// with AND. `?1` is the account.
    package static let guests = """
        taskAssignee guest JOIN task ON task.id = guest.taskId WHERE guest.accountId = ?1 AND guest.inboxId IS NOT NULL
        AND guest.inboxId NOT IN (SELECT id FROM account WHERE ownerId = ?1)
        """

    /// As `Place.number`, of a row of `task` or `trash`.
    package static func place(of row: String) -> String { "coalesce(\(row).projectId, -\(row).inboxId)" }

    package static func place(ofEvent event: String, task: String, trash: String) -> String {
        "coalesce(\(event).project, \(task).projectId, -\(task).inboxId, \(trash).projectId, -\(trash).inboxId)"
    }

    /// The place where a task was before an event moved it: a number as of `Place`, NULL where the event says nothing of it.
    package static func formerPlace(in content: String) -> String {
        """
        coalesce(CAST(\(content) -> 'from' ->> 'projectId' AS BIGINT), \
        -CAST(\(content) -> 'from' ->> 'inboxId' AS BIGINT))
        """
    }

    /// The condition of being in no archived project, for lists that were not asked for those.
    package static func inUse(_ column: String) -> String {
        "(\(column) IS NULL OR \(column) NOT IN (SELECT id FROM project WHERE archivedAt IS NOT NULL))"
    }

    /// The places whose tasks the caller sees without being assigned to them; nil where all are visible.
    package func places(_ tx: ReadTransaction) throws -> Set<Place>? {
        guard let accountId else { return nil }
        return try Self.places(of: [accountId], tx)[accountId] ?? []
    }

    package static func places(of accounts: Set<Int64>, _ tx: ReadTransaction) throws -> [Int64: Set<Place>] {
        let rows = try tx.all(selectPlaces, IDList(accounts)) { row in
            (account: try row[0] as Int64, place: Place(number: try row[1]))
        }
        return Dictionary(grouping: rows, by: \.account).mapValues { Set($0.map(\.place)) }
    }

    private static let selectPlaces = SQL(
        kept: """
            WITH asked (id) AS MATERIALIZED (\(IDList.rows))
            SELECT id, projectId FROM asked JOIN projectMember ON accountId = asked.id
            UNION ALL SELECT id, -id FROM asked
            UNION ALL SELECT asked.id, -account.id FROM asked JOIN account ON account.ownerId = asked.id
            """)
}

extension ProjectRole: Bindable, Readable {}
extension LabelColour: Bindable, Readable {}

/// Stored as its text.
extension TaskTime: Bindable, Readable {
    package func bind(to place: Placeholder) { place.bind(text) }

    package init(_ column: Column) throws(SQLiteError) {
        guard let time = TaskTime(text: try column.text()) else { throw column.mismatch("a day or a moment") }
        self = time
    }
}
