import Domain

/// A feature's things for which a moment comes that has to be told, though nobody does anything then.
package protocol DueThings: Sendable {
    /// Tells of those whose moment has come, each once, by an event.
    ///
    /// - Shape: true where more are left, for another call.
    /// - Errors: `.unavailable` when the database cannot be read or written.
    func tellDue(at now: Instant) throws(Failure) -> Bool
}
