import Administration
import Domain
import Durable
import Glibc
import Settings
import Web

/// Heads of the event log, kept outside the database: who cuts the log's end off leaves them pointing into nothing.
///
/// A line is a time, the life and a head, `2026-11-23T08:15:00Z 2pijnq8hxs5lc 557:c687…`, appended when the site starts,
/// with each backup, whose file follows then, and after a restore. Heads of a life that a restore has ended do not count.
struct HeadLog {
    private let path: String

    init(_ settings: Settings) {
        path = settings.logs + "/event-heads.log"
    }

    /// - Errors: `CommandFailure` when the line cannot be kept.
    func append(_ head: EventHead, in life: Life, backup: String? = nil) throws {
        let file = backup.map { " " + Self.name($0) } ?? ""
        let line = Array("\(Clock.system.now().rfc3339) \(life) \(head)\(file)\n".utf8)
        do { try DurableFile.append(line, to: path) } catch {
            throw CommandFailure("\(path) cannot be written: \(error).")
        }
    }

    /// All heads that must stand in the log of this database, none where there is no file; what is not a head is passed
    /// over. Those of a life count until the log says that a restore has ended it, and lines of before there were lives
    /// as long as no backup was brought back.
    func heads(in log: any EventLogRepository) throws -> [EventHead] {
        let ended = try log.endedLives()
        return try lines().compactMap { line in
            guard line.life.map({ ended?.contains($0) != true }) ?? (ended == nil) else { return nil }
            return line.head
        }
    }

    /// The lives of which heads were kept.
    func lives() throws -> Set<Life> {
        Set(try lines().compactMap { line in line.life.flatMap { Int64($0, radix: 36) }.map { Life($0) } })
    }

    /// The files of backups that hold this event, of any life, each once and with the time it was made last; those that
    /// are gone too, as nobody knows where to.
    func backups(from seq: Int64) throws -> [String] {
        var made: [String: (time: Substring, seq: Int64)] = [:]
        for line in try lines() {
            guard let file = line.backup else { continue }
            made[file] = (line.time, line.head.seq)
        }
        return made.filter { $0.value.seq >= seq }.map { "\($0.key) (\($0.value.time))" }.sorted()
    }

    private struct Line {
        let time: Substring
        /// nil in lines of before there were lives.
        let life: String?
        let head: EventHead
        let backup: String?

        /// A file's name is the fourth word, whatever is in it.
        init?(_ text: Substring) {
            let words = text.split(separator: " ", maxSplits: 3)
            guard words.count > 1, let head = EventHead(text: String(words[min(2, words.count - 1)])) else {
                return nil
            }
            (time, self.head) = (words[0], head)
            life = words.count > 2 ? String(words[1]) : nil
            backup = words.count > 3 ? String(words[3]) : nil
        }
    }

    private func lines() throws -> [Line] {
        guard access(path, F_OK) == 0 else { return [] }
        let text = String(decoding: try InputFile(path: path).bytes(), as: UTF8.self)
        return text.split(separator: "\n").compactMap(Line.init)
    }

    /// A file in one line, from the root where it is there.
    private static func name(_ file: String) -> String {
        let whole = realpath(file, nil)
        defer { free(whole) }
        return cell(whole.map { String(cString: $0) } ?? file)
    }
}
