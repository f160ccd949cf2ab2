import AuthStore
import Crypto
import Domain
import Durable
import Glibc
import HouseStore
import SQLite
import Settings
import Store
import Wiring

/// The state directory with its keys and its database, as the commands use them.
package struct Installation {
    package let settings: Settings

    package init(settings: Settings) {
        self.settings = settings
    }

    /// Makes the directories and keys that are missing, and brings the database to the newest schema.
    ///
    /// - Shape: lines to print, none when there was nothing to do.
    package func migrate() throws -> [String] {
        try makeDirectories()
        try Keys.create(settings)
        var lines: [String] = []
        let steps = try Schema.migrate(
            settings.database, eventKey: try keys().event, options: CompositionRoot.options(settings),
            beforeChange: { database, version in
                let copy = copyBefore(schema: version + 1)
                try database.backup(to: copy)
                lines.append(
                    "The database as it was before the migration is in \(copy), with all that newer schemas erase; delete it "
                        + "once all is well.")
            },
            isRenewing: {
                lines.append("What memory is found by was made anew, since words are reduced to other stems by now.")
            })
        if !steps.isEmpty { lines.append("The database has schema \(steps.last ?? 0) now.") }
        return lines
    }

    /// Where the database is copied to before it gets a newer schema.
    private func copyBefore(schema number: Int) -> String { settings.data + "/before-schema-\(number).db" }

    /// Copies of the database as it once was that lie beside it.
    package func formerDatabases() -> [String] {
        ((1...Schema.newest).map(copyBefore) + [settings.database + "-replaced"]).filter { access($0, F_OK) == 0 }
    }

    package func makeDirectories() throws {
        for path in [settings.state, settings.logs, settings.data, settings.keys] {
            // Nobody else needs to look into the database or the keys.
            let mode = path == settings.state || path == settings.logs ? 0o755 : 0o700 as UInt32
            do { try DurableFile.makeDirectory(path, mode: mode) } catch {
                throw CommandFailure(
                    "The directory \(path) cannot be made: \(error); choose another one with ELWOSA_STATE.")
            }
        }
    }

    package func keys() throws -> Keys { try Keys.read(settings) }
}

/// Why a command could not do what it was asked to, in one sentence with a way out.
package struct CommandFailure: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
