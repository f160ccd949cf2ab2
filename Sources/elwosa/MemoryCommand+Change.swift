import Administration
import ArgumentParser
import Domain
import MemoryDomain

extension MemoryCommand {
    struct Delete: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Delete an entry; it can be restored for 30 days.")

        @Argument(help: "The space.")
        var space: String

        @Argument(help: "The entry's key.")
        var key: String

        @Option(help: "Only where this is its newest version.")
        var ifVersion: Int64?

        func run() throws {
            try MemoryCommand.open { house in
                let space = try MemoryCommand.space(space, house.memory)
                let key = NormalForm.composed(key)
                let deleted = try TaskCommand.found("entry \(key) in \(space.name)") { () throws(Failure) in
                    try house.memory.deleteEntry(key, of: space.id, by: MemoryCommand.change(seen: ifVersion))
                }
                let state = deleted == nil ? "Deleted already" : "Deleted"
                print("\(state): \(cell(key))\(MemoryCommand.undo(deleted))")
            }
        }
    }

    struct Undo: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a change back.",
            discussion:
                "A change of the command line's own, within ten minutes, as long as nobody has changed it since.")

        @Argument(help: "The change's number, as it was printed.")
        var change: String

        func run() throws {
            let seq = try TaskCommand.number(change, of: "a change")
            try MemoryCommand.open { house in
                let outcome = try TaskCommand.found("change \(seq) that the command line made") { () throws(Failure) in
                    try house.memory.undoEntries(seq, by: MemoryCommand.change())
                }
                print("Taken back.\(MemoryCommand.undo(outcome.change))")
                for entry in outcome.entries { print("\(cell(entry.key)), version \(entry.version)") }
            }
        }
    }

    /// The command that takes back the change that was just made.
    static func undo(_ change: Int64?) -> String {
        change.map { " (`elwosa memory undo \($0)` takes it back)" } ?? ""
    }
}
