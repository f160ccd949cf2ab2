import SQLite

/// Where accounts are named by what stays when they go, and what goes with them without an event: any number of rows.
enum AccountTraces {
    /// Rows of each table that one step changes.
    static let rowsOfStep = 1_000

    private static let statements: [SQL] = [
        "DELETE FROM taskAssignee WHERE accountId = ?1 AND taskId IN (SELECT taskId FROM taskAssignee WHERE accountId = ?1 LIMIT ?2)",
        "DELETE FROM mention WHERE accountId = ?1 AND commentId IN (SELECT commentId FROM mention WHERE accountId = ?1 LIMIT ?2)",
        "UPDATE step SET assigneeId = NULL WHERE id IN (SELECT id FROM step WHERE assigneeId = ?1 LIMIT ?2)",
        "UPDATE comment SET authorId = NULL WHERE id IN (SELECT id FROM comment WHERE authorId = ?1 LIMIT ?2)",
    ]

    /// One step of what the deletion of an account would do to them at once.
    ///
    /// - Shape: whether little enough is left for the deletion itself.
    static func erase(of id: Int64, _ tx: WriteTransaction) throws -> Bool {
        var isLast = true
        for statement in statements where try tx.run(statement, id, rowsOfStep) == rowsOfStep { isLast = false }
        return isLast
    }
}
