import Administration
import ArgumentParser
import Domain
import MemoryDomain
import MemoryFormats
import Tokens
import Web

extension MemoryCommand {
    struct Context: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print what a model is to know before it answers a question, within a budget of tokens.",
            discussion: """
                Instructions and preferences of the spaces, then what was found, a line each with the address to cite. \
                The text goes to standard output, everything else to standard error.
                """)

        @Argument(help: "The question.")
        var question: String

        @OptionGroup
        var options: QuestionOptions

        @Option(help: "Tokens, \(ContextRequest.budgetRange.lowerBound) to \(ContextRequest.budgetRange.upperBound).")
        var budget = ContextRequest.usualBudget

        @Option(help: "How tokens are counted: \(TokenVocabulary.allCases.map(\.rawValue).joined(separator: ", ")).")
        var vocabulary = TokenVocabulary.o200k

        @Flag(help: "Print JSON.")
        var json = false

        func run() throws {
            var asked = try options.question(question)
            try MemoryCommand.open { house in
                asked.spaces = try options.spaces(house)
                let request = try ContextRequest(asked, budget: budget, vocabulary)
                let packed = try house.memory.context(request, at: Clock.system.now(), for: .commandLine)
                guard !json else { return print(MemoryTable.json(PackedContextJSON(context: packed))) }
                print(String(packed.text.dropLast()))
                for note in MemoryTable.notes(packed.ignoredWords, packed.isBounded) + Self.summary(packed) {
                    StandardError.write(note + "\n")
                }
            }
        }

        private static func summary(_ packed: PackedContext) -> [String] {
            let size = "\(packed.items.count) entries, \(packed.tokens) of \(packed.budget) tokens."
            let counts = PackedContext.Cause.allCases.map { cause in
                (cause.rawValue, packed.leftOut.count { $0.cause == cause })
            }
            let left = counts.filter { $0.1 > 0 }.map { "\($0.1) (\($0.0))" }
            return [size] + (left.isEmpty ? [] : ["Left out: \(left.joined(separator: ", "))."])
        }
    }
}

extension TokenVocabulary: ExpressibleByArgument {}
