import Domain
import Glibc
import Settings
import Store
import Web

/// Heads of the event log, kept outside the database: who cuts the log's end off leaves them pointing into nothing.
///
/// A line is a time and a head, `2026-11-23T08:15:00Z 557:c687…`, appended when the site starts and with each backup,
/// whose file follows then.
struct HeadLog {
    private let path: String

    init(_ settings: Settings) {
        path = settings.logs + "/event-heads.log"
    }

    /// - Errors: `CommandFailure` when the line cannot be kept.
    func append(_ head: EventLog.Head, backup: String? = nil) throws {
        let file = backup.map { " " + Self.line($0) } ?? ""
        let line = Array("\(Clock.system.now().rfc3339) \(head)\(file)\n".utf8)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CommandFailure("\(path) cannot be written.") }
        defer { close(descriptor) }
        guard write(descriptor, line, line.count) == line.count else {
            throw CommandFailure("\(path) cannot be written.")
        }
    }

    /// All heads kept so far, none where there is no file; what is not a head is passed over.
    func heads() throws -> [EventLog.Head] {
        guard access(path, F_OK) == 0 else { return [] }
        let text = String(decoding: try InputFile(path: path).bytes(), as: UTF8.self)
        return text.split(separator: "\n").compactMap { line in
            line.split(separator: " ").dropFirst().first.flatMap { EventLog.Head(text: String($0)) }
        }
    }

    /// The files of backups that hold this event, each once and with the time it was made last; those that are gone too,
    /// as nobody knows where to.
    func backups(from seq: Int64) throws -> [String] {
        guard access(path, F_OK) == 0 else { return [] }
        let text = String(decoding: try InputFile(path: path).bytes(), as: UTF8.self)
        var made: [String: (time: Substring, seq: Int64)] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: " ", maxSplits: 2)
            guard parts.count == 3, let head = EventLog.Head(text: String(parts[1])) else { continue }
            made[String(parts[2])] = (parts[0], head.seq)
        }
        return made.filter { $0.value.seq >= seq }.map { "\($0.key) (\($0.value.time))" }.sorted()
    }

    /// A name in one line, from the root where the file is there.
    private static func line(_ file: String) -> String {
        let whole = realpath(file, nil)
        defer { free(whole) }
        return cell(whole.map { String(cString: $0) } ?? file)
    }

    /// After a backup was brought back, the heads of what it replaced no longer apply; they are kept beside.
    func setAside() {
        rename(path, path + ".replaced")
    }
}
