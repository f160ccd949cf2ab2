import Domain
import Durable
import Glibc
import Settings
import Store
import Web

/// Heads of the event log, kept outside the database: who cuts the log's end off leaves them pointing into nothing.
///
/// A line is a time, the life and a head, `2026-11-23T08:15:00Z 2pijnq8hxs5lc 557:c687…`, appended when the site starts,
/// with each backup and after a restore. Heads of another life, before a backup was brought back, do not count.
struct HeadLog {
    private let path: String

    init(_ settings: Settings) {
        path = settings.logs + "/event-heads.log"
    }

    /// - Errors: `CommandFailure` when the line cannot be kept.
    func append(_ head: EventLog.Head, in life: Life) throws {
        let line = Array("\(Clock.system.now().rfc3339) \(life) \(head)\n".utf8)
        do { try DurableFile.append(line, to: path) } catch {
            throw CommandFailure("\(path) cannot be written: \(error).")
        }
    }

    /// All heads that must stand in the log of this database, none where there is no file; what is not a head is passed
    /// over. Lines of before there were lives count as long as no backup was brought back.
    func heads(of store: Store) throws -> [EventLog.Head] {
        guard access(path, F_OK) == 0 else { return [] }
        let countsOld = try !store.events.hasBeenRestored()
        let text = String(decoding: try InputFile(path: path).bytes(), as: UTF8.self)
        return text.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard words.count == 2 ? countsOld : words.count == 3 && words[1] == store.life.description else {
                return nil
            }
            return EventLog.Head(text: String(words[words.count - 1]))
        }
    }
}
