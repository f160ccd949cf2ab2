import Administration
import ArgumentParser
import Domain
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

        @Argument(help: "The question; without one, and with --order, a walk by time.")
        var question = ""

        @OptionGroup
        var options: QuestionOptions

        @Option(help: "\(EntryQuestion.Sorting.allCases.map(\.rawValue).joined(separator: ", ")).")
        var order = EntryQuestion.Sorting.nearest

        @Option(help: "The place at which the next page of a walk begins, as the one before said.")
        var after: String?

        @Option(help: "At most so many, up to \(EntryQuestion.limitRange.upperBound).")
        var limit = EntryQuestion.usual

        @Flag(help: "Print JSON.")
        var json = false

        func run() throws {
            var asked = try options.question(question)
            (asked.order, asked.after, asked.limit) = (order, after, limit)
            try MemoryCommand.open { house in
                asked.spaces = try options.spaces(house)
                let found = try house.memory.search(asked, at: Clock.system.now(), for: .commandLine)
                guard !json else { return print(MemoryTable.json(FoundEntriesJSON(found: found))) }
                MemoryTable.notes(found.ignoredWords, found.isBounded).forEach { print($0) }
                guard !found.entries.isEmpty else { return print("Nothing was found.") }
                MemoryTable.lines(found.entries).forEach { print($0) }
                if let next = found.next { print("More: --after \(next)") }
            }
        }
    }
}

extension EntryQuestion.Sorting: ExpressibleByArgument {}
