import Administration
import ArgumentParser
import Domain
import Settings
import Wiring

/// Copies the database while the site runs.
struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy the database into one file, while the site runs.",
        discussion: """
            The copy gets its name only when it is complete and durable, and when its integrity and its event log have \
            been checked. The keys are not in it: keep a copy of the keys directory in another place.
            """)

    @Argument(help: "The file to write. One that is there is replaced when the copy is complete.")
    var file: String

    func run() throws {
        let settings = try Settings.load()
        let (verdict, life) = try Installation(settings: settings).backUp(to: file)
        try HeadLog(settings).append(verdict.head, in: life, backup: file)
        print("\(file): \(verdict.events) events, head \(verdict.head)")
        print("Keep \(settings.keys) in another place: without event.key nobody can check the log.")
    }
}
