import Domain
import TaskDomain

/// `@name` in a text.
package struct Mentions {
    private let rows: any PeopleRows

    package init(_ rows: any PeopleRows) {
        self.rows = rows
    }

    /// Accounts that are named and may see what is said; names may have spaces, so the longest that fits counts.
    package func accounts(in text: String, of task: TaskItem) throws -> [Int64] {
        guard text.contains("@") else { return [] }
        let people = try rows.nameKeys(ofReadersOf: task)
        let ids = Dictionary(people.map { ($0.key, $0.id) }) { first, _ in first }
        let lengths = Set(people.map(\.key.count)).sorted(by: >)
        let pieces = text.lowercased().split(separator: "@", omittingEmptySubsequences: false).dropFirst()
        let found = Set(pieces.compactMap { Self.named(at: $0, lengths, ids) })
        guard found.count <= TaskRules.mentionLimit else {
            throw Failure(.tooManyMentions(TaskRules.mentionLimit), field: "text")
        }
        return found.sorted()
    }

    /// Looks names up by their lengths: there may be thousands of both accounts and signs.
    private static func named(at piece: Substring, _ lengths: [Int], _ ids: [String: Int64]) -> Int64? {
        for length in lengths {
            guard let end = piece.index(piece.startIndex, offsetBy: length, limitedBy: piece.endIndex),
                end == piece.endIndex || !(piece[end].isLetter || piece[end].isNumber)
            else { continue }
            if let id = ids[String(piece[..<end])] { return id }
        }
        return nil
    }
}
