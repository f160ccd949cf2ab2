import SQLite
import Testing

@Suite("sharing a snapshot")
struct SharedSnapshotTests {
    let scratch: Scratch
    let database: Database

    init() throws {
        scratch = try Scratch()
        database = try scratch.database { $0.readers = 1 }
        try database.insert("before")
    }

    /// By another thread, as another request would.
    private func insert(_ text: String) throws {
        let database = database
        try Background { try database.insert(text) }.result().get()
    }

    private func textsElsewhere(_ database: Database) throws -> [String] {
        try Background { try database.texts() }.result().get()
    }

    /// The kind of error that a read meets whose deadline passes.
    private func readTooLong() -> SQLiteError.Kind? {
        let error = #expect(throws: SQLiteError.self) {
            try database.read(deadline: .milliseconds(20)) { tx in
                try tx.one("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n") {
                    _ in
                }
            }
        }
        return error?.kind
    }

    @Test("what is read together is of one moment, whatever others commit meanwhile")
    func oneMoment() throws {
        try database.sharingSnapshot { () throws in
            #expect(try database.texts() == ["before"])
            try insert("meanwhile")
            #expect(try database.texts() == ["before"])
        }
        #expect(try database.texts() == ["before", "meanwhile"])
    }

    @Test("the snapshot is taken by the first read, not before")
    func firstRead() throws {
        try database.sharingSnapshot { () throws in
            try insert("first")
            #expect(try database.texts() == ["before", "first"])
        }
    }

    @Test("what the thread itself writes is seen by what it reads next")
    func ownWrite() throws {
        try database.sharingSnapshot { () throws in
            #expect(try database.texts() == ["before"])
            try database.insert("mine")
            #expect(try database.texts() == ["before", "mine"])
        }
    }

    @Test("it is the thread's own: others read the newest state")
    func otherThread() throws {
        let wide = try Database(path: scratch.path)
        try wide.sharingSnapshot { () throws in
            #expect(try wide.texts().count == 1)
            try insert("newer")
            #expect(try textsElsewhere(wide).count == 2)
            #expect(try wide.texts().count == 1)
        }
    }

    @Test("and of one database: another one beside it is read as always")
    func otherDatabase() throws {
        let place = try Scratch()
        let other = try place.database()
        try database.sharingSnapshot { () throws in
            #expect(try database.texts() == ["before"])
            try other.insert("there")
            #expect(try other.texts() == ["there"])
        }
        withExtendedLifetime(place) {}
    }

    @Test("nested in another it joins it")
    func nested() throws {
        try database.sharingSnapshot { () throws in
            #expect(try database.texts() == ["before"])
            try insert("meanwhile")
            try database.sharingSnapshot { () throws in #expect(try database.texts() == ["before"]) }
            #expect(try database.texts() == ["before"])
        }
    }

    @Test("after an error the next read is as always, and the only reader has come back")
    func afterError() throws {
        try database.sharingSnapshot { () throws in
            for _ in 1...3 {
                #expect(readTooLong() == .interrupted)
                #expect(try database.texts() == ["before"])
            }
        }
        #expect(try textsElsewhere(database) == ["before"])
    }

    @Test("an empty one takes no reader, and one that was used gives it back")
    func readerComesBack() throws {
        for _ in 1...3 {
            try database.sharingSnapshot { () throws in
                #expect(try textsElsewhere(database) == ["before"])
            }
            try database.sharingSnapshot { () throws in _ = try database.texts() }
        }
    }
}
