import Domain
import JSON
import TaskDomain

/// Saves, changes and removes somebody's views by their rules; another's are not there.
package struct SavedViewChanges {
    private let writing: TaskWriting
    private let rows: any TaskRows
    private let owner: Int64

    package init(_ writing: TaskWriting) {
        (self.writing, rows) = (writing, writing.rows)
        // The command line has none.
        owner = writing.change.caller.accountId ?? 0
    }

    /// As `SavedViewRepository.saveView`.
    package func save(_ name: String, _ query: String) throws -> SavedView {
        if let known = try rows.outcome(of: writing.change) { return try view(known.subject) }
        try require(query)
        try CountLimit.requireRoom(SavedView.limit, field: "views", beside: rows.countViews(of: owner))
        let view = try rows.insertView(name, query, of: owner, at: writing.change.instant)
        try append(.viewSaved, view)
        try rows.remember(writing.change, subject: view.id, seq: nil)
        return view
    }

    private func require(_ query: String) throws {
        guard query.utf8.count <= SavedView.queryByteLimit else {
            throw Failure(.tooManyBytes(SavedView.queryByteLimit), field: "query")
        }
    }

    /// As `SavedViewRepository.updateView`.
    package func update(_ id: Int64, name: String?, query: String?) throws -> SavedView {
        let old = try view(id)
        guard try rows.outcome(of: writing.change) == nil else { return old }
        try writing.change.require(version: old.version)
        try query.map(require)
        try rows.remember(writing.change, subject: id, seq: nil)
        let new = SavedView(id: id, name: name ?? old.name, query: query ?? old.query, version: old.version + 1)
        guard new.name != old.name || new.query != old.query else { return old }
        try rows.save(new)
        try append(.viewChanged, new)
        return new
    }

    /// As `SavedViewRepository.deleteView`.
    package func delete(_ id: Int64) throws {
        guard try rows.outcome(of: writing.change) == nil else { return }
        let view = try view(id)
        try writing.change.require(version: view.version)
        try rows.removeView(id)
        try append(.viewRemoved, view)
        try rows.remember(writing.change, subject: id, seq: nil)
    }

    private func view(_ id: Int64) throws -> SavedView { try rows.view(id, of: owner).orNotFound() }

    private func append(_ kind: TaskEventKind, _ view: SavedView) throws {
        try writing.append(kind, subject: view.id, place: nil) { out in
            out.member("account", owner)
            out.member("name", view.name)
            out.member("query", view.query)
            out.member("version", view.version)
        }
    }
}
