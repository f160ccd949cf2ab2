import Domain

/// Spaces of memory, and who reads and writes there.
///
/// - Errors: `.notFound` where a space is absent or hidden from the caller; `.forbidden` on `space` where its role there
///   is too low; `.stale` where the change is made for another version than the stored one; `.unavailable` if the write
///   lock stays busy beyond the deadline; `.storageFull` if the disk is.
/// - Source: docs/design/0012-memory.md; tables `memorySpace`, `memoryMember` and `memorySize`, migration 0019.
package protocol SpaceRepository: Sendable {
    /// Those that the caller reaches, by name.
    func spaces(for caller: Caller) throws(Failure) -> [SpaceSummary]

    /// One space, with those that it is open to.
    func space(_ id: Int64, for caller: Caller) throws(Failure) -> SpaceDetail

    /// Event `space_created`.
    ///
    /// - Errors: `.invalid` on `owner` and `projectId` for what is not there; `.conflict` on `projectId` where the project
    ///   has a space; `.invalid` on `spaces` where the owner or the house has as many as it may.
    func createSpace(_ draft: SpaceDraft, by change: Change) throws(Failure) -> SpaceDetail

    /// Event `space_changed`.
    func updateSpace(_ id: Int64, _ patch: SpacePatch, by change: Change) throws(Failure) -> SpaceDetail

    /// Hides a space at once, and erases what is in it in steps between which others write. Events `space_deleted` and
    /// `space_erased`.
    ///
    /// - Errors: `.conflict` on `entries`, with their number, unless that is the number the caller saw.
    func deleteSpace(_ id: Int64, entries: Int?, by change: Change) throws(Failure)

    /// Opens a shared space to an account, or gives it another role there. Event `sharing_set`.
    ///
    /// - Errors: `.invalid` on `account` for one that is not there, on `space` where it is not a shared one.
    func setSpaceMember(
        _ account: String, _ role: SpaceRole, of id: Int64, by change: Change
    ) throws(Failure) -> SpaceDetail

    /// Event `sharing_removed`.
    func removeSpaceMember(_ account: Int64, of id: Int64, by change: Change) throws(Failure)

    /// Who has read in a space, as far as it notes that, the last first.
    ///
    /// - Shape: at most `limit` after `after`, which is `next` of the page before.
    /// - Errors: `.forbidden` on `space` for whoever is not an owner; `.malformed` on `after` for what no page said.
    func readings(of id: Int64, after: String?, limit: Int, for caller: Caller) throws(Failure) -> SpaceReadingPage
}
