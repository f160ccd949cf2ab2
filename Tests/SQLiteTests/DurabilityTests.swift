import Testing

@testable import SQLite

@Suite("Every connection is durable")
struct DurabilityTests {
    @Test(
        "each kind of connection waits for the disk at each commit",
        arguments: [Connection.Mode.reader, .writer(creating: false), .writer(creating: true)])
    func synchronous(mode: Connection.Mode) throws {
        let scratch = try Scratch()
        let database = try scratch.database()
        let connection = try Connection.open(database.files, mode, database.options)
        // https://sqlite.org/pragma.html#pragma_synchronous: 2 is FULL.
        #expect(try connection.number("PRAGMA synchronous") == 2)
        #expect(try connection.number("PRAGMA wal_autocheckpoint") == 0)
    }

    @Test("a commit that changes nothing is one all the same: it writes a page into the WAL")
    func nothing() throws {
        let scratch = try Scratch()
        let database = try scratch.database()
        let connection = try Connection.open(database.files, .writer(creating: false), database.options)
        let version = try database.version()
        try connection.commitNothing()
        #expect(try database.version() != version)
        #expect(connection.context.pointee.pagesInWAL > 0)
        #expect(try database.texts() == [])
    }
}
