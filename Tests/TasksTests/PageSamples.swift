import Domain
import HTML
import TestingElwosa
import Texts

@testable import Web

/// Values that pages are tried with: real words, and words that are markup.
enum PageSamples {
    static let now = Instant(rfc3339: "2026-11-23T09:00:00Z")!
    static let hostile = "<script>alert(1)</script> & \"quoted\" 'so'"
    static let token: HTML = "<input type=\"hidden\" name=\"formToken\" value=\"t\">"
    static let ada = Person.ada.caller

    static func task(
        _ id: Int64 = 7, _ title: String = "Compare the offers", status: TaskStatus = .open,
        priority: TaskPriority = .normal, steps: [TaskStep] = []
    ) -> TaskItem {
        TaskItem(
            id: id, title: title, description: "Line one\n<b>line</b> two", status: status, priority: priority,
            steps: steps, externalId: "bd-1", createdAt: now.adding(seconds: -90_000),
            updatedAt: now.adding(seconds: -240), completedAt: status == .done ? now.adding(seconds: -60) : nil,
            version: 3)
    }

    static let steps = [
        TaskStep(id: 1, title: "Ask for offers", done: true), TaskStep(id: 2, title: hostile, done: false),
        TaskStep(id: 3, title: "Decide", done: false),
    ]

    /// A task of every status and priority.
    static let tasks = TaskStatus.allCases.enumerated().flatMap { row, status in
        TaskPriority.allCases.enumerated().map { column, priority in
            task(
                Int64(row * 5 + column + 1), column == 0 ? hostile : "Task \(row) \(column)", status: status,
                priority: priority, steps: column == 1 ? steps : [])
        }
    }

    static let overview = TaskOverview(
        counts: [.open: 124, .active: 5, .waiting: 5, .done: 5, .dropped: 5],
        active: tasks.filter { $0.status == .active }, open: tasks.filter { $0.status == .open },
        waiting: tasks.filter { $0.status == .waiting }, recentlyDone: tasks.filter { $0.status == .done },
        donePerDay: [0, 4, 2, 8, 6, 4, 10, 8, 6, 3, 10, 7, 5, 3],
        activity: EventKind.allCases.map {
            Activity(actor: $0 == .importFinished ? nil : "Ben", kind: $0, taskId: 7, title: "555", at: now)
        })

    static func query(_ text: String, after: String? = nil) -> TaskQuery {
        TaskQuery(try! TaskFilter(parsing: text), frame: DayFrame(utc: now), after: after)
    }

    /// A whole page, as somebody signed in gets it.
    static func page(_ main: HTML, _ texts: Texts, here: String) -> String {
        let layout = Layout(
            texts: texts, assets: Assets(directory: "/nowhere"), caller: ada, formToken: token, here: here)
        return layout.page(title: hostile, main: main).text
    }

    static func markup(_ main: HTML, _ texts: Texts, here: String = "/tasks") -> Markup {
        Markup(page(main, texts, here: here))
    }
}
