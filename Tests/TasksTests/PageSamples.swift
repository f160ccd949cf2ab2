import Domain
import HTML
import Search
import TaskDomain
import TaskTexts
import TestingElwosa
import Texts

@testable import Tasks
@testable import Web

/// Values that pages are tried with: real words, and words that are markup.
enum PageSamples {
    static let now = Instant(rfc3339: "2026-11-23T09:00:00Z")!
    static let hostile = "<script>alert(1)</script> & \"quoted\" 'so' שלום"
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

    /// A task with everything that its page can show, as a member of that role in its project sees it.
    static func detail(_ role: ProjectRole = .owner, steps: [TaskStep] = steps) -> TaskDetail {
        var task = task(7, hostile, status: .active, priority: .high, steps: steps)
        task.description = "Ask **@Ben** about #8.\n\n<b>raw</b>\n\n| a | b |\n|---|--:|\n| 1 | 2 |"
        (task.projectId, task.parentId) = (3, 6)
        task.labels = labels.map(\.label)
        task.assignees = [AccountName(id: 2, name: "Ben")]
        (task.startAt, task.waitUntil) = (.date(now.day), .date(now.day))
        task.dueAt = .instant(now.adding(seconds: -3_600))
        task.estimateMinutes = 90
        task.plan.location = hostile
        (task.blockedBy, task.openBlockers, task.blocks) = ([8, 9], [8], [10])
        task.subtasks = Progress(done: 1, total: 2)
        return TaskDetail(
            task: task, rights: TaskRights(ada, role: role), projects: projects(role), people: people,
            labels: [hostile], subtasks: [PageSamples.task(11), PageSamples.task(12, status: .done)],
            others: Dictionary(uniqueKeysWithValues: [6, 8, 9, 10].map { ($0, other($0)) }),
            comments: comments, history: history)
    }

    /// One beside it in the same project.
    private static func other(_ id: TaskItem.ID) -> TaskItem {
        var other = task(id, id == 8 ? hostile : "Task \(id)", status: id == 9 ? .done : .open)
        other.projectId = 3
        return other
    }

    static let labels = LabelColour.allCases.enumerated().map {
        LabelUse(label: TaskLabel(id: Int64($0 + 1), name: $0 == 0 ? hostile : $1.rawValue, colour: $1), count: $0)
    }

    static let trash = [
        TrashedTask(id: 20, seq: 50, title: hostile, projectId: 3, deletedAt: now, actor: "Ben"),
        TrashedTask(
            id: 21, seq: 40, title: "Old", projectId: nil, deletedAt: now.adding(seconds: -29 * 86_400), actor: nil),
    ]

    static let people = [AccountName(id: 1, name: "Ada"), AccountName(id: 2, name: "Ben")]

    static func projects(_ role: ProjectRole = .owner) -> [ProjectSummary] {
        [
            ProjectSummary(project: Project(id: 3, name: hostile, createdAt: now), role: role, live: 12),
            ProjectSummary(
                project: Project(id: 4, name: "Old", createdAt: now, archivedAt: now), role: .viewer, live: 0),
        ]
    }

    static let comments = [
        Comment(
            id: 1, author: people[0], importedAuthor: nil, text: "@Ben " + hostile, mentions: [people[1]],
            createdAt: now, editedAt: now),
        Comment(
            id: 2, author: people[1], importedAuthor: nil, text: "Yes.", mentions: [], createdAt: now, editedAt: nil),
        Comment(
            id: 3, author: nil, importedAuthor: "old-system", text: "- a", mentions: [], createdAt: now, editedAt: nil),
    ]

    /// Every kind of event of a task, the first two of one change, and every part once.
    static let history: [HistoryEntry] = TaskEventKind.allCases.filter { $0.subject == .task }.enumerated().map {
        place, kind in
        HistoryEntry(
            seq: place < 2 ? 1_000 : Int64(999 - place), at: now.adding(seconds: Int64(place) * -200), actor: "Ada",
            kind: kind,
            parts: place > 0
                ? []
                : [
                    .init(name: "status", from: "open", to: "active"), .init(name: "labels", from: hostile, to: nil),
                    .init(name: "dueAt", from: nil, to: "2026-11-25"), .init(name: "step", from: "a", to: "a"),
                    .init(name: "description", from: "x", to: hostile + "\nmore"),
                    .init(name: "estimateMinutes", from: "30", to: "90"),
                ], isUndoable: true, isUndo: place == 1)
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

    static func drawing(
        _ language: Language, patterns: [SearchPattern] = [], mayWrite: Bool = true, here: Link = Link("/tasks")
    ) -> TaskDrawing {
        drawing(Texts(language), patterns: patterns, mayWrite: mayWrite, here: here)
    }

    static func drawing(
        _ texts: Texts, patterns: [SearchPattern] = [], mayWrite: Bool = true, here: Link = Link("/tasks")
    ) -> TaskDrawing {
        TaskDrawing(
            context: context(texts, here: here), frame: DayFrame(utc: now), projects: [1: "Garden & " + hostile],
            patterns: patterns,
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
        activity: TaskEventKind.allCases.map {
            Activity(actor: $0 == .importFinished ? nil : "Ben", kind: $0, taskId: 7, title: "555", at: now)
        })

    static func projectDetail(
        _ role: ProjectRole = .owner, archived: Bool = false, name: String = hostile
    ) -> ProjectDetail {
        let project = Project(
            id: 3, name: name, description: "For *@Ben*.", createdAt: now, archivedAt: archived ? now : nil, version: 5)
        return ProjectDetail(
            summary: ProjectSummary(project: project, role: role, live: 12),
            members: [
                ProjectMember(account: people[0], role: role), ProjectMember(account: people[1], role: .viewer),
            ])
    }

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
    static func page(_ page: some Page) -> String { Self.page(page.main, page.context) }

    static func page(_ main: HTML, _ context: PageContext) -> String {
        let layout = Layout(context: context, assets: Assets(directory: "/nowhere"), menu: menu)
        return layout.page(title: hostile, main: main).text
    }

    static func markup(_ page: some Page) -> Markup { Markup(Self.page(page)) }

    static func context(
        _ language: Language = .english, for caller: Caller = ada, here: Link = Link("/tasks")
    ) -> PageContext {
        context(Texts(language), for: caller, here: here)
    }

    static func context(_ texts: Texts, for caller: Caller = ada, here: Link = Link("/tasks")) -> PageContext {
        PageContext(texts: texts, formToken: token, caller: caller, now: now, here: here)
    }
}
