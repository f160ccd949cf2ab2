import SQLite
import Store
import TestingElwosa

/// The words of a house with very many tasks, as the search has them, and what they take up.
enum ManyTexts {
    /// Texts that differ; a task of the number n has the text of n modulo this.
    static let count = 1_000
    private static let vocabulary = 20_000

    static let common = "water"
    static let rare = "winterreifen"
    static let part = "terreif"
    /// 北京, as an address has it.
    static let chinese = "%E5%8C%97%E4%BA%AC"

    /// Twenty words each, the first ones of the vocabulary the most often. None has a letter that folding changes, so a
    /// text is what the index has of it; of Chinese the index has pairs.
    private static func texts() -> [(stored: String, indexed: String)] {
        var random = SeededRandom(seed: 7)
        let words = (0..<vocabulary).map { _ in word(&random) }
        return (0..<count).map { place in
            var text = (0..<20).map { _ in
                // Squared twice, so that one word in four is one of the first hundred.
                let share = Double.random(in: 0..<1, using: &random)
                return words[Int(share * share * share * share * Double(vocabulary))]
            }
            if place == 7 { text.append(rare) }
            let stored = text.joined(separator: " ")
            guard place % 50 == 3 else { return (stored, stored) }
            return (stored + " 去北京开会", stored + " 去北 北京 京开 开会 会")
        }
    }

    private static func word(_ random: inout SeededRandom) -> String {
        let syllables = (0..<Int.random(in: 2...4, using: &random)).map { _ in
            String("bdfgklmnprtvw".randomElement(using: &random)!) + String("aiou".randomElement(using: &random)!)
        }
        return syllables.joined() + (Bool.random(using: &random) ? "n" : "")
    }

    /// - Shape: a temporary table `manyText` with `place`, `stored` and `indexed`.
    static func write(_ tx: WriteTransaction) throws {
        try tx.run("CREATE TABLE manyText (place INTEGER PRIMARY KEY, stored TEXT, indexed TEXT) STRICT")
        for (place, text) in texts().enumerated() {
            try tx.run("INSERT INTO manyText VALUES (?, ?, ?)", place, text.stored, text.indexed)
        }
    }

    /// Fills the index of the search and its vocabulary from the tasks.
    static func index(_ tx: WriteTransaction) throws {
        try tx.run(
            """
            INSERT INTO taskSearch (rowid, title, description, steps, comment, signs)
            SELECT id << 31, lower(title), indexed, '', '', '' FROM task JOIN manyText ON place = id % ?
            """, count)
        let texts = try tx.all("SELECT indexed FROM manyText") { row in try row[0] as String }
        let words = texts.flatMap { $0.split(separator: " ").map(String.init) } + [common, "plants"]
        for word in Set(words) where word.utf8.count >= 4 && word.utf8.allSatisfy({ $0 < 0x80 }) {
            try tx.run("INSERT INTO searchWord (text) VALUES (?)", word)
        }
        try tx.run("INSERT INTO searchPart (rowid, text) SELECT id, text FROM searchWord")
    }

    /// The index as it was before it knew every script, from the same texts.
    static func formerIndex(_ tx: WriteTransaction) throws {
        try tx.run(
            """
            CREATE VIRTUAL TABLE former USING fts5 (
                title, description, content = '', prefix = '2 3', tokenize = "unicode61 remove_diacritics 0")
            """)
        try tx.run(
            """
            INSERT INTO former (rowid, title, description)
            SELECT id, lower(title), stored FROM task JOIN manyText ON place = id % ?
            """, count)
    }

    /// - Units: megabytes of all tables whose names begin so.
    static func size(_ names: [String], _ tx: ReadTransaction) throws -> Double {
        try names.reduce(0) { sum, name in
            let bytes: Int? = try tx.value(
                """
                SELECT coalesce(sum(pgsize), 0) FROM dbstat
                WHERE name = ?1 OR substr(name, 1, length(?1) + 1) = ?1 || '_'
                """, name)
            return sum + Double(bytes ?? 0) / 1_000_000
        }
    }
}
