import AuthStore
import Crypto
import Domain
import Durable
import Glibc
import HouseStore
import SQLite
import Settings
import Store
import Web
import Wiring

/// The state directory with its keys and its database, as the commands use them.
struct Installation {
    let settings: Settings

    /// Makes the directories and keys that are missing, and brings the database to the newest schema.
    ///
    /// - Shape: lines to print, none when there was nothing to do.
    func migrate() throws -> [String] {
        try makeDirectories()
        try Keys.create(settings)
        var lines: [String] = []
        let steps = try Schema.migrate(
            settings.database, eventKey: try keys().event, options: CompositionRoot.options(settings)
        ) { database, version in
            let copy = copyBefore(schema: version + 1)
            try database.backup(to: copy)
            lines.append(
                "The database as it was before the migration is in \(copy), with all that newer schemas erase; delete it once "
                    + "all is well.")
        }
        if !steps.isEmpty { lines.append("The database has schema \(steps.last ?? 0) now.") }
        return lines
    }

    /// Where the database is copied to before it gets a newer schema.
    func copyBefore(schema number: Int) -> String { settings.data + "/before-schema-\(number).db" }

    /// Copies of the database as it once was that lie beside it.
    func formerDatabases() -> [String] {
        ((1...Schema.newest).map(copyBefore) + [settings.database + "-replaced"]).filter { access($0, F_OK) == 0 }
    }

    func makeDirectories() throws {
        for path in [settings.state, settings.logs, settings.data, settings.keys] {
            // Nobody else needs to look into the database or the keys.
            let mode = path == settings.state || path == settings.logs ? 0o755 : 0o700 as UInt32
            do { try DurableFile.makeDirectory(path, mode: mode) } catch {
                throw CommandFailure(
                    "The directory \(path) cannot be made: \(error); choose another one with ELWOSA_STATE.")
            }
        }
    }

    func keys() throws -> Keys { try Keys.read(settings) }

    func openStore() throws -> Store {
        let keys = try keys()
        var options = CompositionRoot.options(settings)
        // A command that reads everything, as `events verify` does, has no page to answer.
        options.readingTime = .seconds(86_400)
        return try Store.open(settings.database, eventKey: keys.event, options: options)
    }

    /// A new setup link; nil once there is an administrator. The link printed before it stops working.
    func setupLink(in store: Store) throws -> String? {
        guard try !store.accounts.hasAdministrator() else { return nil }
        let token = Random.token()
        guard try store.accounts.storeSetupToken(hash: SHA256.hash(token), at: Clock.system.now()) else { return nil }
        return "\(settings.origin)/setup?token=\(token)"
    }
}

/// Why a command could not do what it was asked to, in one sentence with a way out.
struct CommandFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
