import Domain
import SQLite
import Store

/// Sight of labels: whoever made one sees it, and whoever sees a task with it. All labels share their names, so the name
/// of one that is hidden is taken all the same.
///
/// - Source: docs/design/0006-tasks.md.
extension Access {
    /// For a statement that has `label`. Its `?` take `whoOfLabel`.
    static let sightOfLabel = "(CAST(? AS BIGINT) IS NULL OR label.createdBy = ? OR \(seesTask(with: "label.id")))"

    package var whoOfLabel: [(any Bindable)?] { [accountId, accountId] + who }

    /// Sight of an event that tells of a label, which may be gone: it is told to whoever acted, too. Its `?` take
    /// `whoOfLabelEvent`.
    package static func sightOfLabelEvent(_ event: String) -> String {
        """
        (CAST(? AS BIGINT) IS NULL OR \(event).actor = \(EventActor.text(ofAccount: "?")) \
        OR EXISTS (SELECT 1 FROM label WHERE label.id = \(event).subject AND label.createdBy = ?) \
        OR \(seesTask(with: "\(event).subject")))
        """
    }

    package var whoOfLabelEvent: [(any Bindable)?] { [accountId, accountId, accountId] + who }

    /// Some task in sight has the label. Its `?` take `who`.
    private static func seesTask(with label: String) -> String {
        "EXISTS (SELECT 1 FROM taskLabel JOIN task ON task.id = taskId WHERE labelId = \(label) AND \(sight))"
    }

    /// Labels to choose from: those that the caller made, and those of the newest tasks of each of its places. It begins
    /// at what is in sight, since labels of others may be on any number of hidden tasks. Its `?` take
    /// `whoOfLabelsAround`.
    package static let labelsAround = """
        (CAST(? AS BIGINT) IS NULL OR createdBy = ? OR id IN (
            SELECT labelId FROM projectMember m JOIN taskLabel ON taskId IN (
                SELECT id FROM task WHERE projectId = m.projectId ORDER BY id DESC LIMIT 200)
            WHERE m.accountId = ?
            UNION SELECT labelId FROM account a JOIN taskLabel ON taskId IN (
                SELECT id FROM task WHERE inboxId = a.id ORDER BY id DESC LIMIT 200)
            WHERE a.id = ? OR a.ownerId = ?))
        """

    package var whoOfLabelsAround: [(any Bindable)?] { [accountId, accountId, accountId, accountId, accountId] }
}
