import Administration
import ArgumentParser
import Calendar
import Domain
import Input
import JSON
import MemoryDomain
import MemoryFormats
import Web

/// The options by which a question to memory is narrowed down.
struct QuestionOptions: ParsableArguments {
    @Option(help: "A space; may be given more than once. Without one, all of them.")
    var space: [String] = []

    @Option(help: "\(EntryKind.allCases.map(\.rawValue).joined(separator: ", ")); may be given more than once.")
    var kind: [EntryKind] = []

    @Option(help: "Entries that have this tag; may be given more than once.")
    var tag: [String] = []

    @Option(help: "What was said from then on: a day such as 2026-11-25, or a time such as 2026-11-25T09:00:00Z.")
    var from: String?

    @Option(help: "What was said until then.")
    var until: String?

    @Option(help: "What was true then.")
    var validAt: String?

    @Option(help: "What was known then.")
    var knownAt: String?

    /// - Errors: naming the field that cannot be read.
    func question(_ text: String) throws -> EntryQuestion {
        var question = EntryQuestion(text, today: Clock.system.now().day)
        var fields = Fields(
            MemoryCommand.object(
                [("from", from), ("until", until), ("validAt", validAt), ("knownAt", knownAt)].map { name, text in
                    (name, text.map(JSON.string))
                }))
        question.time = try EntryTime(&fields, in: .utc)
        question.from = try fields.instantOrNull("from", in: .utc) ?? nil
        question.until = try fields.instantOrNull("until", in: .utc) ?? nil
        question.filter.kinds = Set(kind)
        question.filter.tags = try EntryRules.tags(tag)
        return question
    }

    /// - Shape: nil for all of them.
    func spaces(_ house: Repositories) throws -> Set<Int64>? {
        space.isEmpty ? nil : Set(try space.map { try MemoryCommand.space($0, house.memory).id })
    }
}
