import AuthStore
import Domain
import MemoryDomain
import MemoryStore
import SQLite
import Store
import TaskStore

extension AreaName {
    /// The area's part in what happens to accounts, where they have something of its own.
    fileprivate func holdings(in store: Store) -> (any AccountHoldings)? {
        switch self {
        case .auth, .live: nil
        case .tasks: TaskHoldings(store)
        case .memory: MemoryHoldings(store)
        }
    }
}

extension AreaName {
    /// The area's tables, where it has any.
    var tables: SurveyedTables? {
        switch self {
        case .auth: .ofAccounts
        case .tasks: .ofTasks
        case .memory: .ofMemory
        case .live: nil
        }
    }
}

extension AreaName {
    /// The readers of what the area's events say; nil where those are all who read the audit.
    var sight: EventSight? {
        switch self {
        case .auth, .live: nil
        case .tasks: .ofTasks
        case .memory: .ofMemory
        }
    }
}

extension AreaName {
    /// The area's texts of people, where it keeps any.
    var texts: ErasableTexts? {
        switch self {
        case .auth: .ofAccounts
        case .tasks: .ofTasks
        case .memory: .ofMemory
        case .live: nil
        }
    }
}

extension AreaName {
    /// The rules by which things of the area go that have outlived their use.
    var sweeps: [SweepRule] {
        switch self {
        case .auth: SweepRule.ofAccounts
        case .tasks: SweepRule.ofTasks
        case .memory: SweepRule.ofMemory
        case .live: []
        }
    }
}

extension AreaName {
    /// The indices of words that the sweep keeps in few parts.
    var mergedIndices: [String] {
        switch self {
        case .auth, .tasks, .live: []
        case .memory: PassageIndex.tables
        }
    }
}

extension AreaName {
    /// The listeners to the area's events: each area decides, since nobody hears of what it does not speak of.
    var listeners: EventListeners {
        switch self {
        case .auth, .live: .ofAudit
        case .tasks: .ofTasks
        case .memory: .ofMemory
        }
    }
}

extension AreaName {
    /// The replay, into another database, of what the log of this one says of the area; nil where it has no events.
    func replay(of live: ReadTransaction, into made: Store) throws -> AreaReplay? {
        switch self {
        case .auth: AccountEvents.replay
        case .tasks: try TaskEvents.replay(of: live, into: made)
        case .memory: MemoryEvents.replay
        case .live: nil
        }
    }
}

extension AreaName {
    /// The rights that the area gives to accounts, beside their roles, before anything is read of them; nil where it
    /// gives none.
    var rights: (any RestoredRights)? {
        switch self {
        case .auth, .live: nil
        case .tasks: MemberRights()
        case .memory: SharingRights()
        }
    }
}

extension AreaName {
    /// The area's things that become due by themselves.
    fileprivate func due(in store: Store) -> [any DueThings] {
        switch self {
        case .auth, .tasks, .live: []
        case .memory: store.memoryDue
        }
    }
}

extension Store {
    /// The things of all areas that become due by themselves; each remembers what it has told.
    package var dueThings: [any DueThings] { AreaName.allCases.flatMap { $0.due(in: self) } }

    package var accounts: SQLiteAccountRepository {
        SQLiteAccountRepository(self, holdings: AreaName.allCases.compactMap { $0.holdings(in: self) })
    }

    package var live: SQLiteLiveRepository { SQLiteLiveRepository(store: self) }
}
