import Domain

/// The last change of an entry; of the turns of a conversation, the last one stands for all.
package struct RecentChange: Sendable, Equatable {
    package let spaceId: Int64
    package let key: String
    package let version: Int64
    package let deed: EntryDeed
    package let at: Instant
    /// nil where that account is gone, or no account.
    package let by: EntryAuthor?
    /// The entry as it is shown now; nil where it was deleted.
    package let entry: MemoryEntry?
    /// nil for what is no turn.
    package let conversation: Conversation?

    package init(
        spaceId: Int64, key: String, version: Int64, deed: EntryDeed, at: Instant, by: EntryAuthor?,
        entry: MemoryEntry?, conversation: Conversation?
    ) {
        (self.spaceId, self.key, self.version, self.deed) = (spaceId, key, version, deed)
        (self.at, self.by, self.entry, self.conversation) = (at, by, entry, conversation)
    }
}
