import Domain
import MemoryStore
import SQLite
import Store
import TaskStore

extension Schema {
    /// The steps that SQL alone cannot carry out, by their numbers.
    package static let code: [Int: Code] = [
        6: { tx, _ in try NameKeys.renew(tx) },
        9: { tx, _ in try Life.begin(tx) },
        12: { tx, key in try Everybody.move(tx, key: key) },
        17: { tx, _ in try SQLiteTaskRepository.indexAll(tx) },
        21: { tx, _ in try SQLiteTaskRepository.findCitations(tx) },
        22: { tx, _ in try SQLiteMemoryRepository.renewIndex(tx) },
    ]

    /// As `migrate` with the code of all steps; afterwards what is made by rules of other programs, such as the system's
    /// libstemmer, is made anew where these have changed.
    @discardableResult
    package static func migrate(
        _ path: String, eventKey: [UInt8]? = nil, options: Database.Options = Database.Options(),
        beforeChange: (Database, _ from: Int) throws -> Void = { _, _ in }, isRenewing: () -> Void = {}
    ) throws -> [Int] {
        let steps = try migrate(path, eventKey: eventKey, options: options, code: code, beforeChange: beforeChange)
        let database = try Database(path: path, options: options, create: false)
        defer { database.close() }
        if try !database.read(SQLiteMemoryRepository.hasIndex) {
            isRenewing()
            try database.write { tx in try SQLiteMemoryRepository.renewIndex(tx) }
        }
        return steps
    }
}
