import ArgumentParser
import Glibc

/// The command line: `elwosa up`, `elwosa setup`, `elwosa backup`.
@main
struct Elwosa: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "elwosa",
        abstract: "Tasks, memory and models for people and their agents, on a machine of their own.",
        discussion: """
            Settings come from the file ELWOSA_SETTINGS names, else elwosa.conf in the state directory, and from \
            variables such as ELWOSA_LISTEN, which win.
            """,
        // The newest release of CHANGELOG.md; a test compares them.
        version: "0.1.0",
        subcommands: [
            Up.self, SetUp.self, TaskCommand.self, MemoryCommand.self, UserCommand.self, TokenCommand.self,
            SessionCommand.self,
            KeysCommand.self, ThrottleCommand.self,
            Migrate.self,
            Routes.self, Events.self, Import.self, Export.self, Backup.self,
            Restore.self, Sweep.self,
            Doctor.self, Prepare.self,
        ])

    /// As the library's own, but for what an error quotes of what was typed or read.
    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            let code = exitCode(for: error)
            let message = fullMessage(for: error)
            if !message.isEmpty {
                if code.isSuccess { print(message) } else { StandardError.write(message + "\n") }
            }
            Glibc.exit(code.rawValue)
        }
    }
}
