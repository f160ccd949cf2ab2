import Finding
import MemoryDomain
import SQLite
import Store

/// The text of a passage.
enum PassageText {
    static func read(_ row: PassageRow, _ tx: ReadTransaction) throws -> String? {
        let content = try tx.one("SELECT text, isJSON FROM memoryText WHERE id = ?", row.text) { row in
            MemoryContent(stored: try row[0], isJSON: try row[1])
        }
        return content.map { cut(Passage.text(of: $0), row) }
    }

    static func cut(_ text: String, _ row: PassageRow) -> String {
        String(decoding: text.utf8.dropFirst(row.start).prefix(row.bytes), as: UTF8.self)
    }
}
