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
}
