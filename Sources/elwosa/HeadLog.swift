import Domain
import Glibc
import Settings
import Store
import Web

/// Heads of the event log, kept outside the database: who cuts the log's end off leaves them pointing into nothing.
///
/// A line is a time and a head, `2026-11-23T08:15:00Z 557:c687…`, appended when the site starts and with each backup.
struct HeadLog {
    private let path: String

    init(_ settings: Settings) {
        path = settings.logs + "/event-heads.log"
    }

    /// - Errors: `CommandFailure` when the line cannot be kept.
    func append(_ head: EventLog.Head) throws {
        let line = Array("\(Clock.system.now().rfc3339) \(head)\n".utf8)
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
            line.split(separator: " ").last.flatMap { EventLog.Head(text: String($0)) }
        }
    }

    /// After a backup was brought back, the heads of what it replaced no longer apply; they are kept beside.
    func setAside() {
        rename(path, path + ".replaced")
    }
}
