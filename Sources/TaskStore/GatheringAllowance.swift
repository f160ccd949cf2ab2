import SQLite
import Search
import Store

/// The beginnings of words that one query may have gathered.
///
/// FTS5 gathers all rows of all words that begin so before it says the first, in one step that no deadline stops: with
/// one letter, among 1,000,000 tasks, some 0.35 s. A beginning for which nothing is left finds the word itself alone.
struct GatheringAllowance {
    /// - Units: places of words in texts; some six are gathered in a microsecond, and a page asks up to five times.
    private var left = 1_000_000
    /// Asked when it is needed: most lists search for nothing.
    private lazy var places = Result { try Self.places(tx) }
    private let tx: ReadTransaction

    /// Words of a task with its steps, and of its comments.
    private static let wordsPerTask = 25

    init(_ tx: ReadTransaction) { self.tx = tx }

    private static func places(_ tx: ReadTransaction) throws -> Int {
        // Numbers count up, so the highest one is known without counting.
        let last: Int? = try tx.value("SELECT coalesce(max(id), 0) FROM task")
        return (last ?? 0) * wordsPerTask
    }

    /// Tells whether a beginning may be gathered, and takes it off what is left.
    mutating func takes(_ beginning: String) throws -> Bool {
        let cost = try places.get() / Self.rarity(beginning)
        guard cost <= left else { return false }
        left -= cost
        return true
    }

    /// One word in so many begins so, where it is a frequent beginning.
    private static func rarity(_ beginning: String) -> Int {
        switch beginning.unicodeScalars.count {
        // Of scripts without spaces, which have pairs, one letter is as rare as two of an alphabet.
        case ...1: SearchPattern.isWord(beginning) ? 12 : 50
        case 2: 50
        case 3: 200
        default: 500
        }
    }
}
