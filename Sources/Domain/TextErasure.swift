/// The outcome of erasing one text wherever it stands.
package struct TextErasure: Sendable, Equatable {
    /// Stands where the text stood; never longer than it.
    package static let mark = "[…]"
    /// Shorter ones would stand in too much that nobody means.
    ///
    /// - Units: characters, without space around them.
    package static let shortest = 6
    package static let byteLimit = 4_096

    /// Events whose bodies said it.
    package var events = 0
    /// Tasks, comments, labels, projects, views, tokens, sessions and idempotency keys that held it until now.
    package var rows = 0
    /// The first event that said it: copies of the database from then on hold it still. Nil where no event did.
    package var firstEvent: Int64?
    /// When that happened.
    package var since: Instant?
    package var remains = Remains.inWAL

    /// Where it may be besides copies of the database.
    package enum Remains: Sendable {
        case nowhere
        /// Somebody reads from before it for longer than a few seconds.
        case inWAL
        /// The file was too large, or the disk too small, to be written anew; what was moved may be in it twice.
        case inGaps
    }

    package init() {}

    /// It stood somewhere.
    package var isAnything: Bool { events > 0 || rows > 0 }

    /// - Errors: `.invalid` on `text` for one that is too short or too long.
    package static func check(_ text: String) throws(Failure) {
        // As it may be stored: characters that are taken out of texts count for nothing.
        guard LegibleText.cleaned(text).trimmed.count >= shortest else {
            throw Failure(.tooShort(shortest), field: "text")
        }
        guard text.utf8.count <= byteLimit else { throw Failure(.tooManyBytes(byteLimit), field: "text") }
    }
}

/// The erasing of a text that should never have been written, such as a pasted password.
package protocol TextErasureRepository: Sendable {
    /// Takes a text out of everything that people have written: tasks, steps, comments, labels, projects, views, names of
    /// tokens, browsers of sessions, and what the log says of them, as it was given, composed and decomposed (Unicode NFC
    /// and NFD). Where it stood
    /// `TextErasure.mark` stands. The search index and free pages forget it too.
    ///
    /// - Shape: nothing where it stands nowhere. It goes in steps between which others write; whatever ends it in the
    ///   middle, the same again finishes it.
    /// - Errors: `.invalid` on `text` for one that is too short or too long; `.conflict` on `text` where it is in the name
    ///   of an account or of a role, which cannot be changed; `.unavailable` where it is written again and again.
    /// - Source: table `eventBody`, migration 0001. An event `text_erased` for each step, without the text.
    func eraseText(_ text: String, by change: Change) throws(Failure) -> TextErasure
}
