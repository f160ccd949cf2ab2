import Domain
import SQLite
import Search
import Store
import TaskDomain

/// The longer words of all tasks, each once: what is typed is looked up here first where it may be a part of a word, its
/// beginning, or spelled wrongly.
///
/// A word stays until nobody has it (`forget`), so one that is here may find nothing.
///
/// - Source: tables `searchWord`, `searchPart`.
enum SearchVocabulary {
    /// Bytes up to which a word is found by its parts.
    private static let partLimit = 80

    static func learn(_ words: Set<String>, _ tx: WriteTransaction) throws {
        guard !words.isEmpty else { return }
        // A folded word has letters, digits and no sign of ASCII. As in `IDList`, both engines read names alike.
        let list = "{\"" + words.joined(separator: "\":0,\"") + "\":0}"
        let new = try tx.all(
            """
            INSERT INTO searchWord (text) SELECT key FROM json_each(?) WHERE TRUE ON CONFLICT (text) DO NOTHING
            RETURNING id, text
            """, list
        ) { row in (id: try row[0] as Int64, text: try row[1] as String) }
        for word in new where word.text.utf8.count <= partLimit {
            try tx.run("INSERT INTO searchPart (rowid, text) VALUES (?, ?)", word.id, word.text)
        }
    }

    /// The work of learning them where they are known already.
    ///
    /// - Units: as `WriteTransaction.limit`.
    static func work(of words: Set<String>) -> Int { words.reduce(100) { $0 + $1.utf8.count + 30 } }

    /// The words that begin so, as many as `limit`, with the word itself.
    static func words(beginning start: String, limit: Int, _ tx: ReadTransaction) throws -> [String] {
        try tx.all(
            "SELECT text FROM searchWord WHERE text >= ? AND text < ? ORDER BY text LIMIT ?", start,
            start + "\u{10ffff}", limit
        ) { row in try row[0] }
    }

    /// The shortest words with `part` behind their first letter.
    static func words(with part: String, limit: Int, _ tx: ReadTransaction) throws -> [String] {
        let letters = Array(part.unicodeScalars)
        let threes = (0...letters.count - 3).map { start in
            "\"" + String(String.UnicodeScalarView(letters[start..<start + 3])) + "\""
        }
        return try tx.all(
            """
            SELECT searchWord.text FROM searchPart JOIN searchWord ON searchWord.id = searchPart.rowid
            WHERE searchPart MATCH ? AND instr(searchWord.text, ?) > 1 ORDER BY length(searchWord.text), 1 LIMIT ?
            """, Set(threes).sorted().joined(separator: " AND "), part, limit
        ) { row in try row[0] }
    }

    /// The words that are one slip away from `word`, or begin so, the nearest first.
    ///
    /// - Shape: one slip leaves the first half of a word as it is, or the second.
    static func words(near word: String, limit: Int, _ tx: ReadTransaction) throws -> [String] {
        let letters = word.unicodeScalars.map(\.value)
        guard (4...40).contains(letters.count) else { return [] }
        let (first, second) = (text(letters.prefix(letters.count / 2)), text(letters.dropFirst(letters.count / 2)))
        let found = Set(
            try words(beginning: first, limit: nearLimit, tx)
                + (letters.count < 6 ? [] : words(with: second, limit: nearLimit, tx)))
        let near = found.compactMap { other -> (length: Int, word: String)? in
            let scalars = other.unicodeScalars.map(\.value)
            let slips =
                (letters.count - 1...letters.count + 1).map { length in
                    QuerySpelling.distance(letters, Array(scalars.prefix(length)))
                }.min() ?? 2
            return slips == 1 ? (abs(scalars.count - letters.count), other) : nil
        }.sorted { ($0.length, $0.word) < ($1.length, $1.word) }
        // Where whole words are spelled so, those that only begin so are not meant.
        let whole = near.filter { $0.length < 2 }
        return (whole.isEmpty ? near : whole).prefix(limit).map(\.word)
    }

    private static func text(_ letters: ArraySlice<UInt32>) -> String {
        String(String.UnicodeScalarView(letters.compactMap(Unicode.Scalar.init)))
    }

    /// Words that are compared with one that nobody has.
    private static let nearLimit = 5_000

    /// Forgets the words that no task has any more, in steps between which others write.
    static func forget(_ store: Store) throws(Failure) {
        var last = ""
        while true {
            let words = try store.read { [last] tx in
                try tx.all("SELECT text FROM searchWord WHERE text > ? ORDER BY text LIMIT 500", last) { row in
                    try row[0] as String
                }
            }
            guard let end = words.last else { return }
            last = end
            let gone = try store.read { tx in try words.filter { try !isHad($0, tx) } }
            guard !gone.isEmpty else { continue }
            try store.write(work: .max) { tx in
                for word in gone where try !isHad(word, tx) { try remove(word, tx) }
            }
        }
    }

    private static func isHad(_ word: String, _ tx: ReadTransaction) throws -> Bool {
        try tx.value("SELECT 1 FROM taskSearch WHERE taskSearch MATCH ? LIMIT 1", "\"\(word)\"") as Int? != nil
    }

    private static func remove(_ word: String, _ tx: WriteTransaction) throws {
        let id: Int64? = try tx.value("SELECT id FROM searchWord WHERE text = ?", word)
        guard let id else { return }
        try tx.run("DELETE FROM searchWord WHERE id = ?", id)
        guard word.utf8.count <= partLimit else { return }
        try tx.run("INSERT INTO searchPart (searchPart, rowid, text) VALUES ('delete', ?, ?)", id, word)
    }
}
