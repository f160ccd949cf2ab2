import Foundation
import SQLite

extension Scratch {
    /// Closes the database and leaves all of it in its one file, by way of a backup.
    func retire(_ database: Database) throws {
        try database.backup(to: file("copy.db"))
        database.close()
        try Replacement.replace(path: path, with: file("copy.db")) { _, _ in }
    }

    /// Fills a page, counted from 1, with bytes that are no page. Nobody may have the database open.
    func overwrite(page: Int) throws {
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        try handle.seek(toOffset: UInt64(page - 1) * 4_096)
        try handle.write(contentsOf: Data(repeating: 0x5A, count: 4_096))
        try handle.close()
    }

    func size(_ name: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: file(name))[.size] as? Int ?? -1
    }
}
