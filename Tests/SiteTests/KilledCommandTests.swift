import Foundation
import Testing
import TestingElwosa

@testable import SQLite

/// Commands that are killed before each of their steps on files, one after the other (`Tests/Killed`).
@Suite("A command that is killed at any step", .timeLimit(.minutes(20)))
struct KilledCommandTests {
    @Test("restore leaves the old database whole or the new one, and the one that made way is whole beside it")
    func restoring() throws {
        let house = try KilledHouse()
        let old = try house.state(at: house.start)
        var seen: Set<String> = []
        let steps = try house.killAtEachStep(["restore", house.copy]) { step throws in
            let found = try house.state(at: house.work)
            seen.insert(found.isRestored ? "new" : "old")
            #expect(found == (found.isRestored ? house.restored : old), "step \(step)")
            let verified = try house.elwosa("events", "verify")
            #expect(verified.status == 0, "step \(step): \(verified.error)")
            guard found.isRestored else { return }
            #expect(try KilledHouse.state(house.database + "-replaced") == old, "step \(step)")
        }
        #expect(steps > 15 && seen == ["old", "new"])
    }

    @Test("restore leaves a damaged database and its WAL byte for byte, in place or beside the new one")
    func replacingDamaged() throws {
        let house = try KilledHouse()
        try house.damage()
        let old = try KilledHouse.bytes(house.start + "/data/elwosa.db")
        let refused = try house.killed(["restore", house.copy], at: 0)
        #expect(refused.status == 1 && refused.error.contains("--damaged"))
        #expect(try KilledHouse.bytes(house.database) == old && old[1].count > 0)
        var seen: Set<String> = []
        let steps = try house.killAtEachStep(["restore", "--damaged", house.copy]) { step throws in
            let isDecided =
                FileManager.default.fileExists(atPath: house.database + "-restored")
                || FileManager.default.fileExists(atPath: house.database + "-replaced")
            seen.insert(isDecided ? "new" : "old")
            guard isDecided else {
                #expect(try KilledHouse.bytes(house.database) == old, "step \(step)")
                return
            }
            #expect(try house.state(at: house.work) == house.restored, "step \(step)")
            #expect(try KilledHouse.bytes(house.database + "-replaced") == old, "step \(step)")
        }
        #expect(steps > 15 && seen == ["old", "new"])
    }

    @Test("backup leaves the file of before or a whole new one, and nothing that the next one does not remove")
    func backup() throws {
        let house = try KilledHouse()
        let place = house.work + "/backups"
        let newer = try house.state(at: house.start)
        let steps = try house.killAtEachStep(["backup", place + "/copy.db"]) { step throws in
            let names = try FileManager.default.contentsOfDirectory(atPath: place)
            #expect(names.filter { !$0.hasPrefix(".unfinished-") } == ["copy.db"], "step \(step)")
            let isOld = FileManager.default.contentsEqual(
                atPath: place + "/copy.db", andPath: house.start + "/backups/copy.db")
            if !isOld { #expect(try KilledHouse.state(place + "/copy.db") == newer, "step \(step)") }
            let next = try house.elwosa("backup", place + "/other.db")
            #expect(next.status == 0, "step \(step): \(next.error)")
            let left = try FileManager.default.contentsOfDirectory(atPath: place)
            #expect(left.allSatisfy { !$0.contains("unfinished") }, "step \(step): \(left)")
        }
        #expect(steps > 5)
    }
}

/// A state directory from which each try starts anew.
private final class KilledHouse {
    /// The content of a database, as far as it matters here.
    struct State: Equatable {
        var tasks: Int64
        var isRestored: Bool
        var isSound = true
    }

    let root = FileManager.default.temporaryDirectory.path + "/elwosa-killed-\(UUID().uuidString.prefix(8))"
    private let library: String
    /// After a restore.
    private(set) var restored = State(tasks: 0, isRestored: true)

    /// The directory as it is before each try.
    var start: String { root + "/start" }
    var work: String { root + "/work" }
    var database: String { work + "/data/elwosa.db" }
    /// A backup of before the newest task.
    var copy: String { root + "/copy.db" }

    init() throws {
        library = root + "/libKilled.so"
        for name in ["start", "start/backups"] {
            try FileManager.default.createDirectory(atPath: "\(root)/\(name)", withIntermediateDirectories: true)
        }
        try FileManager.default.copyItem(atPath: RunningSite.builtPrograms + "/libKilled.so", toPath: library)
        let environment = ["ELWOSA_STATE": start]
        let run = { (arguments: [String]) throws in
            let result = try Command.elwosa(arguments, environment: environment, "seven green bottles")
            guard result.status == 0 else { throw HTTPError(result.error) }
        }
        try run(["setup", "--name", "Ada", "--password-file", "-"])
        try run(["task", "add", "Before"])
        try run(["backup", copy])
        try FileManager.default.copyItem(atPath: copy, toPath: start + "/backups/copy.db")
        restored.tasks = try Self.state(copy).tasks
        try run(["task", "add", "After"])
        guard try Self.bytes(start + "/data/elwosa.db")[1].count > 0 else { throw HTTPError("nothing is in the WAL") }
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    /// Runs a command again and again, killed one step later each time, until it comes to its end.
    ///
    /// - Shape: how many steps it has.
    func killAtEachStep(_ arguments: [String], _ check: (_ step: Int) throws -> Void) throws -> Int {
        for step in 1...2_000 {
            let result = try killed(arguments, at: step)
            if result.status == 0 { return step - 1 }
            guard result.status == SIGKILL else { throw HTTPError("step \(step): \(result.status) \(result.error)") }
            try check(step)
        }
        throw HTTPError("it has no end")
    }

    func killed(_ arguments: [String], at step: Int) throws -> CommandResult {
        try? FileManager.default.removeItem(atPath: work)
        try FileManager.default.copyItem(atPath: start, toPath: work)
        return try Command.elwosa(
            arguments,
            environment: ["ELWOSA_STATE": work, "LD_PRELOAD": library, "ELWOSA_TEST_KILL_AT": String(step)])
    }

    func elwosa(_ arguments: String...) throws -> CommandResult {
        try Command.elwosa(arguments, environment: ["ELWOSA_STATE": work])
    }

    func state(at place: String) throws -> State { try Self.state(place + "/data/elwosa.db") }

    static func state(_ path: String) throws -> State {
        let database = try Database(path: path)
        defer { database.close() }
        let isSound = try database.integrityCheck().isEmpty
        return try database.read { tx in
            State(
                tasks: try tx.value("SELECT count(*) FROM task") ?? 0,
                isRestored: try tx.value("SELECT EXISTS (SELECT 1 FROM event WHERE kind = 'database_restored')")
                    ?? false,
                isSound: isSound)
        }
    }

    /// The bytes of a database and its WAL.
    static func bytes(_ path: String) throws -> [Data] {
        try ["", "-wal"].map { try Data(contentsOf: URL(filePath: path + $0)) }
    }

    /// Leaves in the WAL only what the newest task changed, and spoils pages of the file that it does not have.
    func damage() throws {
        let path = start + "/data/elwosa.db"
        try Connection.open(DatabaseFiles(path: path), .writer(creating: false), Database.Options()).truncateWAL()
        let added = try Command.elwosa(["task", "add", "Newest"], environment: ["ELWOSA_STATE": start])
        guard added.status == 0 else { throw HTTPError(added.error) }
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        let count = try file.seekToEnd() / 4_096
        for page in Set(2...count).subtracting(try pagesInWAL(path)) {
            try file.seek(toOffset: (page - 1) * 4_096)
            try file.write(contentsOf: Data(repeating: 0x5A, count: 4_096))
        }
        try file.close()
    }

    /// - Source: https://sqlite.org/fileformat2.html, "WAL File Format".
    private func pagesInWAL(_ path: String) throws -> Set<UInt64> {
        let wal = [UInt8](try Data(contentsOf: URL(filePath: path + "-wal")))
        return Set(
            stride(from: 32, to: wal.count, by: 4_096 + 24).map { frame in
                wal[frame..<frame + 4].reduce(0) { $0 << 8 | UInt64($1) }
            })
    }
}
