/// The log of everything that happened, for whoever looks after it.
///
/// - Source: tables `event` and `eventBody`, migration 0001.
package protocol EventLogRepository: Sendable {
    /// Reads the whole log and recomputes every digest and mac.
    ///
    /// - Shape: `known` are heads kept elsewhere; each must stand in the log.
    /// - Errors: `.unavailable` when the database cannot be read; a broken chain is a verdict, not an error.
    func verify(known: [EventHead]) throws(Failure) -> EventVerification

    /// The end of the chain; the number 0 where there is no event.
    func head() throws(Failure) -> EventHead

    /// The lives that ended with a restore, as the log tells.
    ///
    /// - Shape: nil where no backup was ever brought back.
    func endedLives() throws(Failure) -> Set<String>?
}

/// A verdict about the chain of the event log.
package struct EventVerification: Equatable, Sendable {
    package let head: EventHead
    package let events: Int
    /// Bodies that were erased on purpose; their events still stand in the chain.
    package let erasedBodies: Int
    /// Bodies that a text was taken out of, as a later event of the chain vouches.
    package let replacedBodies: Int
    /// The first row at which the chain does not hold, and why; nil when all of it holds.
    package let fault: String?

    package init(head: EventHead, events: Int, erasedBodies: Int, replacedBodies: Int, fault: String?) {
        self.head = head
        self.events = events
        self.erasedBodies = erasedBodies
        self.replacedBodies = replacedBodies
        self.fault = fault
    }
}
