import Domain
import SQLite
import Store
import TaskDomain

extension SweepRule {
    /// The tasks in the trash; those of projects that are gone go for that, whatever their age.
    package static let ofTasks = [
        SweepRule(
            .tasks, limit: { $0.adding(seconds: -TrashedTask.lifetime) },
            count: "SELECT count(*) FROM trash WHERE deletedAt < ?1",
            release: .erasing { store, limit, change throws(Failure) in
                let count = try store.tasks.purgeTrash(deletedBefore: limit, by: change)
                if count > 0 { try SearchVocabulary.forget(store) }
                return count
            },
            leavings: Leavings(count: Erasing.countLeavings) { store, change throws(Failure) in
                try Erasing(store, change).leavings()
            })
    ]
}

extension SweptThing {
    package static let tasks = SweptThing("tasks", erasedFrom: "the trash")
}
