import Domain
import SQLite
import Search
import Store
import TaskDomain

/// How far from what was typed a word may be to be found by it, the nearest first.
enum SearchReach: Int, CaseIterable {
    case whole, beginning, part
}

/// One pattern as expressions in the language of FTS5, one for each reach that finds more than the one before.
///
/// - Source: https://sqlite.org/fts5.html, section 3. What was typed stands in quotes and has none itself.
struct SearchExpression {
    private var reaches: [String]

    /// Words that share a beginning, up to which each is looked up by itself: the first hits of a word cost nothing,
    /// while those of a beginning are all gathered first.
    private static let beginningLimit = 64
    /// Words with a part in them that are looked for, the shortest ones.
    private static let partLimit = 200
    /// Words of a query up to which each is looked for in longer ones; beyond them whoever asks knows what it is called.
    private static let partWords = 8

    /// - Shape: `share` is the part of what a query may look up that falls to this one.
    init(
        _ pattern: SearchPattern, share: Int = 1, _ allowance: inout GatheringAllowance, _ tx: ReadTransaction
    ) throws {
        let signs = try pattern.signs.map { "\"\($0)\"" + (try allowance.takes($0) ? "*" : "") }
        guard let last = pattern.words.last else {
            reaches = [signs.joined(separator: " AND ")]
            return
        }
        let before = pattern.words.dropLast().map { $0 + " " }.joined()
        var words = ["\"\(before)\(last)\""]
        if pattern.isPrefix {
            let more = try Self.beginnings(last, tx)
            let isGathered = try more == nil && allowance.takes(last)
            words.append(
                more.map { $0.map { "\"\(before)\($0)\"" }.joined(separator: " OR ") }
                    ?? words[0] + (isGathered ? "*" : ""))
            let parts =
                pattern.isPart && share <= Self.partWords ? try Self.parts(last, Self.partLimit / share, tx) : []
            if !parts.isEmpty { words.append(([words[1]] + parts.map { "\"\($0)\"" }).joined(separator: " OR ")) }
        }
        reaches = words.map { word in (["(\(word))"] + signs).joined(separator: " AND ") }
    }

    /// The widest reach, up to `reach`.
    func match(_ reach: SearchReach) -> String { reaches[min(reach.rawValue, reaches.count - 1)] }

    /// - Shape: nil where there are too many to be named, or where the vocabulary does not have them all.
    private static func beginnings(_ word: String, _ tx: ReadTransaction) throws -> [String]? {
        // A shorter one that begins with so many bytes is the word itself.
        guard word.utf8.count >= SearchedText.longWord - 1, SearchPattern.isWord(word) else { return nil }
        let words = try SearchVocabulary.words(beginning: word, limit: beginningLimit + 1, tx)
        return words.count > beginningLimit ? nil : words.contains(word) ? words : [word] + words
    }

    private static func parts(_ word: String, _ limit: Int, _ tx: ReadTransaction) throws -> [String] {
        var parts = try SearchVocabulary.words(with: word, limit: limit, tx)
        // The e of Schauessen has fallen away behind the u before it.
        if word.utf8.first == UInt8(ascii: "e") {
            for vowel in ["a", "o", "u"] where parts.count < limit {
                parts += try SearchVocabulary.words(
                    with: vowel + word.dropFirst(), limit: limit - parts.count, tx)
            }
        }
        return parts
    }
}

/// All that must be found, as expressions for `MATCH`.
struct SearchExpressions {
    private let all: [SearchExpression]

    /// - Shape: nil where nothing is searched for.
    init?(_ patterns: [SearchPattern], _ tx: ReadTransaction) throws {
        guard !patterns.isEmpty else { return nil }
        var allowance = GatheringAllowance(tx)
        all = try patterns.map { try SearchExpression($0, share: patterns.count, &allowance, tx) }
    }

    /// Everything that is found in one row.
    var widest: String { match(.part) }

    func match(_ reach: SearchReach) -> String { all.map { $0.match(reach) }.joined(separator: " AND ") }

    /// The expression for what `reach` finds and the one before it does not; nil where that is nothing.
    func match(only reach: SearchReach) -> String? {
        guard let before = SearchReach(rawValue: reach.rawValue - 1) else { return match(reach) }
        let (wide, narrow) = (match(reach), match(before))
        return wide == narrow ? nil : "(\(wide)) NOT (\(narrow))"
    }

    /// Each word or phrase by itself.
    var single: [String] { all.map { $0.match(.part) } }
}
