import Domain
import HouseStore
import SQLite
import Settings
import Store
import Wiring

extension Installation {
    /// Puts a backup in the place of the database, which is set aside.
    ///
    /// - Shape: `keptLives` are the lives of which heads were kept; `opens` tells whether the sealed key of a second
    ///   factor, of the row with that number, opens. The path of the database as it was; nil where there was none.
    /// - Errors: a sentence with a way out; nothing has changed then.
    package func restore(
        from file: String, acceptingDamage: Bool, unverified: Bool, by change: Change, keptLives: Set<Life>,
        opens: @escaping @Sendable (_ sealed: String, _ row: Int64) -> Bool
    ) throws -> (report: RestorationReport, setAside: String?) {
        let restoration = Restoration(
            eventKey: try keys().event, options: CompositionRoot.options(settings), by: change, keptLives: keptLives,
            opens: opens)
        try makeDirectories()
        do {
            let (report, setAside) = try Replacement.replace(
                path: settings.database, with: file, acceptingDamage: acceptingDamage
            ) { try restoration.carryOut(on: $0, $1, unverified: unverified) }
            return (report, setAside)
        } catch let error as DamagedFormer {
            throw CommandFailure(sentence(error))
        } catch let error as SQLiteError {
            throw CommandFailure(sentence(error, file))
        }
    }

    private func sentence(_ error: DamagedFormer) -> String {
        """
        The database in place, \(settings.database), is damaged, or what is in its WAL cannot be written into it \
        (\(error.cause.message)). Nothing was changed. Where there is no space, make some; otherwise --damaged sets it \
        aside whole, and what was revoked since the backup has to be revoked again.
        """
    }

    private func sentence(_ error: SQLiteError, _ file: String) -> String {
        switch error.kind {
        case .busy: "The database is in use; end `elwosa up` first. Nothing was changed."
        case .notADatabase: "\(file) is not a database. Nothing was changed."
        case .corrupt: "\(file) is damaged. Nothing was changed."
        case .cannotOpen: "\(file) is missing or may not be read. Nothing was changed."
        case .full: "There is no space for a copy of \(file). Nothing was changed."
        case .misuse: "\(file) cannot be restored: \(error.message). Nothing was changed."
        default: "\(file) could not be restored: \(error.message)."
        }
    }
}
