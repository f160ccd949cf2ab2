import Calendar
import Domain
import TaskDomain

/// Tasks as a list in the format todo.txt, in the order that the query asks for: title, priority, days, project and
/// labels, which is what the format has words for.
///
/// - Source: github.com/todotxt/todo.txt, "The Format"; docs/api/export.md.
package enum TodoTxtExport: ExportFormat {
    package static let name = "todotxt"
    package static let contentType = "text/plain; charset=utf-8"
    package static let fileName = "todo.txt"

    package static func write(_ source: ExportSource, _ write: ([UInt8]) throws -> Void) throws {
        var buffer = ExportBuffer()
        let names = try source.projectNames()
        try source.eachListed { task in
            let project = task.projectId.flatMap { names[$0] }
            try buffer.append((line(task, project, source.frame) + "\n").utf8, write)
        }
        try buffer.flush(write)
    }

    static func line(_ task: TaskItem, _ project: String?, _ frame: DayFrame) -> String {
        let letter = task.priority == .normal ? nil : String(UnicodeScalar(UInt8(65 + task.priority.rank)))
        let isOver = !task.status.isLive
        var words: [String] = []
        if isOver {
            words = ["x", day(task.completedAt ?? task.updatedAt, frame)]
        } else if let letter {
            words = ["(\(letter))"]
        }
        words += [day(task.createdAt, frame), task.title]
        words += [project.map { "+" + word($0) }].compactMap { $0 } + task.labels.map { "@" + word($0.name) }
        for (field, key) in [(PlainField.dueAt, "due"), (.startAt, "t"), (.waitUntil, "wait")] {
            if let time = task.plan[field]?.time { words.append("\(key):\(time.text)") }
        }
        if isOver, let letter { words.append("pri:\(letter)") }
        return words.joined(separator: " ")
    }

    /// The person's own day.
    private static func day(_ instant: Instant, _ frame: DayFrame) -> String {
        var day = instant.day.adding(days: 1)
        while frame.days.start(of: day) > instant { day = day.adding(days: -1) }
        return day.text
    }

    /// By scalars: a space with a mark behind it is one character, and the mark stays.
    private static func word(_ name: String) -> String {
        name.unicodeScalars.split { $0.properties.isWhitespace }.map { String(Substring($0)) }.joined(separator: "_")
    }
}
