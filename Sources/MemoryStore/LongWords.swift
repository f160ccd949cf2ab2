import Finding
import SQLite
import Stems
import Store

/// The longer words of one space, now and in the past, each once: a word of a question is looked up here where it may be a
/// part of one.
///
/// Each space has its own: one of the whole house would tell by what is not found beside them which words stand where
/// somebody does not reach. A word stays until nothing of its space has it (`DoubtfulWords`), so one that is here may find
/// nothing.
///
/// - Source: table `memoryLongWord`.
struct LongWords {
    let space: Int64

    /// Bytes of a text of which the words are learned: the longest text that an entry may have, of nothing but new words,
    /// is within what one request may change.
    static let learnedBytes = 32_768

    func learn(_ words: Set<String>, _ tx: WriteTransaction) throws {
        guard !words.isEmpty else { return }
        let new = try tx.all(Self.selectUnknown, Self.list(words), space, row: Self.text)
        guard !new.isEmpty else { return }
        let german = Stemmer(.german)
        for word in new {
            try tx.run(
                "INSERT INTO memoryLongWord (spaceId, text, ending) VALUES (?, ?, ?)", space, word,
                WordParts.ending(of: word, by: german))
        }
    }

    /// Folded words as a parameter for `json_each`: none of them has a sign of ASCII. As in `IDList`, both engines read
    /// names alike.
    static func list(_ words: Set<String>) -> String { "{\"" + words.sorted().joined(separator: "\":0,\"") + "\":0}" }

    /// The words that begin so, and those that end so in some form of theirs.
    ///
    /// - Shape: as many as `limit` of both.
    func words(beginning part: String, limit: Int, _ tx: ReadTransaction) throws -> [String] {
        try tx.all(Self.selectBeginning, space, part, part + "\u{10FFFF}", limit, row: Self.text)
    }

    func words(ending part: String, limit: Int, _ tx: ReadTransaction) throws -> [String] {
        let ending = WordParts.ending(of: part)
        return try tx.all(Self.selectEnding, space, ending, ending + "\u{10FFFF}", limit, row: Self.text)
    }

    /// Those with a part anywhere, among the first `limit` words.
    func words(with part: String, among limit: Int, _ tx: ReadTransaction) throws -> [String] {
        try tx.all(Self.selectWith, space, limit, part, row: Self.text)
    }

    private static let selectUnknown: SQL = """
        SELECT key FROM json_each(?1)
        WHERE NOT EXISTS (SELECT 1 FROM memoryLongWord w WHERE w.spaceId = ?2 AND w.text = key) ORDER BY key
        """
    private static let selectBeginning: SQL =
        "SELECT text FROM memoryLongWord WHERE spaceId = ? AND text >= ? AND text < ? ORDER BY text LIMIT ?"
    private static let selectEnding: SQL =
        "SELECT text FROM memoryLongWord WHERE spaceId = ? AND ending >= ? AND ending < ? ORDER BY ending, text LIMIT ?"
    private static let selectWith: SQL = """
        SELECT text FROM (SELECT text FROM memoryLongWord WHERE spaceId = ? ORDER BY text LIMIT ?) words
        WHERE text LIKE '%' || ? || '%'
        """

    private static func text(_ row: borrowing Row) throws -> String { try row[0] }
}
