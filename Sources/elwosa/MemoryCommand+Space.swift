import Administration
import ArgumentParser
import AuthDomain
import Domain
import MemoryDomain

extension MemoryCommand {
    struct AddSpace: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add-space", abstract: "Make a space of memory; prints its number.",
            discussion:
                "A space is of an account that is its owner, or of a project, whose members read and write there.")

        @Argument(help: "What it is called.")
        var name: String

        @Option(help: "The account that it belongs to: a person, or an agent.")
        var owner: String?

        @Option(help: "The number of the project that it belongs to.")
        var project: Int64?

        @Flag(help: "Others may be let in.")
        var shared = false

        @Option(help: "The number of days that an entry stays after its last change.")
        var retentionDays: Int64?

        func validate() throws {
            guard (owner == nil) != (project == nil), project == nil || !shared else {
                throw ValidationError("Either --owner, with or without --shared, or --project says whose it is.")
            }
        }

        func run() throws {
            try MemoryCommand.open { house in
                let isAgent =
                    try owner.map { try UserCommand.found($0, in: house.accounts).account.kind == .agent } ?? false
                let kind: MemorySpace.Kind =
                    project != nil ? .project : shared ? .shared : isAgent ? .agent : .personal
                var draft = try SpaceDraft(kind: kind, name: name, projectId: project)
                draft.owner = owner
                draft.retentionDays = try SpaceRules.retention(retentionDays)
                print(try house.memory.createSpace(draft, by: MemoryCommand.change()).space.id)
            }
        }
    }

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
