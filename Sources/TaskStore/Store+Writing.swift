import Domain
import SQLite
import Store
import TaskChanges
import TaskDomain

extension Store {
    /// Carries out one change by the rules of tasks; `body` may run more than once and touches nothing but what it is
    /// handed.
    ///
    /// - Shape: a change that `bringsBack` what was allowed once may do as much as an undo.
    func writing<Value: Sendable>(
        _ change: Change, undoes: Int64? = nil, bringsBack: Bool = false,
        _ body: @escaping @Sendable (TaskWriting) throws -> Value
    ) throws(Failure) -> Value {
        let work = undoes != nil || bringsBack ? ChangeRules.undoWorkLimit : ChangeRules.workLimit
        return try write(work: work) { [self] tx in
            try TaskWriting(tx, change, self, undoes: undoes).carryOut(body)
        }
    }
}

extension TaskWriting {
    convenience init(_ tx: WriteTransaction, _ change: Change, _ store: Store, undoes: Int64? = nil) {
        self.init(SQLiteTaskRows(tx, key: store.eventKey), change, undoes: undoes)
    }
}
