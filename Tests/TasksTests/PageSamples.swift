import Domain
import HTML
import TestingElwosa
import Texts

@testable import Tasks
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

    /// With everything that a line can show.
    static let rich: TaskItem = {
        var rich = task(90, "Everything " + hostile, priority: .high, steps: steps)
        rich.labels = LabelColour.allCases.enumerated().map { TaskLabel(id: Int64($0 + 1), name: "\($1)", colour: $1) }
        rich.assignees = ["Ada", "Ben", "Cleo", "Dot", hostile].enumerated().map {
            AccountName(id: Int64($0 + 1), name: $1)
        }
        rich.projectId = 1
        rich.openBlockers = [3, 4]
        rich.dueAt = .date(CivilDate(text: "2026-11-20")!)
        return rich
    }()

    static let drawing = drawing(.english)

    static func drawing(_ language: Language, patterns: [SearchPattern] = [], mayWrite: Bool = true) -> TaskDrawing {
        TaskDrawing(
            texts: Texts(language), frame: DayFrame(utc: now), projects: [1: "Garden & " + hostile], patterns: patterns,
            mayWrite: mayWrite)
    }

    static let project = ProjectSummary(
        project: Project(id: 1, name: "Garden & " + hostile, createdAt: now), role: .owner, live: 3)

    static let overview = full()

    private static func full() -> TaskOverview {
        var overview = base
        overview.overdue = [rich]
        overview.today = [task(91, "Today")]
        overview.openPerDay = [118, 118, 120, 121, 119, 118, 117, 120, 124, 126, 125, 124, 124, 134]
        return overview
    }

    private static let base = TaskOverview(
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

    private static let menu: FrameMenu = {
        var menu = FrameMenu()
        menu.counts = [FrameMenu.openTasks: 124]
        menu.sections = [
            .init(
                .init("Projects", Link("/projects")),
                [.init("Garden", .to("projects", 1), count: 18), .init(hostile, .to("projects", 2), count: 4)]),
            .init(.init("Views", Link("/views")), [.init("Bugs", .to("tasks", query: [("q", "label:bug")]))]),
            .init(nil, [.init("Labels", Link("/labels"))]),
        ]
        return menu
    }()

    /// A whole page, as somebody signed in gets it.
    static func page(_ main: HTML, _ texts: Texts, here: String) -> String {
        let layout = Layout(
            texts: texts, assets: Assets(directory: "/nowhere"), caller: ada, formToken: token, here: here, menu: menu)
        return layout.page(title: hostile, main: main).text
    }

    static func markup(_ main: HTML, _ texts: Texts, here: String = "/tasks") -> Markup {
        Markup(page(main, texts, here: here))
    }
}
