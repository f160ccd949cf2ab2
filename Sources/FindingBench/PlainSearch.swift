import SQLite
import Search

/// FTS5 by itself: whole texts, its own tokenizer and bm25, any of the words.
struct PlainSearch {
    private let database: Database

    init(_ texts: [String], _ path: String) throws {
        database = try Database(path: path, create: true)
        try database.write { tx in
            try tx.runScript("CREATE VIRTUAL TABLE plain USING fts5 (text)")
            for (place, text) in texts.enumerated() {
                try tx.run("INSERT INTO plain (rowid, text) VALUES (?, ?)", Int64(place + 1), text)
            }
        }
    }

    func close() { database.close() }

    /// - Shape: the places of the texts, the nearest first.
    func search(_ question: String, limit: Int) throws -> [Int] {
        let words = question.split { !$0.isLetter && !$0.isNumber }.map { "\"\($0)\"" }
        guard !words.isEmpty else { return [] }
        return try database.read { tx in
            try tx.all(
                "SELECT rowid FROM plain WHERE plain MATCH ? ORDER BY rank LIMIT ?", words.joined(separator: " OR "),
                limit
            ) { row in Int(try row[0] as Int64) - 1 }
        }
    }
}
