import Domain
import MemoryChanges
import MemoryDomain
import SQLite
import Store

extension Store {
    /// - Shape: who reads is noted in `readings`, which somebody has to write down.
    package func memory(limits: SpaceLimits = .usual, readings: Readings = Readings()) -> SQLiteMemoryRepository {
        SQLiteMemoryRepository(store: self, limits: limits, readings: readings)
    }
}

extension Store {
    /// The things that become due in memory: entries that expire, what is still to be erased, and words
    /// to be moved or forgotten.
    package var memoryDue: [any DueThings] {
        [EntryExpiry(self), MemoryLeavings(store: self), PassageMoves(store: self), DoubtfulWords(store: self)]
    }
}

extension SQLiteMemoryRepository {
    /// Carries out one change by the rules of memory; `body` may run more than once and touches nothing but what it is
    /// handed.
    func writing<Value: Sendable>(
        _ change: Change, undoes: Int64? = nil, work: Int = ChangeRules.workLimit,
        _ body: @escaping @Sendable (MemoryWriting) throws -> Value
    ) throws(Failure) -> Value {
        try store.write(work: work) { [store, limits] tx in
            let rows = SQLiteMemoryRows(tx, key: store.eventKey)
            return try MemoryWriting(rows, change, limits: limits, undoes: undoes).carryOut(body)
        }
    }
}
