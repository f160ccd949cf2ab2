import AuthStore
import Domain
import Finding
import HouseStore
import MemoryDomain
import MemoryStore
import Platform
import SQLite
import Store
import Tokens

/// Loads conversations into a database of its own and asks it their questions, once as ELWOSA searches and once by plain
/// FTS5.
package struct FindingBenchmark {
    private let weights: RankingWeights

    package init(_ weights: RankingWeights = .standard) {
        self.weights = weights
    }

    package struct Result {
        /// By the kind of question.
        package var ours: [String: FindingScore] = [:]
        package var plain: [String: FindingScore] = [:]
        /// - Units: milliseconds of each search, sorted.
        package var times: [Double] = []
        /// The evidence that was not among the first ten, a line for each such question.
        package var missed: [String] = []
        package var turns = 0
    }

    package func run(_ set: FindingSet, _ progress: (Int) -> Void = { _ in }) throws -> Result {
        let scratch = try ScratchDirectory(in: "/tmp", for: "finding")
        var result = Result()
        for (place, conversation) in set.conversations.enumerated() {
            let questions = set.questions.filter { $0.conversation == conversation.id }
            guard !questions.isEmpty else { continue }
            try ask(questions, conversation, scratch.file(String(place)), &result)
            progress(place + 1)
        }
        result.times.sort()
        return result
    }

    private func ask(
        _ questions: [FindingSet.MarkedQuestion], _ conversation: FindingSet.MarkedConversation, _ path: String,
        _ result: inout Result
    ) throws {
        let plain = try PlainSearch(conversation.turns.map(\.fields.content.stored), path + "-plain.db")
        defer { plain.close() }
        let house = try BenchmarkHouse(path + ".db")
        defer { house.close() }
        let turns = try house.load(conversation.turns)
        result.turns += turns.count
        for question in questions where !question.evidence.isEmpty {
            let asked = Self.asked(question, conversation)
            let begin = MonotonicTime.now
            let found = try house.memory.search(asked, weights, at: house.now, for: .commandLine)
            result.times.append(Double(MonotonicTime.now.nanoseconds - begin.nanoseconds) / 1_000_000)
            let ids = found.entries.compactMap { turns[$0.entry.key] }
            let budgets = try packed(asked, turns, house)
            let theirs = try plain.search(question.text, limit: Self.depth).map { conversation.turns[$0] }
            let kinds = [question.kind] + (question.isParaphrase ? ["paraphrase"] : [])
            for kind in kinds {
                result.ours[kind, default: FindingScore()].add(evidence: question.evidence, found: ids, packed: budgets)
                result.plain[kind, default: FindingScore()].add(
                    evidence: question.evidence, found: theirs.map(\.id),
                    packed: Self.filled(theirs.map { ($0.id, $0.fields.content.stored) }))
            }
            let missing = question.evidence.subtracting(ids.prefix(10)).sorted()
            if !missing.isEmpty {
                let places = missing.map { id in "\(id) at \(ids.firstIndex(of: id).map { String($0 + 1) } ?? "-")" }
                result.missed.append(
                    "\(conversation.id), \(question.kind): \(question.text) (\(places.joined(separator: ", ")))")
            }
        }
    }

    private static let depth = 50

    private static func asked(
        _ question: FindingSet.MarkedQuestion, _ conversation: FindingSet.MarkedConversation
    ) -> EntryQuestion {
        let last = conversation.turns.compactMap(\.fields.at).max() ?? Instant(seconds: 0)
        var asked = EntryQuestion(question.text, today: (question.at ?? last).day)
        asked.limit = depth
        return asked
    }

    /// The turns that a model would be told with each budget.
    private func packed(
        _ asked: EntryQuestion, _ turns: [String: String], _ house: BenchmarkHouse
    ) throws -> [Int: Set<String>] {
        var packed: [Int: Set<String>] = [:]
        for budget in FindingScore.budgets {
            let request = try ContextRequest(asked, budget: budget)
            let context = try house.memory.context(request, weights, at: house.now, for: .commandLine)
            packed[budget] = Set(context.items.compactMap { turns[$0.entry.key] })
        }
        return packed
    }

    /// The turns that each budget has room for where nothing is told but what they say, taken in their order.
    private static func filled(_ found: [(id: String, text: String)]) -> [Int: Set<String>] {
        var packed: [Int: Set<String>] = [:]
        let sizes = found.map { TokenVocabulary.o200k.count($0.text) }
        for budget in FindingScore.budgets {
            var (left, turns) = (budget, Set<String>())
            for (one, size) in zip(found, sizes) where size <= left {
                left -= size
                turns.insert(one.id)
            }
            packed[budget] = turns
        }
        return packed
    }
}

/// A database with one space, for one conversation.
private struct BenchmarkHouse {
    let now: Instant
    let memory: SQLiteMemoryRepository
    private let store: Store
    private let space: Int64

    init(_ path: String) throws {
        try Schema.migrate(path)
        store = try Store.open(path, eventKey: [UInt8](repeating: 0, count: 32))
        memory = store.memory(limits: SpaceLimits(entries: .max, bytes: .max))
        now = Instant(seconds: WallTime.now.seconds)
        _ = try store.accounts.createFirstAdministrator(
            name: "bench", passwordHash: "", tokenHash: nil, at: now)
        var draft = try SpaceDraft(kind: .shared, name: "bench")
        draft.owner = "bench"
        space = try memory.createSpace(draft, by: Change(by: .commandLine, at: now)).space.id
    }

    func close() { store.close() }

    /// - Shape: the turns' ids by the keys that they have here.
    func load(_ turns: [FindingSet.MarkedTurn]) throws -> [String: String] {
        let conversation = try Conversation("c")
        var ids: [String: String] = [:]
        var rest = turns[...]
        while !rest.isEmpty {
            let batch = rest.prefix(EntryRules.batchLimit)
            rest = rest.dropFirst(batch.count)
            let writes = batch.map { turn in
                let key = conversation.key(ids.count + 1)
                ids[key] = turn.id
                return EntryWrite(key: .named(key), draft: EntryDraft(turn.fields))
            }
            _ = try memory.putEntries(writes, of: space, by: Change(by: .commandLine, at: now))
        }
        return ids
    }
}
