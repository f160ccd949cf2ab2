import Administration
import ArgumentParser
import Domain
import MemoryDomain
import MemoryFormats
import Web

extension MemoryCommand {
    struct ImportFrom: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import-from", abstract: "Take what another system has kept.",
            discussion: """
                A second run changes nothing that was not changed since. Each \(EntryRules.batchLimit) entries are taken together or not at all. \
                docs/memory-files.md says what becomes of what.
                """)

        @Argument(help: "What the file is: \(ForeignMemoryFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
        var format: ForeignMemoryFormat

        @Argument(help: "The file, or the ZIP archive with it; - is standard input.")
        var file: String

        @Option(help: "The space, by name or as #7.")
        var space: String

        @Flag(help: "Say what would be taken, and take nothing.")
        var dryRun = false

        /// - Units: bytes. Whoever runs the house may take more than a request may.
        private static let limit = 1 << 29

        func run() throws {
            let bytes = try InputFile(path: file).bytes(limit: Self.limit)
            try MemoryCommand.open { house in
                let space = try MemoryCommand.space(space, house.memory).id
                let memory = try ForeignMemory.read(
                    format, bytes, into: space, at: Clock.system.now(), limit: Self.limit)
                ForeignMemoryWords.lines(memory).forEach { print($0) }
                guard !dryRun else { return }
                try take(memory, into: space, house.memory)
            }
        }

        private func take(_ foreign: ForeignMemory, into space: Int64, _ memory: any EntryRepository) throws {
            var bar = TerminalProgress()
            defer { bar.end() }
            var run = ForeignImport(space, of: memory) { MemoryCommand.change() }
            do throws(Failure) {
                try run.take(foreign) { bar.show($0, of: foreign.writes.count, unit: "entries") }
            } catch {
                throw CommandFailure(
                    "\(error.message) Of \(foreign.writes.count) entries the first \(run.taken) were taken.")
            }
        }
    }
}

extension ForeignMemoryFormat: ExpressibleByArgument {}

/// The report on the memory of another system, for the operator.
enum ForeignMemoryWords {
    static func lines(_ memory: ForeignMemory) -> [String] {
        ["Entries: \(memory.writes.count)."]
            + memory.leftOut.map { left in
                let more = left.count > left.places.count ? ", …" : ""
                return "Left out: \(left.count) \(what(left.reason)): "
                    + left.places.map(cell).joined(separator: ", ") + more
            }
    }

    private static func what(_ reason: LeftOut.Reason) -> String {
        switch reason {
        case .unreadable: "that cannot be read"
        case .tooLong: "longer than \(EntryRules.byteLimit) bytes"
        case .expired: "that have expired"
        case .otherBranch: "messages of other branches"
        case .hidden: "messages that were not shown"
        case .part: "parts that are no text"
        case .value: "values that have no place in an entry"
        case .link: "relations that have no entry to begin at, or no room there"
        }
    }
}
