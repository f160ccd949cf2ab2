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
    struct Get: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show one entry.")

        @Argument(help: "The space.")
        var space: String

        @Argument(help: "The entry's key.")
        var key: String

        @Option(help: "What was true then: a day such as 2026-11-25, or a time such as 2026-11-25T09:00:00Z.")
        var validAt: String?

        @Option(help: "What was known then.")
        var knownAt: String?

        @Flag(help: "Print JSON.")
        var json = false

        func run() throws {
            var fields = Fields(
                MemoryCommand.object([("validAt", validAt.map(JSON.string)), ("knownAt", knownAt.map(JSON.string))]))
            let time = try EntryTime(&fields, in: .utc)
            try MemoryCommand.open { house in
                let space = try MemoryCommand.space(space, house.memory)
                let entry = try TaskCommand.found("entry \(key) in \(space.name)") { () throws(Failure) in
                    try house.memory.entry(
                        NormalForm.composed(key), of: space.id, time, at: Clock.system.now(), for: .commandLine)
                }
                guard !json else { return print(MemoryTable.json(EntryJSON(entry: entry))) }
                MemoryTable.lines(of: entry).forEach { print($0) }
            }
        }
    }

    struct Put: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write an entry, or a version more of it.",
            discussion: "It says all of the entry anew; what its former versions said stays in its history.")

        @Argument(help: "The space.")
        var space: String

        @Argument(help: "The entry's key.")
        var key: String

        @Argument(help: "The text; - is standard input.")
        var text = "-"

        @Option(help: "\(EntryKind.allCases.map(\.rawValue).joined(separator: ", ")).")
        var kind = EntryKind.note

        @Option(help: "A tag; may be given more than once.")
        var tag: [String] = []

        @Option(help: "0 to 10.")
        var importance: Int64?

        @Option(help: "Where it is from.")
        var source: String?

        @Option(help: "From when it is true: a day such as 2026-11-25, or a time such as 2026-11-25T09:00:00Z.")
        var validFrom: String?

        @Option(help: "Until when it is true.")
        var validUntil: String?

        @Option(help: "From when nobody reads it any more.")
        var expires: String?

        @Option(help: "Only where this is its newest version; 0 where there must be none.")
        var ifVersion: Int64?

        func run() throws {
            let text = try text == "-" ? InputFile(path: "-").text(limit: EntryRules.byteLimit + 2) : text
            let key = try EntryRules.key(key)
            let draft = try draft(saying: text)
            try MemoryCommand.open { house in
                let space = try MemoryCommand.space(space, house.memory)
                let outcome = try house.memory.putEntry(
                    .named(key), draft, of: space.id, by: MemoryCommand.change(seen: ifVersion))
                let state = outcome.change == nil ? "There already" : "Written"
                let entry = outcome.entry
                print("\(state): \(cell(entry.key)), version \(entry.version)\(MemoryCommand.undo(outcome.change))")
            }
        }

        /// By the rules that JSON is read by.
        private func draft(saying text: String) throws -> EntryDraft {
            var fields = Fields(
                MemoryCommand.object([
                    ("content", .string(text)), ("kind", .string(kind.rawValue)),
                    ("tags", .array(tag.map(JSON.string))), ("importance", importance.map(JSON.integer)),
                    ("source", source.map(JSON.string)), ("validFrom", validFrom.map(JSON.string)),
                    ("validUntil", validUntil.map(JSON.string)), ("expiresAt", expires.map(JSON.string)),
                ]))
            return try EntryInput.draft(&fields, in: .utc)
        }
    }

    /// The members that are given.
    static func object(_ members: [(name: String, value: JSON?)]) -> JSONObject {
        JSONObject(members.compactMap { name, value in value.map { (name: name, value: $0) } })
    }
}
