import Glibc
import SQLite
import Synchronization

/// One process of `Contention` that writes, from four threads.
struct ContentionWriter {
    let path: String
    let seconds: Double

    func run() throws -> Int32 {
        let database = try Database(path: path, options: Contention.options)
        let end = now() + seconds
        let failures = Atomic<Int>(0)
        inParallel(4) { thread in
            do {
                try write(database, as: Int(getpid()) << 8 + thread, until: end)
            } catch {
                say("writer: \(error)")
                failures.add(1, ordering: .relaxed)
            }
        }
        database.close()
        return failures.load(ordering: .relaxed) == 0 ? 0 : 1
    }

    private func write(_ database: Database, as writer: Int, until end: Double) throws {
        var number = 0
        var slowest = 0.0
        while now() < end {
            number += 1
            let start = now()
            try mark(database, writer, number)
            slowest = max(slowest, now() - start)
        }
        let last = number
        _ = try database.write { tx in try tx.run("INSERT INTO promise VALUES (?, ?)", writer, last) }
        say("writer \(writer): \(last) writes, the slowest \(Int(slowest * 1_000)) ms")
    }

    private func mark(_ database: Database, _ writer: Int, _ number: Int) throws {
        _ = try database.write { tx in
            let filling = [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 100 + number % 1_000)
            try tx.run("INSERT INTO mark VALUES (?, ?, ?)", writer, number, filling)
            try tx.run(
                "INSERT INTO total VALUES (?, 1) ON CONFLICT (writer) DO UPDATE SET count = count + 1", writer)
        }
    }
}

/// One process of `Contention` that reads: in each snapshot the two tables agree.
struct ContentionReader {
    let path: String
    let seconds: Double

    func run() throws -> Int32 {
        let database = try Database(path: path, options: Contention.options)
        let end = now() + seconds
        var count = 0
        var seen = 0
        while now() < end {
            let (total, marks) = try database.read { tx in
                (
                    try tx.value("SELECT coalesce(sum(count), 0) FROM total") as Int?,
                    try tx.value("SELECT count(*) FROM mark") as Int?
                )
            }
            guard total == marks else {
                say("reader: \(total ?? 0) counted and \(marks ?? 0) there")
                return 1
            }
            count += 1
            seen = marks ?? 0
        }
        database.close()
        say("reader: \(count) snapshots, the last with \(seen) rows")
        return 0
    }
}
