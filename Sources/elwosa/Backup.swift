import ArgumentParser
import Domain
import SQLite
import Settings
import Store
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
        let store = try Installation(settings: settings).openStore()
        defer { store.close() }
        let verdict = try store.database.backup(to: file) { [file] tx in
            let verdict = try store.events.verify(copy: tx)
            if let fault = verdict.fault {
                throw CommandFailure("The event log does not hold, so nothing was written to \(file). \(fault)")
            }
            return verdict
        }
        try HeadLog(settings).append(verdict.head, in: store.life, backup: file)
        print("\(file): \(verdict.events) events, head \(verdict.head)")
        print("Keep \(settings.keys) in another place: without event.key nobody can check the log.")
    }
}
