import Domain
import JSON
import MemoryDomain

/// The rows of spaces and entries as one transaction reads and writes them. The rules in this room decide; the rows
/// answer what is there, and keep what they are given.
///
/// - Shape: what is asked for and is not there is nil, false, or missing from the list.
/// - Errors: whatever keeping rows may fail by. After `isTooMuchWork` nothing of the transaction is kept.
package protocol MemoryRows: SpaceRows, EntryRows {
    /// Tells whether an error says that the transaction has done all it may.
    func isTooMuchWork(_ error: any Error) -> Bool

    /// Appends an event to the log, in the transaction of the change that it tells of.
    ///
    /// - Shape: its number in the log.
    func append(
        _ kind: EventKind, subject: Int64?, place: Place?, by change: Change, content: (inout JSONWriter) -> Void
    ) throws -> Int64

    /// The outcome of the first request under a change's retry key; nil where this is the first, or has no key.
    ///
    /// - Errors: `.repeated` where the key was used for another request.
    func outcome(of change: Change) throws -> RetryOutcome?

    /// Keeps the outcome of a change under its retry key, if it has one.
    ///
    /// - Shape: `seq` is the number by which the change can be taken back.
    func remember(_ change: Change, subject: Int64, seq: Int64?) throws

    /// The first event of a change of the area, where that is an account's: when it was made.
    func instant(ofChange seq: Int64, by actor: EventActor) throws -> Instant?

    /// Counts work that no statement shows, such as writing a long text anew that grows by a few bytes.
    ///
    /// - Units: as `ChangeRules.workLimit`.
    func count(work: Int) throws

    /// Makes an entry one that is to be erased, by whoever comes to it first.
    func markToErase(entry: Int64) throws

    /// The steps of a change of entries, in the order in which it did it.
    func steps(ofChange seq: Int64) throws -> [EntryStep]
}

/// A version that a change has made.
package struct EntryStep: Sendable {
    package let entry: Int64
    package let version: Int64

    package init(entry: Int64, version: Int64) {
        (self.entry, self.version) = (entry, version)
    }
}

/// Rows of spaces.
package protocol SpaceRows {
    /// One space; nil for one that is deleted.
    func space(_ id: Int64) throws -> MemorySpace?

    /// The role of a caller in a space that is not deleted; nil where it does not reach it.
    func role(of caller: Caller, in space: Int64) throws -> SpaceRole?

    /// Keeps a new space.
    ///
    /// - Shape: its number.
    func insert(_ space: MemorySpace) throws -> Int64

    /// Keeps another name, version and settings of a space.
    func save(_ space: MemorySpace) throws

    /// Hides a space from everybody.
    func markDeleted(space: Int64, at instant: Instant) throws

    /// The size of a space.
    func size(of space: Int64) throws -> SpaceSize

    /// Keeps what a space holds.
    func save(_ size: SpaceSize, of space: Int64) throws

    /// The accounts that a shared space was opened to, by name.
    func members(of space: Int64) throws -> [SpaceMember]

    /// Opens a shared space to an account, or gives it another role there.
    func setMember(_ account: Int64, _ role: SpaceRole, of space: Int64) throws

    /// Closes a shared space to an account.
    ///
    /// - Shape: false where it was not open to it.
    func removeMember(_ account: Int64, of space: Int64) throws -> Bool

    /// The number of spaces that an account owns.
    func countSpaces(ofOwner account: Int64) throws -> Int

    /// The number of spaces of the house.
    func countSpaces() throws -> Int

    /// Tells whether a project has a space.
    func hasSpace(ofProject id: Int64) throws -> Bool

    /// The role of a caller in a project; nil where that is hidden.
    func role(of caller: Caller, inProject id: Int64) throws -> ProjectRole?

    /// The account that somebody calls so and that is not disabled.
    func holder(called name: String) throws -> SpaceHolder?

    /// The account of that number, where it is not disabled.
    func holder(_ account: Int64) throws -> SpaceHolder?
}

/// An account as the owner of a space.
package struct SpaceHolder: Sendable {
    package let account: AccountName
    package let isAgent: Bool
    /// The person an agent belongs to.
    package let ownerId: Int64?

    package init(account: AccountName, isAgent: Bool, ownerId: Int64?) {
        (self.account, self.isAgent, self.ownerId) = (account, isAgent, ownerId)
    }
}

/// Rows of entries.
package protocol EntryRows {
    /// The entry of a key, also one that is deleted or has expired.
    func entry(_ key: String, in space: Int64) throws -> EntryRow?

    /// Hides an entry from everybody for good, and leaves its key to another.
    func giveUp(_ entry: Int64, at now: Instant) throws

    /// The entry of a number.
    func entry(_ id: Int64) throws -> EntryRow?

    /// Keeps a new entry.
    ///
    /// - Shape: its number; where it has one already, that.
    func insert(_ entry: EntryRow) throws -> Int64

    /// Keeps what an entry is in its newest version.
    func save(_ entry: EntryRow) throws

    /// A key that no entry of the space has.
    func freeKey(in space: Int64) throws -> String

    /// The number of the last turn of a conversation that the house has numbered, also of one that is deleted; 0 for
    /// none.
    func lastTurn(of conversation: Conversation, in space: Int64) throws -> Int

    /// One version of an entry.
    func version(_ number: Int64, of entry: Int64) throws -> VersionRow?

    /// Keeps a new version; its text once, where it is the one of another version, or begins with that.
    ///
    /// - Shape: the bytes by which the texts that are kept have grown.
    func insert(_ version: VersionRow, of entry: Int64, text: TextOrigin) throws -> Int

    /// The line of time as it was known after a version.
    func timeline(of entry: Int64, after version: Int64) throws -> Timeline

    /// The end of the line of time as it is known now: the stretches that end after a moment.
    func timeline(of entry: Int64, from instant: Instant) throws -> Timeline

    /// Keeps the line of time as it is known from a version on.
    ///
    /// - Shape: both have the same part of it.
    func save(_ timeline: Timeline, insteadOf former: Timeline, of entry: Int64, from version: Int64) throws

    /// Keeps by which tags and links an entry is found: those of its newest version, and of `others`, which it may show
    /// some time.
    ///
    /// - Shape: nil takes all of them away.
    func index(_ fields: EntryFields?, of entry: EntryRow, beside others: Set<Int64>) throws

    /// Takes away all by which an entry is found.
    func unindex(_ entry: Int64) throws

    /// The entries of a space that a filter means, by number, without those that are deleted or expired.
    func entries(of space: Int64, _ filter: EntryFilter, at now: Instant, limit: Int) throws -> [EntryRow]

    /// The number of entries that a filter means.
    func countEntries(of space: Int64, _ filter: EntryFilter, at now: Instant) throws -> Int

    /// The names of accounts, as far as they are there.
    func names(of accounts: Set<Int64>) throws -> [Int64: AccountName]
}

/// The author of a version as it is kept: the number of an account, or the name of somebody elsewhere.
package struct EntryWriter: Sendable, Equatable {
    /// nil for the command line, and for somebody elsewhere.
    package let account: Int64?
    /// The name that an import gave; nil for an account.
    package let name: String?

    package init(account: Int64?, name: String? = nil) {
        (self.account, self.name) = (account, name)
    }

    /// - Shape: nil where nobody is known; `names` are those of accounts.
    package func author(_ names: [Int64: AccountName]) -> EntryAuthor? {
        guard let account else { return name.map { EntryAuthor(name: $0, account: nil) } }
        return names[account].map { EntryAuthor(name: $0.name, account: $0.id) }
    }
}

/// The origin of the text of a new version.
package enum TextOrigin: Sendable {
    case new
    /// It is that of another version.
    case of(Int64)
    /// It is that of another version, with this at its end.
    case grown(Int64, by: String)
}

/// A row of `memoryEntry`.
package struct EntryRow: Sendable, Equatable {
    package var id: Int64
    package let spaceId: Int64
    package var key: String
    package var version: Int64
    package let createdAt: Instant
    package let createdBy: EntryWriter
    package var updatedAt: Instant
    /// The number of the event of its newest version.
    package var seq: Int64
    package var isDeleted: Bool
    /// As its newest version says that is no deletion.
    package var expiresAt: Instant?
    /// The days that its space keeps entries after their last change; nil where it keeps them.
    package var retentionDays: Int?

    package init(
        id: Int64, spaceId: Int64, key: String, version: Int64, createdAt: Instant, createdBy: EntryWriter,
        updatedAt: Instant, seq: Int64, isDeleted: Bool, expiresAt: Instant?, retentionDays: Int?
    ) {
        (self.id, self.spaceId, self.key, self.version) = (id, spaceId, key, version)
        (self.createdAt, self.createdBy, self.updatedAt) = (createdAt, createdBy, updatedAt)
        (self.seq, self.isDeleted, self.expiresAt, self.retentionDays) = (seq, isDeleted, expiresAt, retentionDays)
    }

    /// One that nothing was written of yet.
    ///
    /// - Shape: the number 0 for one that has none either.
    package init(id: Int64 = 0, spaceId: Int64, key: String, at instant: Instant, by writer: EntryWriter) {
        self.init(
            id: id, spaceId: spaceId, key: key, version: 0, createdAt: instant, createdBy: writer, updatedAt: instant,
            seq: 0, isDeleted: true, expiresAt: nil, retentionDays: nil)
    }

    /// The key of one that is given up. No key that people write begins with a control character.
    package static func givenUpKey(_ id: Int64) -> String { "\u{1F}\(id)" }

    package var isGivenUp: Bool { key == Self.givenUpKey(id) }

    /// It is there for readers at a moment.
    package func isThere(at now: Instant) -> Bool { !isDeleted && !hasExpired(at: now) }

    /// Nobody reads anything of it at a moment, be it deleted or not.
    package func hasExpired(at now: Instant) -> Bool {
        let end = retentionDays.map { updatedAt.adding(seconds: Int64($0) * 86_400) }
        return [expiresAt, end].compactMap { $0 }.contains { $0 <= now }
    }
}

/// A row of `memoryVersion`, with its text.
package struct VersionRow: Sendable, Equatable {
    package let number: Int64
    package let deed: EntryDeed
    package let restored: Int64?
    package let at: Instant
    package let by: EntryWriter
    /// nil of one that deleted the entry.
    package let fields: EntryFields?

    package init(number: Int64, deed: EntryDeed, restored: Int64?, at: Instant, by: EntryWriter, fields: EntryFields?) {
        (self.number, self.deed, self.restored) = (number, deed, restored)
        (self.at, self.by, self.fields) = (at, by, fields)
    }
}
