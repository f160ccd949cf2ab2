import TestingElwosa

@testable import Domain
import Search
@testable import TaskDomain

/// Filters and texts that nobody would think of, the same in every run.
struct RandomFilter {
    var random: SeededRandom

    init(seed: UInt64) {
        random = SeededRandom(seed: seed)
    }

    /// A tree as reading makes them, up to four deep, with at most 24 values.
    mutating func filter() -> TaskFilter {
        let conjuncts = (0..<Int.random(in: 0...4, using: &random)).map { _ in condition(depth: 4) }
        return TaskFilter(conjuncts, sort: some(TaskSort.Key.allCases, 0...3).map { TaskSort($0, descending: flip()) })
    }

    private mutating func condition(depth: Int) -> TaskCondition {
        switch depth == 0 ? 9 : Int.random(in: 0...9, using: &random) {
        case 0: .not(condition(depth: depth - 1))
        case 1: .joined((0..<2).map { _ in condition(depth: depth - 1) })
        case 2: .either((0..<2).map { _ in condition(depth: depth - 1) })
        default: .term(term())
        }
    }

    private mutating func term() -> TaskTerm {
        switch Int.random(in: 0...17, using: &random) {
        case 0: .word(searchable())
        case 1: .phrase(searchable())
        case 2: .flag(some(TaskFlag.allCases))
        case 3: .has(some(TaskPart.allCases))
        case 4: .status(some(TaskStatus.allCases))
        case 5: .priority(some(TaskPriority.allCases))
        case 6: .priorityCompared(one(TaskComparison.allCases), one(TaskPriority.allCases))
        case 7: .assignee(picks(flip() ? .me : .name(name())))
        case 8: .label(picks(name()))
        case 9: .project(picks(flip() ? .id(number()) : .name(name())))
        case 10: .parent(picks(number()))
        case 11: .time(one(TaskTimeField.allCases), picks(when()))
        case 12: .timeCompared(one(TaskTimeField.allCases), one(TaskComparison.allCases), when())
        case 13: .estimate(picks(Int.random(in: 0...999_999, using: &random)))
        case 14: .estimateCompared(one(TaskComparison.allCases), 60 * Int.random(in: 0...16_666, using: &random))
        case 15: .id([number()])
        case 16: .inbox(picks(flip() ? .me : .name(name())))
        default: .externalId([name()])
        }
    }

    private mutating func when() -> TaskWhen {
        let day = CivilDate(daysSince1970: Int64.random(in: -719_528...2_932_896, using: &random))
        let instant = Instant(seconds: Int64.random(in: -62_167_219_200...253_402_300_799, using: &random))
        let count = flip() ? Int.random(in: -1...1, using: &random) : Int.random(in: -9_999...9_999, using: &random)
        return one([
            .now, .relative(count, one(TaskWhen.Unit.allCases)), .weekday(Int.random(in: 0...6, using: &random)),
            .at(.date(day)), .at(.instant(instant)),
        ])
    }

    /// Words of the grammar where they mean something else, and signs of every kind.
    private mutating func name() -> String {
        let special = [
            "or", "ODER", "none", "Any", "Ohne", "beliebig", "me", "ich", "-", "is:open", "a<b", "#7", "sort:due",
            "https://x",
        ]
        return flip() ? one(special) : soup(1...4, Self.signs)
    }

    /// A name in which something can be searched for.
    private mutating func searchable() -> String {
        while true {
            let name = name()
            if SearchPattern(name, isPrefix: true) != nil { return name }
        }
    }

    mutating func soup(_ count: ClosedRange<Int>, _ pieces: [String]) -> String {
        (0..<Int.random(in: count, using: &random)).map { _ in one(pieces) }.joined()
    }

    static let signs = [
        "a", "ß", "日", "🎄", "e\u{301}", "\u{301}", " ", "\u{a0}", "\r\n", "\"", "„", "“", "\\", "-", ",", ":", "<",
        ">", "=", "*", "(", ")", "#", "\u{0}", "\u{2028}",
    ]

    static let words =
        signs
        + QueryLanguage.allCases.flatMap { language in
            QueryField.names(in: language).map { $0 + ":" } + TaskFlag.names(in: language)
                + TaskPart.names(in: language)
        } + TaskWhen.words + [
            " or ", " -", " (", ") ", "none", "any", "ohne", "beliebig", "me", "7d", "-2w", "2h", "2026-11-25",
            "2026-11-25T09:00:00Z",
            " label:", " due<", " priority>=", "\" ", " \"",
        ]

    private mutating func picks<Value>(_ value: Value) -> [TaskPick<Value>] { some([.none, .any, .value(value)]) }
    private mutating func number() -> Int64 { Int64.random(in: 1...(flip() ? 9 : .max), using: &random) }
    private mutating func flip() -> Bool { Bool.random(using: &random) }
    private mutating func one<Value>(_ values: [Value]) -> Value { values.randomElement(using: &random)! }

    private mutating func some<Value>(_ values: [Value], _ count: ClosedRange<Int> = 1...3) -> [Value] {
        Array(values.shuffled(using: &random).prefix(Int.random(in: count, using: &random)))
    }
}
