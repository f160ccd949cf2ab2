import Administration
import ArgumentParser
import Domain
import MemoryDomain
import MemoryFormats
import Settings
import Web

/// Memory without a browser, with the rights of whoever may open the database.
struct MemoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "memory",
        abstract:
            "List, show and write entries of memory; export and import spaces, and keep folders in step with them.",
        discussion: """
            A space is named by its number, or by its name where only one has it. Exit code 0 when it is done, 1 when it \
            is refused, 64 for a command that cannot be read.
            """,
        subcommands: [
            List.self, Get.self, Put.self, Delete.self, Undo.self, AddSpace.self, ExportSpace.self, ImportSpace.self,
            Sync.self, ImportFrom.self, Search.self, Context.self, Bench.self,
        ])

    /// Runs with the contracts, and closes the database afterwards.
    static func open<Value>(_ body: (Repositories) throws -> Value) throws -> Value {
        try Installation(settings: try Settings.load()).open(body)
    }

    static func change(seen version: Int64? = nil) -> Change {
        Change(by: .commandLine, at: Clock.system.now(), seen: version)
    }

    /// The space of that number, or else of that name.
    static func space(_ text: String, _ memory: any SpaceRepository) throws -> MemorySpace {
        let spaces = try memory.spaces(for: .commandLine).map(\.space)
        if let number = Int64(text.hasPrefix("#") ? text.dropFirst() : text[...]),
            let space = spaces.first(where: { $0.id == number })
        {
            return space
        }
        let found = spaces.filter { $0.name == text }
        guard let space = found.first else { throw CommandFailure("There is no space \(text).") }
        guard found.count == 1 else {
            let numbers = found.map { "#\($0.id)" }.joined(separator: ", ")
            throw CommandFailure("\(found.count) spaces are called \(text); name one by its number: \(numbers).")
        }
        return space
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the entries of a space, the last change first; without a space, the spaces.")

        @Argument(help: "The space.")
        var space: String?

        @Option(help: "\(EntryKind.allCases.map(\.rawValue).joined(separator: ", ")); may be given more than once.")
        var kind: [EntryKind] = []

        @Option(help: "Entries that have this tag; may be given more than once.")
        var tag: [String] = []

        @Option(help: "The beginning of the keys.")
        var prefix: String?

        @Option(help: "At most so many.")
        var limit = 50

        @Flag(help: "Print JSON, one object a line.")
        var json = false

        func validate() throws {
            guard limit > 0 else { throw ValidationError("--limit is a number from 1.") }
            guard space != nil || (kind.isEmpty && tag.isEmpty && prefix == nil) else {
                throw ValidationError("--kind, --tag and --prefix are about the entries of a space; name one.")
            }
        }

        func run() throws {
            try MemoryCommand.open { house in
                guard let space else { return try listSpaces(house.memory) }
                let entries = try read(MemoryCommand.space(space, house.memory).id, house.memory)
                guard !json else { return entries.forEach { print(MemoryTable.json(EntryJSON(entry: $0))) } }
                guard !entries.isEmpty else { return print("There is no such entry.") }
                MemoryTable.lines(entries).forEach { print($0) }
            }
        }

        private func listSpaces(_ memory: any SpaceRepository) throws {
            let spaces = try memory.spaces(for: .commandLine).prefix(limit)
            guard !json else { return spaces.forEach { print(MemoryTable.json(SpaceSummaryJSON(summary: $0))) } }
            guard !spaces.isEmpty else { return print("There is no space.") }
            MemoryTable.lines(Array(spaces)).forEach { print($0) }
        }

        private func read(_ space: Int64, _ memory: any EntryRepository) throws -> [MemoryEntry] {
            var query = EntryQuery()
            query.filter.kinds = Set(kind)
            query.filter.tags = try EntryRules.tags(tag)
            query.filter.prefix = prefix
            var entries: [MemoryEntry] = []
            repeat {
                query.limit = min(limit - entries.count, EntryQuery.limitRange.upperBound)
                let page = try memory.entries(of: space, query, at: Clock.system.now(), for: .commandLine)
                entries += page.entries
                query.after = page.next
            } while query.after != nil && entries.count < limit
            return entries
        }
    }
}

extension EntryKind: ExpressibleByArgument {}
