import Domain
import Finding
import MemoryChanges
import MemoryDomain
import SQLite
import Search
import Store

/// The passages of entries, and the words by which they are found.
///
/// - Source: tables `memoryPassage`, `memoryWords` and `memoryPastWords`, migration 0022; https://sqlite.org/fts5.html.
package struct PassageIndex {
    let tx: WriteTransaction

    /// The words of what is shown, and of what is past.
    package static let tables = ["memoryWords", "memoryPastWords"]

    /// The numbers that passages of one space have.
    static func numbers(of space: Int64) -> ClosedRange<Int64> {
        space << numberBits...(space + 1) << numberBits - 1
    }

    static let numberBits: Int64 = 32

    static func space(of number: Int64) -> Int64 { number >> numberBits }

    /// A text that an entry shows.
    struct Text {
        let id: Int64
        /// The words by which it is found: those in it where it is JSON.
        let text: String
        let isJSON: Bool
        /// nil where nobody said when; then each passage has the moment at which it was written.
        let saidAt: Instant?
        /// When it was first written, and when it last grew.
        let writtenAt: ClosedRange<Instant>
        /// Words beside the text, by which its first passage is found.
        let beside: String
        /// It is an instruction or a preference, which no question's words lead to.
        let stands: Bool
    }

    fileprivate struct Kept {
        let id: Int64
        let text: Int64
        let start: Int
        let bytes: Int
        let at: Instant
        let beside: String
        let state: PassageState
        let stands: Bool
    }

    /// Keeps the passages of what an entry shows, now or later; those of other texts that are known are of the past from
    /// now on.
    ///
    /// - Shape: of a text that has grown only the last passage is made anew.
    func keep(_ shown: [Text], of entry: EntryRow) throws {
        let known = try tx.all(Self.selectShown, entry.id, row: Self.row)
        let texts = Dictionary(shown.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let rows = Dictionary(grouping: known, by: \.text)
        for (id, rows) in rows where texts[id] == nil { try leave(id, rows) }
        for text in texts.values.sorted(by: { $0.id < $1.id }) {
            // One that is shown again has rows of the past.
            let rows = try rows[text.id] ?? tx.all(Self.selectOfText, text.id, row: Self.row)
            try keep(text, of: entry, rows)
        }
    }

    private func keep(_ text: Text, of entry: EntryRow, _ known: [Kept]) throws {
        let rows = known.sorted { $0.start < $1.start }
        let hasWordsBeside = rows.first.map { $0.beside == text.beside && $0.stands == text.stands } ?? true
        let isSame =
            rows.allSatisfy { $0.state == .shown && $0.at == text.at($0.start, rows) }
            && (hasWordsBeside || rows.count > 1)
        let size = text.text.utf8.count
        if isSame, !hasWordsBeside, let first = rows.first {
            // Only the first passage has the words beside the text.
            try remove([first], from: text.text)
            let piece = String(decoding: text.text.utf8.prefix(first.bytes), as: UTF8.self)
            try insert([Passage(piece, 0..<first.bytes, first.at)], of: text, rows, entry)
        }
        if isSame, let last = rows.last, last.start + last.bytes == size { return }
        // What stands before the last passage was cut already, whatever follows it.
        let start = isSame ? rows.last?.start ?? 0 : 0
        try remove(rows.filter { $0.start >= start }, from: text.text)
        let passages = Passage.all(in: text.text, from: start) { text.at($0, rows) }
        try insert(passages, of: text, rows, entry)
    }

    private func insert(
        _ passages: [Passage], of text: Text, _ known: [Kept], _ entry: EntryRow, isPast: Bool = false
    ) throws {
        for passage in passages {
            let isFirst = passage.bytes.lowerBound == 0
            let beside = isFirst ? text.beside : ""
            let id = try nextNumber(in: entry.spaceId)
            try tx.run(
                """
                INSERT INTO memoryPassage
                (id, spaceId, entryId, textId, start, bytes, length, isJSON, at, beside, stands, isPast)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, id, entry.spaceId, entry.id, text.id, passage.bytes.lowerBound, passage.bytes.count,
                passage.length, text.isJSON,
                text.at(passage.bytes.lowerBound, known), beside, isFirst && text.stands, isPast)
            try add(Self.words(passage, beside), to: id, isPast: isPast)
            guard passage.bytes.lowerBound < LongWords.learnedBytes else { continue }
            try LongWords(space: entry.spaceId).learn(passage.longWords, tx)
        }
    }

    /// Keeps the passages of all texts that an entry has and shows no more, where they are not known.
    func keepPast(of entry: EntryRow) throws {
        var last = VersionColumns.id(entry.id, 0)
        while true {
            let texts = try tx.all(Self.selectUnknown, last, VersionColumns.id(entry.id + 1, 0)) { row in
                var fields = EntryFields(content: MemoryContent(stored: try row[1], isJSON: try row[2]))
                (fields.kind, fields.source, fields.at) = (try row[3] ?? .note, try row[4], try row[5])
                let at: Instant = try row[6]
                return Text(id: try row[0], fields, of: entry.key, writtenAt: at...at)
            }
            guard let end = texts.last else { return }
            last = end.id
            for text in texts {
                let passages = Passage.all(in: text.text) { text.at($0, []) }
                try insert(passages, of: text, [], entry, isPast: true)
            }
        }
    }

    /// A text has the number of the version that had it first.
    private static let selectUnknown: SQL = """
        SELECT x.id, x.text, x.isJSON, v.kind, v.source, v.saidAt, v.at FROM memoryText x
        JOIN memoryVersion v ON v.id = x.id WHERE x.id > ? AND x.id < ?
            AND NOT EXISTS (SELECT 1 FROM memoryPassage p WHERE p.textId = x.id)
        ORDER BY x.id LIMIT 16
        """

    static let selectLast: SQL = "SELECT max(id) FROM memoryPassage WHERE id BETWEEN ? AND ?"

    private func nextNumber(in space: Int64) throws -> Int64 {
        let numbers = Self.numbers(of: space)
        let last: Int64?? = try tx.value(Self.selectLast, numbers.lowerBound, numbers.upperBound)
        return ((last ?? nil) ?? numbers.lowerBound) + 1
    }
}

/// Words in the two tables of the index.
extension PassageIndex {
    private static func words(_ passage: Passage, _ beside: String) -> String {
        passage.marks.union(beside.split(separator: " ").map(String.init)).joined(separator: " ")
    }

    private func add(_ words: String, to id: Int64, isPast: Bool) throws {
        try tx.count(work: words.utf8.count)
        if isPast {
            try tx.run("INSERT INTO memoryPastWords (rowid, words) VALUES (?, ?)", id, words)
        } else {
            try tx.run("INSERT INTO memoryWords (rowid, words) VALUES (?, ?)", id, words)
        }
    }

    private func forget(_ words: String, of id: Int64, isPast: Bool) throws {
        if isPast {
            try tx.run(
                "INSERT INTO memoryPastWords (memoryPastWords, rowid, words) VALUES ('delete', ?, ?)", id, words)
        } else {
            try tx.run("INSERT INTO memoryWords (memoryWords, rowid, words) VALUES ('delete', ?, ?)", id, words)
        }
    }

    /// Empties the whole index, whatever it was made of.
    func forget() throws {
        for table in Self.tables {
            try tx.run(SQL(composed: "INSERT INTO \(table) (\(table)) VALUES ('delete-all')"))
        }
        try tx.run("DELETE FROM memoryPassage")
        try tx.run("DELETE FROM memoryLongWord")
    }

    /// The words that a passage was kept with.
    private static func words(of row: Kept, in text: String) -> String { words(passage(of: row, in: text), row.beside) }

    private static func passage(of row: Kept, in text: String) -> Passage {
        let piece = String(decoding: text.utf8.dropFirst(row.start).prefix(row.bytes), as: UTF8.self)
        return Passage(piece, row.start..<row.start + row.bytes, row.at)
    }

    func content(_ text: Int64) throws -> MemoryContent {
        try tx.one("SELECT text, isJSON FROM memoryText WHERE id = ?", text) { row in
            MemoryContent(stored: try row[0], isJSON: try row[1])
        } ?? .text("")
    }

    private func text(_ id: Int64) throws -> String { Passage.text(of: try content(id)) }

    private func remove(_ rows: [Kept], from text: String) throws {
        for row in rows {
            try forget(Self.words(of: row, in: text), of: row.id, isPast: row.state == .past)
            try tx.run("DELETE FROM memoryPassage WHERE id = ?", row.id)
        }
    }

    /// Passages of one text that a change moves itself; more of them wait for the clock of the house, since whoever writes
    /// a long text anew has its new words to wait for already.
    private static let movedAtOnce = 1

    /// Makes passages of a text ones of the past.
    private func leave(_ text: Int64, _ rows: [Kept]) throws {
        guard rows.count > Self.movedAtOnce else { return try move(rows, text) }
        try tx.run("UPDATE memoryPassage SET isPast = 2 WHERE textId = ? AND isPast = 0", text)
    }

    private func move(_ rows: [Kept], _ id: Int64) throws {
        let text = try text(id)
        for row in rows {
            let words = Self.words(of: row, in: text)
            try forget(words, of: row.id, isPast: false)
            try add(words, to: row.id, isPast: true)
            try tx.run("UPDATE memoryPassage SET isPast = 1 WHERE id = ?", row.id)
        }
    }

    /// Moves passages that wait for it.
    ///
    /// - Shape: as many as `limit` of one text; true where there may be more.
    func moveWaiting(limit: Int) throws -> Bool {
        guard let text: Int64 = try tx.value("SELECT textId FROM memoryPassage WHERE isPast = 2 LIMIT 1") else {
            return false
        }
        try move(tx.all(Self.selectWaiting, text, limit, row: Self.row), text)
        return true
    }

    private static let selectWaiting = SQL(
        kept: "SELECT \(columns) FROM memoryPassage WHERE textId = ? AND isPast = 2 LIMIT ?")

    private static let columns = "id, textId, start, bytes, at, beside, isPast, stands"
    private static let selectShown = SQL(
        kept: "SELECT \(columns) FROM memoryPassage WHERE entryId = ? AND isPast = 0")
    private static let selectOfText = SQL(kept: "SELECT \(columns) FROM memoryPassage WHERE textId = ?")
    private static let selectOfEntry = SQL(
        kept: "SELECT \(columns) FROM memoryPassage WHERE entryId = ? ORDER BY textId LIMIT ?")

    private static func row(_ row: borrowing SQLite.Row) throws -> Kept {
        Kept(
            id: try row[0], text: try row[1], start: try row[2], bytes: try row[3], at: try row[4], beside: try row[5],
            state: try row[6], stands: try row[7])
    }

    /// Takes away passages of an entry that is to be erased, while its texts are still there.
    ///
    /// - Shape: as many as `limit`; how many there were.
    func remove(of entry: Int64, limit: Int) throws -> Int {
        let rows = try tx.all(Self.selectOfEntry, entry, limit, row: Self.row)
        for (id, rows) in Dictionary(grouping: rows, by: \.text) { try erase(rows, from: text(id)) }
        return rows.count
    }

    private func erase(_ rows: [Kept], from text: String) throws {
        try remove(rows, from: text)
        for row in rows {
            try DoubtfulWords.mark(Self.passage(of: row, in: text).longWords, in: PassageIndex.space(of: row.id), tx)
        }
    }

    /// Takes away all passages of an entry, while its texts are still there.
    func removeAll(of entry: Int64) throws { while try remove(of: entry, limit: 10_000) > 0 {} }

    /// Takes away the passages of a text that is to be another.
    func remove(ofText id: Int64) throws {
        let rows = try tx.all(Self.selectOfText, id, row: Self.row)
        try erase(rows, from: text(id))
    }

    /// Forgets the words that no passage has any more.
    static func compact(_ store: Store) throws(Failure) {
        try DoubtfulWords(store: store).forget()
        for table in tables { try store.compact(index: table) }
    }
}

/// The relation of a passage to what its entry shows.
enum PassageState: Int64 {
    /// The entry shows its text, now or later.
    case shown
    case past
    /// It is past, and its words are still among those of what is shown.
    case waiting
}

extension PassageState: Readable {}

extension PassageIndex.Text {
    /// When the passage that begins there was said, or else written: as it stands in the index where it does, unless that
    /// is a time at which nobody wrote it, since somebody said it was said then and takes it back.
    fileprivate func at(_ start: Int, _ known: [PassageIndex.Kept]) -> Instant {
        if let saidAt { return saidAt }
        if let row = known.first(where: { $0.start == start }), writtenAt.contains(row.at) { return row.at }
        return start == 0 ? writtenAt.lowerBound : writtenAt.upperBound
    }
}
