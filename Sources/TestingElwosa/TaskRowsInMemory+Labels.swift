import Domain
import TaskChanges
import TaskDomain

/// Labels, and which tasks have them.
extension TaskRowsInMemory {
    package func label(called name: String) throws -> TaskLabel? {
        let key = LabelRules.key(of: name)
        return tables.labels.values.first { LabelRules.key(of: $0.label.name) == key }?.label
    }

    package func label(_ id: Int64) throws -> LabelRow? { tables.labels[id] }

    package func unusedLabel(_ label: TaskLabel) throws -> LabelRow? {
        guard let found = tables.labels[label.id], found.label == label else { return nil }
        return try isUsed(label: label.id) ? nil : found
    }

    package func labelUse(_ id: Int64, seenBy account: Int64?) throws -> LabelUse? {
        guard let row = tables.labels[id] else { return nil }
        let count = labelled(id).count { sees($0, account) }
        guard account == nil || row.createdBy == account || count > 0 else { return nil }
        return LabelUse(label: row.label, count: count, version: row.version)
    }

    private func labelled(_ id: Int64) -> [TaskItem] {
        tables.tasks.values.filter { task in task.labels.contains { $0.id == id } }
    }

    package func labels(among ids: [Int64]) throws -> Set<Int64> { Set(ids.filter { tables.labels[$0] != nil }) }

    package func hasLabel(called name: String, besides id: Int64?) throws -> Bool {
        try label(called: name).map { $0.id != id } ?? false
    }

    package func hasLabel(_ id: Int64, orCalled name: String) throws -> Bool {
        try tables.labels[id] != nil || label(called: name) != nil
    }

    package func countLabels() throws -> Int { tables.labels.count }

    package func countLabels(madeBy account: Int64) throws -> Int {
        tables.labels.values.count { $0.createdBy == account }
    }

    package func tasks(labelled id: Int64, seenBy account: Int64?, limit: Int) throws -> [TaskItem.ID] {
        Array(labelled(id).filter { sees($0, account) }.map(\.id).sorted().prefix(limit))
    }

    package func hasHiddenTask(labelled id: Int64, seenBy account: Int64?) throws -> Bool {
        labelled(id).contains { !sees($0, account) }
    }

    package func isUsed(label id: Int64) throws -> Bool { !labelled(id).isEmpty }

    package func insert(_ row: LabelRow) throws -> Int64 {
        try spend()
        let label = TaskLabel(
            id: number(.label, own: row.label.id), name: row.label.name, colour: row.label.colour)
        tables.labels[label.id] = LabelRow(
            label: label, createdAt: row.createdAt, version: row.version, createdBy: row.createdBy)
        return label.id
    }

    package func save(_ label: TaskLabel, version: Int64) throws {
        guard let old = tables.labels[label.id] else { return }
        tables.labels[label.id] = LabelRow(
            label: label, createdAt: old.createdAt, version: version, createdBy: old.createdBy)
    }

    package func removeLabel(_ id: Int64) throws { tables.labels[id] = nil }
}
