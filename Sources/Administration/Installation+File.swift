import Domain
import HouseStore
import SQLite
import Settings
import Store
import Wiring

/// The commands whose purpose is the file of the database itself.
extension Installation {
    /// The damages that the database finds in its own file; none where it is whole.
    package func damages() throws -> [String] {
        try openStore { store in try store.database.integrityCheck() }
    }

    /// Copies the database into one file, which gets its name once it is complete, durable and checked.
    ///
    /// - Errors: `CommandFailure` where the event log does not hold; nothing is written then.
    package func backUp(to file: String) throws -> (verdict: EventVerification, life: Life) {
        try openStore { store in
            let verdict = try store.database.backup(to: file) { tx in
                let verdict = try store.events.verify(copy: tx)
                if let fault = verdict.fault {
                    throw CommandFailure("The event log does not hold, so nothing was written to \(file). \(fault)")
                }
                return verdict
            }
            return (verdict, store.life)
        }
    }

    /// Replays the log into a new database beside the one in use, compares the two and removes the new one.
    ///
    /// - Shape: `check` looks at the log beforehand.
    /// - Errors: what `check` throws, and when a database cannot be read or made.
    package func rebuild(after check: (any EventLogRepository) throws -> Void) throws -> EventRebuild {
        try openStore { store in
            try check(store.events)
            let scratch = try ScratchDirectory(in: settings.data, for: "unfinished-rebuild")
            return try withExtendedLifetime(scratch) {
                try store.events.rebuild(at: scratch.file("copy.db"), options: CompositionRoot.options(settings))
            }
        }
    }
}
