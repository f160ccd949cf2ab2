import Domain
import Durable
import Glibc
import Settings
import Store
import Web

/// Heads of the event log, kept outside the database: who cuts the log's end off leaves them pointing into nothing.
///
/// A line is a time, the life and a head, `2026-11-23T08:15:00Z 2pijnq8hxs5lc 557:c687…`, appended when the site starts,
/// with each backup, whose file follows then, and after a restore. Heads of another life, before a backup was brought
/// back, do not count.
struct HeadLog {
    private let path: String

    init(_ settings: Settings) {
        path = settings.logs + "/event-heads.log"
    }

    /// - Errors: `CommandFailure` when the line cannot be kept.
    func append(_ head: EventLog.Head, in life: Life, backup: String? = nil) throws {
        let file = backup.map { " " + Self.name($0) } ?? ""
        let line = Array("\(Clock.system.now().rfc3339) \(life) \(head)\(file)\n".utf8)
        do { try DurableFile.append(line, to: path) } catch {
            throw CommandFailure("\(path) cannot be written: \(error).")
        }
    }

    /// All heads that must stand in the log of this database, none where there is no file; what is not a head is passed
    /// over. Lines of before there were lives count as long as no backup was brought back.
    func heads(of store: Store) throws -> [EventLog.Head] {
        guard access(path, F_OK) == 0 else { return [] }
        let countsOld = try !store.events.hasBeenRestored()
        return try lines().compactMap { words in
            guard words.count == 2 ? countsOld : words.count > 2 && words[1] == store.life.description else {
                return nil
            }
            return EventLog.Head(text: String(words[min(2, words.count - 1)]))
        }
    }

    /// The files of backups that hold this event, of any life, each once and with the time it was made last; those that
    /// are gone too, as nobody knows where to.
    func backups(from seq: Int64) throws -> [String] {
        guard access(path, F_OK) == 0 else { return [] }
        var made: [Substring: (time: Substring, seq: Int64)] = [:]
        for words in try lines() where words.count == 4 {
            guard let head = EventLog.Head(text: String(words[2])) else { continue }
            made[words[3]] = (words[0], head.seq)
        }
        return made.filter { $0.value.seq >= seq }.map { "\($0.key) (\($0.value.time))" }.sorted()
    }

    /// The words of each line; a file's name is the fourth, whatever is in it.
    private func lines() throws -> [[Substring]] {
        String(decoding: try InputFile(path: path).bytes(), as: UTF8.self).split(separator: "\n")
            .map { $0.split(separator: " ", maxSplits: 3) }
    }

    /// A file in one line, from the root where it is there.
    private static func name(_ file: String) -> String {
        let whole = realpath(file, nil)
        defer { free(whole) }
        return cell(whole.map { String(cString: $0) } ?? file)
    }
}
