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
                A second run changes nothing. Each \(EntryRules.batchLimit) entries are taken together or not at all. \
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
                try take(memory.writes, into: space, house.memory)
            }
        }

        private func take(_ writes: [EntryWrite], into space: Int64, _ memory: any EntryRepository) throws {
            var bar = TerminalProgress()
            defer { bar.end() }
            for start in stride(from: 0, to: writes.count, by: EntryRules.batchLimit) {
                let batch = Array(writes[start..<min(start + EntryRules.batchLimit, writes.count)])
                do throws(Failure) {
                    let change = Change(by: .commandLine, at: Clock.system.now())
                    _ = try memory.putEntries(batch, of: space, by: change)
                } catch {
                    throw CommandFailure("\(error.message) Of \(writes.count) entries the first \(start) were taken.")
                }
                bar.show(start + batch.count, of: writes.count, unit: "entries")
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

    private static func what(_ reason: ForeignMemory.Reason) -> String {
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
