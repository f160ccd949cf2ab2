import Administration
import ArgumentParser
import Calendar
import Domain
import Input
import JSON
import MemoryDomain
import MemoryFormats
import Web

extension MemoryCommand {
    struct Search: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Find the entries that answer a question, the nearest first.",
            discussion: """
                A question as one would ask it, in German or English: any of its words may be there, in any of their \
                forms, and times as people say them. Texts in quotation marks must be there.
                """)

        @Argument(help: "The question.")
        var question: String

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

        @Option(help: "At most so many, up to \(EntryQuestion.limitRange.upperBound).")
        var limit = EntryQuestion.usual

        @Flag(help: "Print JSON.")
        var json = false

        func run() throws {
            var question = EntryQuestion(question, today: Clock.system.now().day)
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
            question.limit = limit
            try question.check()
            try MemoryCommand.open { house in
                if !space.isEmpty {
                    question.spaces = Set(try space.map { try MemoryCommand.space($0, house.memory).id })
                }
                let found = try house.memory.search(question, at: Clock.system.now(), for: .commandLine)
                guard !json else { return print(MemoryTable.json(FoundEntriesJSON(found: found))) }
                if found.ignoredWords > 0 {
                    print("The last \(found.ignoredWords) words of the question were not looked for.")
                }
                if found.isBounded { print("There was more than one search looks at; of each word the newest was.") }
                guard !found.entries.isEmpty else { return print("Nothing was found.") }
                MemoryTable.lines(found.entries).forEach { print($0) }
            }
        }
    }
}
