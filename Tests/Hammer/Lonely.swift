import Glibc
import SQLite

/// Writes 1, 2, 3 … until it is killed, and prints each number once it was told that it is durable.
func count(_ path: String) throws -> Int32 {
    let database = try Database(path: path)
    var number = 1
    while true {
        let next = number
        _ = try database.write { tx in try tx.run("INSERT INTO note(text) VALUES (?)", String(next)) }
        say(String(next))
        number += 1
    }
}

/// Takes the write lock, writes, and hangs before the commit until it is killed.
func hang(_ path: String) throws -> Int32 {
    try Database(path: path).write { tx in
        try tx.run("INSERT INTO note(text) VALUES ('of the one that hangs')")
        say("holding")
        while true { pause() }
    }
}
