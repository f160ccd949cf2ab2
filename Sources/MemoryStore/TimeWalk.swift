import Domain
import Finding
import MemoryDomain
import SQLite
import Store

/// The entries of spaces by when they were said, or else written.
struct TimeWalk {
    let question: EntryQuestion
    let spaces: [Int64]
    let reader: EntryReader

    private var tx: ReadTransaction { reader.tx }
    private var isDown: Bool { question.order == .newest }

    /// Passages that are looked at at a time, and by one page.
    private static let window = 50
    private static let passageLimit = 2_000

    /// A passage in its order; those of one moment by their numbers.
    private struct Step {
        let place: WalkPlace
        let entry: Int64
    }

    /// - Errors: `.malformed` on `after` for what no page said.
    func page() throws -> FoundEntries {
        let window = max(Self.window, question.limit)
        var place = try question.after.map { text in try WalkPlace(text) }
        var (met, looked, isOver) = ([Step](), 0, false)
        while met.count < question.limit, looked < Self.passageLimit, !isOver {
            let steps = try steps(after: place, window)
            met += try shown(steps).prefix(question.limit - met.count)
            looked += steps.count
            place = (met.count == question.limit ? met : steps).last?.place ?? place
            isOver = steps.count < window && place == steps.last?.place ?? place
        }
        let entries = try found(met)
        // Fewer where their contents are long.
        let next = entries.count < met.count ? met[entries.count - 1].place : isOver ? nil : place
        return FoundEntries(entries: entries, words: [], ignoredWords: 0, isBounded: false, next: next?.text)
    }

    /// The next passages of all spaces.
    private func steps(after place: WalkPlace?, _ count: Int) throws -> [Step] {
        let place = place ?? (isDown ? .end : .beginning)
        let steps = try spaces.flatMap { space in
            try tx.all(
                Self.select(isDown, isPastToo: question.time != .now), space,
                question.from ?? WalkPlace.beginning.at, question.until ?? WalkPlace.end.at, place.at, place.passage,
                count
            ) { row in
                Step(place: WalkPlace(at: try row[0], passage: try row[1]), entry: try row[2])
            }
        }
        return Array(steps.sorted { isDown ? $1.place < $0.place : $0.place < $1.place }.prefix(count))
    }

    /// Those whose entries show that text at the time that is asked for, and are meant.
    private func shown(_ steps: [Step]) throws -> [Step] {
        var asked = question
        // The passage says when a text was written; its entry may have been touched since.
        (asked.from, asked.until) = (nil, nil)
        let entries = try ShownEntry.all(Set(steps.map(\.entry)).sorted(), asked, at: reader.now, tx)
        let rows = try PassageRow.all(steps.map(\.place.passage), tx)
        let texts = Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0.text) })
        return steps.filter { step in
            guard let entry = entries[step.entry] else { return false }
            return entry.text == texts[step.place.passage]
        }
    }

    private func found(_ steps: [Step]) throws -> [FoundEntry] {
        let moments = Dictionary(steps.map { ($0.entry, $0.place.at) }, uniquingKeysWith: { first, _ in first })
        return try reader.entries(inOrder: steps.map(\.entry)[...]).map { entry in
            let text = Passage.beginning(of: entry.fields.content)
            return FoundEntry(
                entry: entry, at: moments[entry.id] ?? entry.updatedAt, score: 0, bytes: 0..<text.utf8.count,
                text: text, reasons: FindingReasons())
        }
    }

    private static func select(_ isDown: Bool, isPastToo: Bool) -> SQL {
        switch (isDown, isPastToo) {
        case (false, false): oldestNow
        case (false, true): oldestEver
        case (true, false): newestNow
        case (true, true): newestEver
        }
    }

    private static let oldestNow = SQL(kept: text(isDown: false, isPastToo: false))
    private static let oldestEver = SQL(kept: text(isDown: false, isPastToo: true))
    private static let newestNow = SQL(kept: text(isDown: true, isPastToo: false))
    private static let newestEver = SQL(kept: text(isDown: true, isPastToo: true))

    /// - Shape: the condition must be there or not: as a value it would keep SQLite from the index.
    static func text(isDown: Bool, isPastToo: Bool) -> String {
        let (order, sign) = isDown ? ("DESC", "<") : ("ASC", ">")
        return """
            SELECT at, id, entryId FROM memoryPassage WHERE spaceId = ? AND start = 0 \(isPastToo ? "" : "AND isPast = 0")
                AND at >= ? AND at < ? AND (at, id) \(sign) (?, ?) ORDER BY at \(order), id \(order) LIMIT ?
            """
    }
}

/// A place in the order of a walk.
struct WalkPlace: Comparable {
    let at: Instant
    let passage: Int64

    init(at: Instant, passage: Int64) {
        (self.at, self.passage) = (at, passage)
    }

    /// - Errors: `.malformed` on `after`.
    init(_ text: String) throws(Failure) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int64($0) }
        guard parts.count == 2, let seconds = parts[0], let number = parts[1] else {
            throw Failure(.type("what a page has as its next"), field: "after", kind: .malformed)
        }
        (at, passage) = (Instant(seconds: seconds), number)
    }

    static let beginning = WalkPlace(at: Instant(seconds: .min), passage: .min)
    static let end = WalkPlace(at: Instant(seconds: .max), passage: .max)

    var text: String { "\(at.seconds).\(passage)" }

    static func < (one: WalkPlace, other: WalkPlace) -> Bool {
        (one.at.seconds, one.passage) < (other.at.seconds, other.passage)
    }
}
