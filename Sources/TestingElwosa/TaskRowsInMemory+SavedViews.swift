import Domain
import TaskChanges
import TaskDomain

/// Saved views.
extension TaskRowsInMemory {
    package func view(_ id: Int64, of account: Int64) throws -> SavedView? { tables.views[account]?[id] }

    package func countViews(of account: Int64) throws -> Int { tables.views[account]?.count ?? 0 }

    package func insertView(
        _ name: String, _ query: String, of account: Int64, at instant: Instant
    ) throws -> SavedView {
        try spend(name.utf8.count + query.utf8.count)
        let view = SavedView(id: number(.view), name: name, query: query)
        tables.views[account, default: [:]][view.id] = view
        return view
    }

    package func save(_ view: SavedView) throws {
        for owner in tables.views.keys where tables.views[owner]?[view.id] != nil {
            tables.views[owner]?[view.id] = view
        }
    }

    package func removeView(_ id: Int64) throws {
        for owner in tables.views.keys { tables.views[owner]?[id] = nil }
    }
}
