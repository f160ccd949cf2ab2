import Domain
import SQLite
import Store

/// Moves the words of long texts that entries show no more, by and by.
struct PassageMoves: DueThings {
    let store: Store

    /// Passages that one transaction moves.
    private static let most = 100

    func tellDue(at _: Instant) throws(Failure) -> Bool {
        let isWaiting: Bool = try store.read { tx in
            try tx.isTrue("SELECT EXISTS (SELECT 1 FROM memoryPassage WHERE isPast = 2)")
        }
        guard isWaiting else { return false }
        return try store.write(work: .max) { tx in try PassageIndex(tx: tx).moveWaiting(limit: Self.most) }
    }
}
