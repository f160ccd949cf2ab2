import AuthStore
import Domain
import MemoryDomain
import MemoryStore
import SQLite
import Store
import TaskDomain
import TaskStore

/// The surroundings of an area, from the other areas' rows.
package struct HouseSurroundings: Sendable {
    let store: Store
    let memory: any SpaceRepository & EntryRepository
    /// How browsers see the house: an address behind it is its own.
    let origin: String

    package init(_ store: Store, memory: any SpaceRepository & EntryRepository, origin: String) {
        (self.store, self.memory, self.origin) = (store, memory, origin)
    }
}

extension HouseSurroundings: MemorySurroundings {
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

    package func tasks(citing entry: LinkTarget, limit: Int, for caller: Caller) throws(Failure) -> [CitingTask] {
        guard caller.may(.tasksRead) else { return [] }
        let names = entry.names(at: origin).map(\.text)
        return try store.tasks.tasks(citing: names, limit: limit, for: caller).map { task in
            CitingTask(
                id: task.id, title: task.title, status: task.status.rawValue, isLive: task.status.isLive)
        }
    }
}

extension HouseSurroundings: TaskSurroundings {
    package func entries(
        linkingTo task: TaskItem.ID, limit: Int, at now: Instant, for caller: Caller
    ) throws(Failure) -> [LinkingEntry] {
        guard caller.may(.memoryRead) else { return [] }
        let targets = LinkTarget.task(task).names(at: origin)
        let entries = try memory.backlinks(to: targets, limit: limit, at: now, for: caller)
        guard !entries.isEmpty else { return [] }
        let names = Dictionary(
            uniqueKeysWithValues: try memory.spaces(for: caller).map { ($0.space.id, $0.space.name) })
        return entries.map { entry in
            LinkingEntry(
                space: entry.spaceId, spaceName: names[entry.spaceId] ?? "", key: entry.key,
                link: entry.fields.links.first { targets.contains($0.target) }?.kind,
                beginning: EntryExcerpt(content: entry.fields.content, limit: 120, lines: 1).text,
                isMarkdown: entry.fields.isMarkdown)
        }
    }

    package func citations(of task: TaskItem.ID, for caller: Caller) throws(Failure) -> [String] {
        let found = try store.tasks.citations(of: task, for: caller)
        // Those behind another address are another site's.
        let paths = found.compactMap { target in
            target.hasPrefix("/")
                ? target : target.hasPrefix(origin + "/") ? String(target.dropFirst(origin.count)) : nil
        }
        return Set(paths).sorted()
    }

    package func entries(
        named typed: String, limit: Int, at now: Instant, for caller: Caller
    ) throws(Failure) -> [NamedEntry] {
        guard caller.may(.memoryRead) else { return [] }
        return try memory.entries(named: typed, limit: limit, at: now, for: caller).map { entry in
            let turns = entry.fields.kind == .turn ? Conversation(ofTurn: entry.key) : nil
            let title = turns == nil ? EntryTitle.of(entry.fields.content) : nil
            let name = turns?.name ?? entry.key
            return NamedEntry(
                space: entry.spaceId, key: entry.key, name: title.map { "\($0) · \(name)" } ?? name,
                conversation: turns?.prefix)
        }
    }

    package func spaces(for caller: Caller) throws(Failure) -> [Int64] {
        guard caller.may(.memoryRead) else { return [] }
        return try store.read { tx in try SpaceAccess(caller).spaces(tx) }
    }
}
