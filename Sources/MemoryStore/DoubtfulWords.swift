import Domain
import SQLite
import Store

/// The longer words that stood in what is erased: they go where nothing else of their space has them.
struct DoubtfulWords: DueThings {
    let store: Store

    /// Words that one step looks at.
    private static let most = 200

    private struct Word {
        let space: Int64
        let text: String
    }

    /// Notes the words of a passage that is erased.
    static func mark(_ words: Set<String>, in space: Int64, _ tx: WriteTransaction) throws {
        guard !words.isEmpty else { return }
        try tx.run(
            "UPDATE memoryLongWord SET isDoubtful = 1 WHERE spaceId = ? AND text IN (SELECT key FROM json_each(?))",
            space, LongWords.list(words))
    }

    func tellDue(at _: Instant) throws(Failure) -> Bool { try forgetSome() }

    /// Forgets all that are nowhere any more.
    func forget() throws(Failure) { while try forgetSome() {} }

    private func forgetSome() throws(Failure) -> Bool {
        let isAny: Bool = try store.read { tx in
            try tx.isTrue("SELECT EXISTS (SELECT 1 FROM memoryLongWord WHERE isDoubtful = 1)")
        }
        guard isAny else { return false }
        return try store.write(work: .max) { tx in
            let words = try tx.all(Self.selectFirst, Self.most) { row in Word(space: try row[0], text: try row[1]) }
            for word in words { try decide(on: word, tx) }
            return words.count == Self.most
        }
    }

    private func decide(on word: Word, _ tx: WriteTransaction) throws {
        if try Self.isHad(word, tx) {
            try tx.run(
                "UPDATE memoryLongWord SET isDoubtful = 0 WHERE spaceId = ? AND text = ?", word.space, word.text)
        } else {
            try tx.run("DELETE FROM memoryLongWord WHERE spaceId = ? AND text = ?", word.space, word.text)
        }
    }

    private static func isHad(_ word: Word, _ tx: ReadTransaction) throws -> Bool {
        var gathering = try PassageGathering(tx, spaces: [word.space], isPastToo: true)
        return try !gathering.passages(with: [word.text], share: 1, atMost: 1).ids.isEmpty
    }

    private static let selectFirst: SQL =
        "SELECT spaceId, text FROM memoryLongWord WHERE isDoubtful = 1 ORDER BY spaceId, text LIMIT ?"
}
