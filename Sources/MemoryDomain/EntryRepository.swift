import Domain

/// The entries of spaces.
///
/// Every change is a version more, keeps those before it, appends its event in the same transaction, and is answered only
/// when it is durable. What would change nothing changes nothing. `Change.seen` is the version of the entry that the
/// caller saw, 0 for none.
///
/// - Units: instants are UTC in whole seconds.
/// - Errors: as `SpaceRepository`; `.notFound` for an entry that is absent, deleted or expired; `.stale` on `version`,
///   naming the current one; `.storageFull` on `space` where that is full, naming the limit.
/// - Source: docs/design/0012-memory.md; tables `memoryEntry`, `memoryVersion`, `memoryText`, `memoryStretch`,
///   `memoryTag` and `memoryLink`, migration 0019.
package protocol EntryRepository: Sendable {
    /// One page of the entries of a space.
    ///
    /// - Errors: `.malformed` on `after` for what no page said.
    func entries(of space: Int64, _ query: EntryQuery, at now: Instant, for caller: Caller) throws(Failure) -> EntryPage

    /// The last changes in all spaces that the caller reaches, the last first; of a conversation the last turn alone.
    ///
    /// - Shape: at most `limit`; fewer where many turns were written since, or the texts are long.
    func recentChanges(limit: Int, at now: Instant, for caller: Caller) throws(Failure) -> [RecentChange]

    /// The entries that expire until then, by what they say themselves, in all spaces that the caller reaches, the
    /// first first.
    ///
    /// - Errors: `.malformed` on `after` for what no page said.
    func expiringEntries(
        until end: Instant, after: String?, limit: Int, at now: Instant, for caller: Caller
    ) throws(Failure) -> EntryPage

    /// The entries whose keys begin with what was typed, or whose keys and titles have its words, the last one as far as
    /// it goes; of a conversation its first turn alone.
    ///
    /// - Shape: at most `limit`, keys first.
    func entries(named typed: String, limit: Int, at now: Instant, for caller: Caller) throws(Failure) -> [MemoryEntry]

    /// The number of entries that a filter means.
    func countEntries(of space: Int64, _ filter: EntryFilter, at now: Instant, for caller: Caller) throws(Failure)
        -> Int

    /// One entry as it is shown at a time.
    func entry(
        _ key: String, of space: Int64, _ time: EntryTime, at now: Instant, for caller: Caller
    ) throws(Failure) -> MemoryEntry

    /// The turns of a conversation around one of them; none around what is no turn.
    ///
    /// - Shape: at most `count` on each side.
    func neighbours(
        of key: String, in space: Int64, count: Int, at now: Instant, for caller: Caller
    ) throws(Failure) -> EntryNeighbours

    /// The number of an entry; nil where there was never one of that key. Deleted and expired ones keep theirs.
    func entryNumber(_ key: String, of space: Int64, for caller: Caller) throws(Failure) -> Int64?

    /// Those of the targets that are entries, there now, and of the caller's sight. Nobody has read them by that.
    func entriesThere(_ targets: [LinkTarget], at now: Instant, for caller: Caller) throws(Failure) -> Set<LinkTarget>

    /// The versions of an entry, the newest first, also of one that is deleted.
    ///
    /// - Shape: at most `limit` before the version `before`.
    func versions(
        of key: String, of space: Int64, before: Int64?, limit: Int, at now: Instant, for caller: Caller
    ) throws(Failure) -> [EntryVersion]

    /// The entries of the caller's sight that link to something, or name it in their text.
    ///
    /// - Shape: the newest `limit`; `targets` are all the addresses that it has.
    func backlinks(to targets: [LinkTarget], limit: Int, at now: Instant, for caller: Caller) throws(Failure)
        -> [MemoryEntry]

    /// Writes an entry, a new one or a version more. Event `entry_put`.
    ///
    /// - Errors: `.conflict` on `conversation` where that has as many turns as it may.
    func putEntry(
        _ key: EntryKey, _ draft: EntryDraft, of space: Int64, by change: Change
    ) throws(Failure) -> EntryOutcome

    /// Writes all of them in one transaction, or none.
    ///
    /// - Errors: those of the first that fails, with its place before the field: `entries[3].content`.
    func putEntries(_ writes: [EntryWrite], of space: Int64, by change: Change) throws(Failure) -> EntriesOutcome

    /// Adds to the end of a text. Event `entry_appended`.
    ///
    /// - Errors: `.conflict` on `content` where it is JSON; `.tooLarge` where it would be too long.
    func appendEntry(
        _ key: String, _ text: String, of space: Int64, by change: Change
    ) throws(Failure) -> EntryOutcome

    /// Event `entry_patched`.
    func patchEntry(
        _ key: String, _ patch: EntryPatch, of space: Int64, by change: Change
    ) throws(Failure) -> EntryOutcome

    /// Event `entry_deleted`; the versions stay.
    ///
    /// - Shape: the number of the change; nil when a retry finds it done.
    func deleteEntry(_ key: String, of space: Int64, by change: Change) throws(Failure) -> Int64?

    /// Deletes those that a filter means, at most `EntryRules.batchLimit`.
    ///
    /// - Errors: `.conflict` on `count`, with their number, where it is not the number that the caller saw.
    func deleteEntries(
        of space: Int64, _ filter: EntryFilter, count: Int?, by change: Change
    ) throws(Failure) -> EntriesOutcome

    /// Makes the entry what it was after one of its versions. Event `entry_restored`.
    ///
    /// - Errors: `.notFound` for a version that is not there, `.conflict` on `version` for one that deleted it.
    func restoreEntry(
        _ key: String, version: Int64, of space: Int64, by change: Change
    ) throws(Failure) -> EntryOutcome

    /// Forgets an entry for good: its versions, and what the log says of them. Event `entry_erased`.
    func eraseEntry(_ key: String, of space: Int64, by change: Change) throws(Failure)

    /// Takes a change of entries back.
    ///
    /// - Errors: `.notFound` for what is no change of the caller's; `.conflict` on `change` when it is older than ten
    ///   minutes, or an entry was changed since.
    func undoEntries(_ change: Int64, by undo: Change) throws(Failure) -> EntriesOutcome

    /// The change of that number, where the caller can take it back.
    func undoOffer(_ change: Int64, at now: Instant, for caller: Caller) throws(Failure) -> EntryUndoOffer?
}
