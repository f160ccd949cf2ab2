import Glibc
import SQLite

// The test program of the room SQLite: processes that write and read one database at the same time, one that hangs
// with the write lock, one that goes without the guard, and the measurements.

let usage = """
    usage: elwosa-hammer MODE DATABASE [ARGUMENT]
      contend DATABASE SECONDS    4 processes write and 4 read a new database; then it is checked
      unguarded DATABASE SECONDS  plain calls without the guard, until the file is corrupt or the time is up
      guarded DATABASE SECONDS    the same calls, with the guard's lock around each
      write|read DATABASE SECONDS one of those processes
      count DATABASE              writes 1, 2, 3 … and prints each number once it is durable
      hang DATABASE               takes the write lock and keeps it
      measure DATABASE [PART]     what reads, writes cost, beside plain calls of libsqlite3
    """

func run(_ mode: String, _ path: String, _ argument: String?) throws -> Int32 {
    let seconds = argument.flatMap(Double.init) ?? 10
    switch mode {
    case "contend": return try Contention(path: path, seconds: seconds).run()
    case "write": return try ContentionWriter(path: path, seconds: seconds).run()
    case "read": return try ContentionReader(path: path, seconds: seconds).run()
    case "unguarded", "guarded":
        return try BareHammer(path: path, seconds: seconds, isGuarded: mode == "guarded").run()
    case "unguarded-write", "guarded-write":
        return try BareHammer(path: path, seconds: seconds, isGuarded: mode == "guarded-write").write()
    case "unguarded-checkpoint", "guarded-checkpoint":
        return try BareHammer(path: path, seconds: seconds, isGuarded: mode == "guarded-checkpoint").checkpoint()
    case "count": return try count(path)
    case "hang": return try hang(path)
    case "measure": return try Measurement(path: path, part: argument ?? "").run()
    default:
        print(usage)
        return 2
    }
}

let arguments = CommandLine.arguments
guard arguments.count > 2 else {
    print(usage)
    exit(2)
}
do {
    exit(try run(arguments[1], arguments[2], arguments.count > 3 ? arguments[3] : nil))
} catch {
    say("failed: \(error)")
    exit(1)
}
