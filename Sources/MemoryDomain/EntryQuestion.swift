import Domain

/// A question to the entries of spaces; without words a walk through them by time.
package struct EntryQuestion: Sendable {
    package enum Sorting: String, CaseIterable, Sendable {
        case nearest
        /// By when it was said, or else written.
        case oldest
        case newest
    }

    package let text: String
    /// nil for all that the caller reaches.
    package var spaces: Set<Int64>?
    package var filter = EntryFilter()
    package var time = EntryTime.now
    /// Entries that were said, or else written, from then on.
    package var from: Instant?
    /// Until then, that moment not included.
    package var until: Instant?
    /// The day on which it is asked, where the asker lives: for *last week*.
    package let today: CivilDate
    package var order = Sorting.nearest
    /// The place at which a page of a walk begins, as the one before said.
    package var after: String?
    package var limit = usual

    package static let limitRange = 1...100
    package static let usual = 20
    /// - Units: bytes.
    package static let textLimit = 16_384
    package static let spaceLimit = 200

    package init(_ text: String, today: CivilDate) {
        (self.text, self.today) = (text, today)
    }

    package var isWalk: Bool { text.allSatisfy(\.isWhitespace) }

    /// - Errors: `.invalid` on `question`, `space`, `limit`, `after`, and on `until` where that is not after `from`.
    package func check() throws(Failure) {
        guard text.utf8.count <= Self.textLimit else { throw Failure(.tooManyBytes(Self.textLimit), field: "question") }
        guard order != .nearest || !isWalk else { throw Failure(.required, field: "question") }
        guard after == nil || isWalk else { throw Failure(.notBeside("question"), field: "after") }
        if let spaces, spaces.count > Self.spaceLimit { throw Failure(.tooMany(Self.spaceLimit), field: "space") }
        guard Self.limitRange.contains(limit) else {
            throw Failure(.range(Self.limitRange.lowerBound, Self.limitRange.upperBound), field: "limit")
        }
        if let from, let until, until <= from { throw Failure(.notAfter("from"), field: "until") }
    }
}

/// An entry that answers a question, and by what it was found.
package struct FoundEntry: Sendable {
    package let entry: MemoryEntry
    /// When it was said, or else written as it is shown.
    package let at: Instant
    /// Greater is nearer; of one question only.
    package let score: Double
    /// The place of what was found in the content, in bytes of the text by which it is found.
    package let bytes: Range<Int>
    package let text: String
    package let reasons: FindingReasons

    package init(
        entry: MemoryEntry, at: Instant, score: Double, bytes: Range<Int>, text: String, reasons: FindingReasons
    ) {
        (self.entry, self.at, self.score) = (entry, at, score)
        (self.bytes, self.text, self.reasons) = (bytes, text, reasons)
    }
}

/// The reasons for which an entry was found.
package struct FindingReasons: Sendable, Equatable {
    /// Words of the question that it has, in one of their forms, and longer or shorter ones of the same parts, as they stand
    /// there, folded.
    package var words: [String] = []
    /// Words that turns beside it have.
    package var beside: [String] = []
    /// The question names its speaker.
    package var isSpeaker = false
    /// It is of a time that the question names, or speaks of one.
    package var isOfTime = false
    /// Words of other entries that were found, which it has too.
    package var related: [String] = []

    package init() {}
}

/// The answer to a question, in its order.
package struct FoundEntries: Sendable {
    package let entries: [FoundEntry]
    /// The words that were looked for.
    package let words: [String]
    /// Words of the question behind its first hundred, which were not looked at.
    package let ignoredWords: Int
    /// There was more to look at than one search looks at: the newest of each word was.
    package let isBounded: Bool
    /// Goes into `after` of the next page of a walk; nil on the last, and of a question.
    package let next: String?

    package init(entries: [FoundEntry], words: [String], ignoredWords: Int, isBounded: Bool, next: String? = nil) {
        (self.entries, self.words, self.ignoredWords, self.isBounded) = (entries, words, ignoredWords, isBounded)
        self.next = next
    }
}

/// The search among entries.
///
/// - Source: docs/design/0013-finding.md.
package protocol FindingRepository: Sendable {
    /// The entries that answer a question, or those that a walk comes by.
    ///
    /// - Errors: as `EntryQuestion.check`; `.notFound` for a space that the caller does not reach.
    func search(_ question: EntryQuestion, at now: Instant, for caller: Caller) throws(Failure) -> FoundEntries

    /// The context of a model for a question: the best of what a search finds, and what always stands, in
    /// a budget of tokens. Whoever packs asks here: requests, sockets and the bridge.
    ///
    /// - Errors: `.notFound` for a space that the caller does not reach.
    func context(_ request: ContextRequest, at now: Instant, for caller: Caller) throws(Failure) -> PackedContext

    /// The spaces that one of the caller's agents reaches by its tokens, as far as the caller reaches them too.
    ///
    /// - Errors: `.invalid` on `agent` for what is no agent of the caller's.
    func spaces(ofAgent agent: Int64, at now: Instant, for caller: Caller) throws(Failure) -> Set<Int64>
}
