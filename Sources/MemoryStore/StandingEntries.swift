import Domain
import Finding
import MemoryDomain
import SQLite
import Store

/// The instructions and preferences of spaces, which every question is answered with.
struct StandingEntries {
    let question: EntryQuestion
    let spaces: [Int64]
    let reader: EntryReader

    /// Texts of one space that are looked at, the last written; entries that are told at most.
    private static let (texts, limit) = (400, 100)

    struct Chosen {
        /// That of the newest reading first, each with when it was said, or else written.
        var entries: [DatedEntry] = []
        /// Further ones, which were not looked at.
        var more = 0
    }

    func chosen() throws -> Chosen {
        let tx = reader.tx
        let ids = try spaces.flatMap { space in
            try tx.all(question.time == .now ? Self.selectNow : Self.selectEver, space, Self.texts) {
                try $0[0] as Int64
            }
        }
        // Whatever time a question names: rules are not of one.
        var asked = question
        (asked.from, asked.until) = (nil, nil)
        let shown = try ShownEntry.all(Set(ids).sorted(), asked, at: reader.now, tx).values
            .filter { EntryKind.standing.contains($0.kind) && $0.bytes <= EntryRules.standingLimit }
            .sorted { ($0.at.seconds, $0.id) > ($1.at.seconds, $1.id) }
        let first = shown.prefix(Self.limit)
        let entries = try reader.entries(inOrder: first.map(\.id)[...])
        let moments = Dictionary(uniqueKeysWithValues: first.map { ($0.id, $0.at) })
        return Chosen(
            entries: entries.map { DatedEntry(entry: $0, at: moments[$0.id] ?? $0.updatedAt) },
            more: shown.count - entries.count)
    }

    private static let selectNow = select("AND isPast = 0")
    private static let selectEver = select("")

    /// - Shape: the numbers of passages rise with the time at which they were written.
    private static func select(_ condition: String) -> SQL {
        SQL(
            kept: """
                SELECT entryId FROM memoryPassage WHERE spaceId = ? AND stands = 1 \(condition) ORDER BY id DESC LIMIT ?
                """)
    }
}
