import Domain
import Durable
import Glibc
import Settings
import Store
import Web

/// Heads of the event log, kept outside the database: who cuts the log's end off leaves them pointing into nothing.
///
/// A line is a time, the life and a head, `2026-11-23T08:15:00Z 2pijnq8hxs5lc 557:c687…`, appended when the site starts,
/// with each backup and after a restore. Heads of a life that a restore has ended do not count.
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
    /// over. Those of a life count until the log says that a restore has ended it, and lines of before there were lives
    /// as long as no backup was brought back.
    func heads(of store: Store) throws -> [EventLog.Head] {
        let ended = try store.events.endedLives()
        return try lines().compactMap { line in
            guard line.life.map({ ended?.contains($0) != true }) ?? (ended == nil) else { return nil }
            return line.head
        }
    }

    /// The lives of which heads were kept.
    func lives() throws -> Set<Life> {
        Set(try lines().compactMap { line in line.life.flatMap { Int64($0, radix: 36) }.map { Life($0) } })
    }

    private func lines() throws -> [(life: String?, head: EventLog.Head)] {
        guard access(path, F_OK) == 0 else { return [] }
        let text = String(decoding: try InputFile(path: path).bytes(), as: UTF8.self)
        return text.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard (2...3).contains(words.count), let head = EventLog.Head(text: String(words[words.count - 1])) else {
                return nil
            }
            return (words.count == 3 ? String(words[1]) : nil, head)
        }
    }
}
