import CSQLite
import Glibc
import SQLite

/// The cost of the engine, beside plain calls of libsqlite3 on the same file system.
struct Measurement {
    let path: String
    /// `reads`, `writes`, or anything else for both.
    let part: String

    func run() throws -> Int32 {
        let database = try Database(path: path, create: true)
        try fill(database)
        if part != "writes" { try reads(database) }
        if part != "reads" { try writes(database) }
        database.close()
        if part != "writes" { try plainReads() }
        if part != "reads" { try plainWrites() }
        return 0
    }

    private func fill(_ database: Database) throws {
        try database.write { tx in
            try tx.runScript(
                """
                DROP TABLE IF EXISTS item;
                CREATE TABLE item(id INTEGER PRIMARY KEY, title TEXT NOT NULL, status TEXT NOT NULL, note TEXT,
                    priority INTEGER NOT NULL, createdAt INTEGER NOT NULL, dueAt INTEGER) STRICT;
                """)
            for number in 1...10_000 {
                try tx.run(
                    "INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?)", number, "Water plant number \(number)", "open",
                    nil, number % 5, 1_700_000_000 + number, number % 2 == 0 ? number : nil)
            }
        }
    }

    private func reads(_ database: Database) throws {
        try report("one row by key", 200_000) { number in
            let item = try database.read { tx in
                try tx.one("SELECT * FROM item WHERE id = ?", number % 10_000 + 1) { row in try Item(row) }
            }
            guard item?.id == number % 10_000 + 1 else { throw Surprise() }
        }
        try report("100 rows", 10_000) { number in
            let items = try database.read { tx in
                try tx.all("SELECT * FROM item WHERE id > ? LIMIT 100", number % 9_000) { row in try Item(row) }
            }
            guard items.count == 100 else { throw Surprise() }
        }
        try database.read { tx in
            try report("one row by key, transaction open", 200_000) { number in
                _ = try tx.one("SELECT * FROM item WHERE id = ?", number % 10_000 + 1) { row in try Item(row) }
            }
        }
    }

    private func writes(_ database: Database) throws {
        for threads in [1, 4, 16] {
            try reportWrites("group commit, \(threads) threads", threads: threads) { number in
                _ = try database.write { tx in
                    try tx.run(
                        "INSERT INTO item(title, status, priority, createdAt) VALUES ('x', 'open', 1, ?)", number)
                }
            }
        }
    }
}

struct Surprise: Error {}

struct Item: Sendable {
    let id: Int
    let title: String
    let status: String
    let note: String?
    let priority: Int
    let createdAt: Int
    let dueAt: Int?

    init(_ row: borrowing Row) throws {
        id = try row[0]
        title = try row[1]
        status = try row[2]
        note = try row[3]
        priority = try row[4]
        createdAt = try row[5]
        dueAt = try row[6]
    }
}
