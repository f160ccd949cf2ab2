import Domain

/// Queries with a name; each person has its own.
///
/// - Errors: `.notFound` for another's too; `.stale` where the change is made for another version than the stored one.
/// - Source: table `savedView`, migration 0004. Views are nobody else's affair: their events are in nobody's
/// activity, only in the audit.
package protocol SavedViewRepository: Sendable {
    /// All of an account, the oldest first.
    func savedViews(of accountId: Int64) throws(Failure) -> [SavedView]

    /// One of an account.
    func savedView(_ id: Int64, of accountId: Int64) throws(Failure) -> SavedView

    /// Event `view_saved`.
    ///
    /// - Errors: `.invalid` on `views` when there are 50.
    func saveView(_ name: String, _ query: String, by change: Change) throws(Failure) -> SavedView

    /// Event `view_changed`, if anything changed.
    func updateView(_ id: Int64, name: String?, query: String?, by change: Change) throws(Failure) -> SavedView

    /// Event `view_removed`.
    func deleteView(_ id: Int64, by change: Change) throws(Failure)
}

package struct SavedView: Identifiable, Sendable, Equatable {
    package let id: Int64
    package let name: String
    package let query: String
    /// Begins at 1 and grows with every change.
    package let version: Int64

    package init(id: Int64, name: String, query: String, version: Int64 = 1) {
        self.id = id
        self.name = name
        self.query = query
        self.version = version
    }

    package static let limit = 50
    package static let nameLimit = 100
    /// - Units: bytes; a search may have more, as titles are pasted there.
    package static let queryByteLimit = 1_000
}
