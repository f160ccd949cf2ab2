import Search
import Store
import SQLite

/// Reads hits to see whether what stands in quotation marks is there; so much and no more.
struct QuotedReading {
    private let tx: ReadTransaction
    private let phrases: [SearchPattern]
    /// - Units: bytes.
    private var left = 4_194_304
    private(set) var isBounded = false

    init(_ tx: ReadTransaction, _ phrases: [SearchPattern]) {
        (self.tx, self.phrases) = (tx, phrases)
    }

    mutating func has(_ passage: PassageRow) throws -> Bool {
        guard left > 0 else {
            isBounded = true
            return false
        }
        let size: Int = try tx.value("SELECT bytes FROM memoryText WHERE id = ?", passage.text) ?? 0
        left -= size + 1_000
        guard let text = try PassageText.read(passage, tx) else { return false }
        return phrases.allSatisfy { SearchText.finds($0, in: [text]) }
    }
}
