/// The outcome of a restoration, for whoever brings the backup back.
package struct RestorationReport: Sendable {
    /// The backup's log as it was brought back.
    package let verdict: EventVerification
    /// When the backup was made, as far as its log tells.
    package let backupAt: Instant?
    /// The number of sessions that it ended.
    package let sessions: Int
    /// A sentence for each change that was made again.
    package let applied: [String]
    /// A sentence for each that was not and should be looked at.
    package let open: [String]
    /// Where the log goes on from.
    package var head: EventHead
    package let life: Life

    package init(
        verdict: EventVerification, backupAt: Instant?, sessions: Int, applied: [String], open: [String],
        head: EventHead, life: Life
    ) {
        self.verdict = verdict
        self.backupAt = backupAt
        self.sessions = sessions
        self.applied = applied
        self.open = open
        self.head = head
        self.life = life
    }
}
