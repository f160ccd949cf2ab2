import Administration
import ArgumentParser
import Finding
import FindingBench
import JSON

extension MemoryCommand {
    struct Bench: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measure what the search finds in conversations with marked answers.",
            discussion: """
                The files are loaded into databases of their own, which are thrown away; the site's is not touched. \
                docs/memory-bench.md says what a file looks like.
                """)

        @Argument(help: "JSON files with conversations and questions; - is standard input.")
        var files: [String]

        @Option(help: "Another number of the ranking, such as near=0.5; may be given more than once.")
        var weight: [String] = []

        @Flag(help: "Print what was not among the first ten.")
        var missed = false

        func run() throws {
            let weights = try weights()
            var set = FindingSet()
            for file in files { try Self.read(file, into: &set) }
            try set.check()
            let result = try FindingBenchmark(weights).run(set)
            FindingTable.lines(of: result).forEach { print($0) }
            if missed { result.missed.forEach { print($0) } }
        }

        /// - Errors: `CommandFailure` for what is no JSON; `FindingSetError`.
        private static func read(_ file: String, into set: inout FindingSet) throws {
            let bytes = try InputFile(path: file).bytes()
            if let json = try? JSONParser.parse(bytes) { return try set.add(json) }
            for (number, line) in bytes.split(separator: UInt8(ascii: "\n")).enumerated() {
                let json: JSON
                do { json = try JSONParser.parse(Array(line)) } catch {
                    throw CommandFailure("\(file) is neither JSON nor a JSON object a line (line \(number + 1)).")
                }
                try set.add(json)
            }
        }

        private func weights() throws -> RankingWeights {
            var weights = RankingWeights.standard
            for text in weight {
                let parts = text.split(separator: "=")
                guard parts.count == 2, let number = Double(parts[1]), number.isFinite, number >= 0,
                    weights.set(String(parts[0]), number)
                else {
                    throw ValidationError(
                        "--weight is a name and a number, such as near=0.5; the names are \(RankingWeights.names.joined(separator: ", "))."
                    )
                }
            }
            return weights
        }
    }
}
