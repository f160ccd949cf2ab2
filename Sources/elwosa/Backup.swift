import ArgumentParser
import Crypto
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
        let scratch = try ScratchDatabase(beside: file, for: "checking")
        defer { scratch.remove() }
        // A copy of the copy is what gets checked: checking opens it, and an opened database is not as it was.
        try store.database.backup(to: scratch.path)
        let verdict = try verify(scratch.path, settings)
        try store.database.backup(to: file)
        try HeadLog(settings).append(verdict.head, backup: file)
        print("\(file): \(verdict.events) events, head \(verdict.head)")
        print("Keep \(settings.keys) in another place: without event.key nobody can check the log.")
    }

    private func verify(_ copy: String, _ settings: Settings) throws -> EventLog.Verdict {
        let store = try Store.open(
            copy, eventKey: try Keys.read(settings).event, options: House.options(settings))
        defer { store.close() }
        let verdict = try store.events.verify()
        if let fault = verdict.fault {
            throw CommandFailure("The event log does not hold, so nothing was written to \(file). \(fault)")
        }
        return verdict
    }
}

/// Puts a backup in the place of the database.
struct Restore: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Put a backup in the place of the database.",
        discussion: "The site must be stopped first. The database as it was is kept as elwosa.db-replaced beside it.")

    @Argument(help: "A file that `elwosa backup` wrote.")
    var file: String

    func run() throws {
        let settings = try Settings.load()
        try Installation(settings: settings).makeDirectories()
        do {
            try Database.replace(path: settings.database, with: file)
        } catch let error as SQLiteError {
            throw CommandFailure(sentence(error))
        }
        HeadLog(settings).setAside()
        let lines = try Installation(settings: settings).migrate()
        let store = try Installation(settings: settings).openStore()
        defer { store.close() }
        let verdict = try store.events.verify()
        print((lines + ["\(settings.database) is \(file) now: \(verdict.events) events."]).joined(separator: "\n"))
        if let fault = verdict.fault { throw CommandFailure("Its event log does not hold. \(fault)") }
    }

    private func sentence(_ error: SQLiteError) -> String {
        switch error.kind {
        case .busy: "The database is in use; end `elwosa up` first. Nothing was changed."
        case .notADatabase: "\(file) is not a database. Nothing was changed."
        case .corrupt: "\(file) is damaged. Nothing was changed."
        case .cannotOpen: "\(file) is missing or may not be read. Nothing was changed."
        default: "\(file) could not be restored: \(error.message)."
        }
    }
}
