import AuthStore
import Domain
import MemoryDomain
import SQLite
import Store
import TaskDomain
import TaskStore

/// What stands around memory, from the other areas' rows.
package struct HouseSurroundings: MemorySurroundings {
    private let store: Store

    package init(_ store: Store) {
        self.store = store
    }

    package func ownProjects(for caller: Caller) throws(Failure) -> [(id: Int64, name: String)] {
        try store.projects.projects(archived: false, for: caller).filter { ($0.role ?? .owner) == .owner }.map {
            ($0.project.id, $0.project.name)
        }
    }

    package func ownAgents(of caller: Caller) throws(Failure) -> [String] {
        try store.read { tx in
            try tx.all(
                """
                SELECT name FROM account WHERE ownerId = ? AND disabledAt IS NULL ORDER BY name COLLATE alphabetical
                """, caller.accountId
            ) { try $0[0] }
        }
    }

    package func people(for caller: Caller) throws(Failure) -> [String] {
        try store.projects.people(in: nil, for: caller).map(\.name)
    }

    package func titles(ofTasks ids: [Int64], for caller: Caller) throws(Failure) -> [Int64: String] {
        guard !ids.isEmpty, caller.may(.tasksRead) else { return [:] }
        let tasks = try store.tasks.find(ids, for: caller)
        return Dictionary(tasks.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
    }
}
