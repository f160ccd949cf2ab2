import Foundation
import Testing
import TestingElwosa

/// The files of commands: a power cut takes nothing back of what a command has said is done.
@Suite("What commands write is durable", .timeLimit(.minutes(15)))
struct DurableFilesTests {
    private static let password = "seven green bottles"

    /// Not durable on purpose, and why.
    private static let fleeting = [
        "-shm": "the WAL's index, made anew from the WAL", "-lock": "holds nothing", "-open": "holds nothing",
        ".lock": "holds nothing", "-checking-": "a copy that is looked into and thrown away",
    ]

    private static func isFleeting(_ name: String) -> Bool { fleeting.keys.contains { name.contains($0) } }

    /// Runs a command with a disk that keeps a record.
    private func run(_ disk: FaultyDisk, _ state: String, _ arguments: String...) throws -> CommandResult {
        let environment = disk.environment.merging(["ELWOSA_STATE": state]) { $1 }
        return try Command.elwosa(arguments, environment: environment, Self.password)
    }

    private func withPlace(_ body: (FaultyDisk, String) throws -> Void) throws {
        let place = FileManager.default.temporaryDirectory.path + "/elwosa-durable-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: place) }
        try body(try FaultyDisk(), place)
    }

    @Test("each command that writes a file or a name has synced both when it ends")
    func commands() throws {
        try withPlace { disk, place in
            let state = place + "/state"
            for arguments in [
                ["setup", "--name", "Ada", "--password-file", "-"], ["task", "add", "Water the plants"],
                ["export", "json", place + "/tasks.json"], ["export", "csv", place + "/tasks.csv"],
                ["backup", place + "/backup.db"], ["keys", "rotate"], ["keys", "rotate"], ["keys", "rotate"], ["sweep"],
                ["task", "add", "Made after the backup"], ["restore", place + "/backup.db"], ["prepare"],
                ["restore", place + "/backup.db"],
            ] {
                disk.forget()
                let environment = disk.environment.merging(["ELWOSA_STATE": state]) { $1 }
                let result = try Command.elwosa(arguments, environment: environment, Self.password)
                #expect(result.status == 0, "\(arguments): \(result.error)")
                let calls = disk.calls
                // Otherwise nothing was recorded, and this shows nothing.
                #expect(calls.contains { $0.kind == "sync" && $0.path.contains(place) }, "\(arguments)")
                let unsafe = FaultyDisk.unsafe(calls, in: place, ignoring: Self.isFleeting)
                #expect(unsafe == [], "\(arguments)")
            }
        }
    }

    @Test("a directory that cannot be synced is told, and no command calls that done")
    func refused() throws {
        try withPlace { disk, place in
            let state = place + "/state"
            #expect(try run(disk, state, "setup", "--name", "Ada", "--password-file", "-").status == 0)
            for (arguments, pattern, number) in [
                (["export", "json", place + "/tasks.json"], "tasks.json.unfinished", 1),
                (["export", "json", place + "/tasks.json"], place, 2), (["keys", "rotate"], "/keys/access", 1),
                (["keys", "rotate"], "/keys/access", 2), (["keys", "rotate"], "/keys/access", 3),
                (["backup", place + "/backup.db"], "event-heads.log", 1),
            ] {
                try disk.fail(.sync, number, of: pattern)
                let environment = disk.environment.merging(["ELWOSA_STATE": state]) { $1 }
                let result = try Command.elwosa(arguments, environment: environment)
                try disk.mend()
                #expect(result.status != 0 && result.error.contains("Input/output error"), "\(arguments): \(result)")
            }
            // What was told is no reason for anything to be broken.
            let doctor = try run(disk, state, "doctor").output
            for part in ["directories", "keys", "database", "names"] {
                #expect(doctor.contains("ok    \(part)\n"), "\(doctor)")
            }
        }
    }

    @Test("each answered change is synced before its answer, one after the other and many at once")
    func commits() throws {
        let disk = try FaultyDisk()
        try withRunningSite(.init(environment: disk.environment)) { site throws in
            let ada = try site.signedIn()
            for number in 1...10 {
                disk.forget()
                #expect(try ada.send("POST", "/tasks", json: #"{"title":"Number \#(number)"}"#).status == 201)
                let wal = disk.calls.filter { $0.path.hasSuffix("/elwosa.db-wal") }.map(\.kind)
                #expect(wal.contains("write") && wal.last == "sync", "\(wal)")
            }
            disk.forget()
            let cookies = ada.cookies
            let load = Load(site, clients: 8) { client in
                client.cookies = cookies
                let reply = try client.send("POST", "/tasks", json: #"{"title":"Together"}"#)
                return reply.status == 201 ? nil : "\(reply.status)"
            }
            #expect(load.waits(untilAnswered: 200))
            #expect(load.end().failures == [])
            let wal = disk.calls.filter { $0.path.hasSuffix("/elwosa.db-wal") }.map(\.kind)
            #expect(wal.last == "sync" && wal.filter { $0 == "sync" }.count >= 200 / 8, "\(wal.suffix(9))")
        }
    }
}
