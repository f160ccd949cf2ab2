import Domain
import TaskChanges
import TaskDomain

/// Accounts, as far as tasks name them.
extension TaskRowsInMemory {
    package func account(called name: String, memberOf project: Int64?) throws -> AccountName? {
        guard let found = entry(called: name), !found.isDisabled else { return nil }
        guard let project else { return found.name }
        return tables.members[project]?[found.name.id] == nil ? nil : found.name
    }

    private func entry(called name: String) -> AccountEntry? {
        tables.accounts.values.map(\.name).called(name).first.flatMap { tables.accounts[$0.id] }
    }

    package func inboxHolder(called name: String) throws -> InboxHolder? {
        entry(called: name).map { InboxHolder(id: $0.name.id, ownerId: $0.ownerId, isDisabled: $0.isDisabled) }
    }

    package func administrators(limit: Int) throws -> [Int64] {
        let found = tables.accounts.values.filter { entry in
            entry.role == Role.administrator.name && entry.isPerson && !entry.isDisabled
        }
        return Array(found.map(\.name.id).prefix(limit))
    }

    package func members(of project: Int64) throws -> [Int64] { (tables.members[project] ?? [:]).keys.sorted() }

    package func accounts(among ids: [Int64]) throws -> Set<Int64> {
        Set(ids.filter { tables.accounts[$0] != nil })
    }

    package func names(of ids: Set<Int64>) throws -> [Int64: AccountName] {
        tables.accounts.filter { ids.contains($0.key) }.mapValues(\.name)
    }

    package func nameKeys(ofReadersOf task: TaskItem) throws -> [(id: Int64, key: String)] {
        let readers: Set<Int64> =
            if let project = task.projectId {
                Set(try members(of: project))
            } else {
                Set([task.inboxId, task.inboxId.flatMap { tables.accounts[$0]?.ownerId }].compactMap { $0 })
                    .union(task.assignees.map(\.id))
            }
        return tables.accounts.values.filter { readers.contains($0.name.id) && !$0.isDisabled }.map {
            (id: $0.name.id, key: AccountRules.key(of: $0.name.name))
        }
    }

    package func countGuestTasks(of account: Int64, inInboxOf holder: Int64) throws -> Int {
        tables.tasks.values.count { task in
            task.inboxId == holder && account != holder && task.assignees.contains { $0.id == account }
        }
    }
}
