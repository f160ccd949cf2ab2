import SQLite

/// Four processes write through their writers while four read and checkpoints run all the time; then nothing may be
/// lost, doubled or damaged, and nobody may have been told that the database is busy.
struct Contention {
    let path: String
    let seconds: Double

    func run() throws -> Int32 {
        let database = try Database(path: path, options: Self.options, create: true)
        try database.write { tx in try tx.runScript(Self.schema) }
        let children = try ["write", "read"].flatMap { mode in
            try (1...4).map { _ in try Child([mode, path, String(seconds)]) }
        }
        let endedWell = children.map { $0.wait() }
        guard !endedWell.contains(false) else { return 1 }
        return try verify(database)
    }

    /// Low marks, so that checkpoints come all the time.
    static var options: Database.Options {
        var options = Database.Options()
        options.softMark = 50
        options.hardMark = 400
        return options
    }

    /// `promise` is what each writer was told is durable, written by itself after its last answer.
    private static let schema = """
        CREATE TABLE mark(writer INTEGER NOT NULL, number INTEGER NOT NULL, filling BLOB NOT NULL,
            PRIMARY KEY (writer, number)) STRICT;
        CREATE TABLE total(writer INTEGER PRIMARY KEY, count INTEGER NOT NULL) STRICT;
        CREATE TABLE promise(writer INTEGER PRIMARY KEY, number INTEGER NOT NULL) STRICT;
        """

    private func verify(_ database: Database) throws -> Int32 {
        let problems = try database.integrityCheck()
        let (promises, marks, wrong) = try database.read { tx in
            (
                try tx.value("SELECT coalesce(sum(number), 0) FROM promise") as Int?,
                try tx.value("SELECT count(*) FROM mark") as Int?,
                try tx.all(
                    """
                    SELECT p.writer FROM promise p LEFT JOIN total t USING (writer)
                    WHERE p.number <> (SELECT count(*) FROM mark m WHERE m.writer = p.writer)
                        OR p.number <> (SELECT max(number) FROM mark m WHERE m.writer = p.writer)
                        OR p.number IS NOT t.count
                    """
                ) { row in try row[0] as Int }
            )
        }
        say("\(marks ?? 0) rows, \(promises ?? 0) promised; problems: \(problems); writers that lost: \(wrong)")
        return problems.isEmpty && wrong.isEmpty && marks == promises && (marks ?? 0) > 0 ? 0 : 1
    }
}
