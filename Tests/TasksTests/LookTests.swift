import Calendar
import Domain
import Foundation
import HTML
import TaskDomain
import Testing
import TestingElwosa
import Texts

@testable import TaskFormats
@testable import Tasks
@testable import Web

/// The pages with the stylesheet in a real browser, from the smallest phone to a desk, in the light and in the dark.
struct LookTests {
    @Test(
        "every page is readable, fits its screen, has targets one can hit, and is blocked nowhere",
        arguments: Language.allCases)
    func look(language: Language) throws {
        let pages = try LookPages(Texts(language))
        try withBrowser { browser in
            for (width, touch) in [(320, true), (768, false), (1_280, false)] {
                try browser.resize(width, 800, touch: touch)
                for (name, dark) in pages.names.flatMap({ [($0, false), ($0, true)] }) {
                    try browser.emulate(dark: dark)
                    try browser.go(pages.server.address + name)
                    let faults = try browser.lookFaults()
                    #expect(faults == [], "\(name) at \(width), dark: \(dark)")
                }
            }
            let complaints = try browser.complaints()
            #expect(complaints == [])
        }
    }

    @Test("in a language whose words are longer by 40 %, every page fits the smallest phone, and no words are cut")
    func longer() throws {
        let pages = try LookPages(LongerLanguage.texts())
        try withBrowser { browser in
            try browser.resize(320, 800, touch: true)
            for name in pages.names + ["/list#menu"] {
                try browser.go(pages.server.address + name)
                let faults = try browser.longerFaults()
                #expect(faults == [], "\(name)")
            }
            _ = try browser.evaluate("document.querySelector('#help').showModal() ?? true")
            let faults = try browser.longerFaults()
            #expect(faults == [], "the keys")
        }
    }

    @Test("the measure finds words that are cut, and those that stick out of what they stand in")
    func cut() throws {
        let page = """
            <!doctype html><html lang="en"><body><p style="width:40px;overflow:hidden;white-space:nowrap">clipped words</p>
            <p style="height:9px;overflow:hidden">lower<br>words</p>
            <p style="width:40px;white-space:nowrap">protruding words</p><p>words that fit</p>
            <p style="width:40px;overflow:hidden;white-space:nowrap;text-overflow:ellipsis">shortened words</p>
            <div style="width:40px;overflow:auto;white-space:nowrap">scrolled words</div></body></html>
            """
        let server = LoopbackPages(["/": .init(page)], policy: "style-src 'unsafe-inline'")
        try withBrowser { browser in
            try browser.go(server.address)
            let faults = try browser.cutWords()
            #expect(faults == ["clipped words", "lower", "words", "protruding words", "… shortened words"])
        }
    }

    @Test("the measure finds pale words, small targets and what sticks out")
    func measure() throws {
        let page = """
            <!doctype html><html lang="en"><body><p style="color:#999;background:#fff">pale</p>
            <button style="width:9px;height:9px;padding:0"></button><div style="width:2000px">wide</div></body></html>
            """
        let server = LoopbackPages(["/": .init(page)], policy: "style-src 'unsafe-inline'")
        try withBrowser { browser in
            try browser.go(server.address)
            let faults = try browser.lookFaults()
            #expect(faults.count == 3)
            #expect(faults.contains { $0.hasPrefix("2.85 : 1") } && faults.contains("scrolls sideways"))
            #expect(faults.contains { $0.hasPrefix("9 × 9 <button") })
        }
    }
}

/// Each page of the area once, with the files of `www/` beside them and the content policy that the product sends.
struct LookPages {
    let server: LoopbackPages
    let names: [String]

    init(_ texts: Texts) throws {
        let context = PageSamples.context(texts)
        let bodies = Self.bodies(context)
        var pages = bodies.mapValues { main in LoopbackPages.Answer(PageSamples.page(main, context)) }
        for file in Assets.files { pages["/static/" + file] = try StaticFile.page(file) }
        server = LoopbackPages(
            pages, policy: CommonHeaders.security.first { $0.name == "Content-Security-Policy" }!.value)
        names = bodies.keys.sorted()
    }

    /// An import that left out something of every kind, and stopped.
    private static func report(_ context: PageContext) -> HTML {
        var report = ImportReport()
        for reason in ImportSkip.Reason.allCases {
            for number in 1...21 { report.add(ImportSkip(reason, "bd-\(number) → \(PageSamples.hostile)")) }
        }
        let failure = Failure(.malformed, "A comma or } was expected.")
        let offer = UndoOffer(change: 7, kind: .taskImported, count: 3, title: PageSamples.hostile, isUndo: false)
        return ImportReportPage(
            context: context, fileName: PageSamples.hostile, report: report,
            stop: ImportRun.Stop(
                ImportFault(failure, line: 502, column: 13), in: PageSamples.hostile, firstLine: 501),
            failure: failure,
            undo: UndoBar(context: context, offer: offer, here: Link("/tasks")).html
        ).main
    }

    /// A table with long names, and tasks that have everything a table can say.
    private static func importPreview(_ context: PageContext) -> HTML {
        let names = CSVColumn.all.map(\.name) + [String(repeating: "Spaltenüberschrift", count: 6)]
        let row = names.map { $0 == "dueAt" ? "2026-12-24" : PageSamples.hostile.replacing("\"", with: "'") }
        let table = [names, row].map { $0.map { "\"\($0)\"" }.joined(separator: ",") }.joined(separator: "\n")
        return ImportPreviewPage(
            context: context, preview: try! CSVPreview(Array(table.utf8), ImportSettings()),
            fileName: PageSamples.hostile, content: table, isDayFirst: nil,
            failure: Failure(.required, field: "columns")
        ).main
    }

    private static func bodies(_ context: PageContext) -> [String: HTML] {
        let long = PageSamples.task(
            7, String(repeating: "Angebotsvergleichsunterlagen", count: 8), priority: .urgent, steps: PageSamples.steps)
        let typed = TaskFormPage.Values(of: PageSamples.task(), in: .utc)
        let list = TaskPage(tasks: PageSamples.tasks + [long, PageSamples.rich], next: "1")
        let drawing = PageSamples.drawing(context.texts, patterns: TaskFilter.sample)
        let board = TaskBoard(
            lanes: TaskStatus.allCases.map { status in
                TaskBoard.Lane(
                    value: .status(status),
                    tasks: (PageSamples.tasks + [long, PageSamples.rich]).filter { $0.status == status },
                    hasMore: status == .open)
            })
        let refused = Failure(.tooLong(500), field: "title")
        return [
            "/dashboard": DashboardPage(
                drawing: drawing, overview: PageSamples.overview, callerName: "Ada"
            ).main,
            "/list": TaskListPage(
                drawing: drawing, query: PageSamples.query("task -milk status:open sort:due"),
                page: list,
                projects: [PageSamples.project], isAllPicked: true
            ).main,
            "/none": TaskListPage(
                drawing: drawing, query: PageSamples.query("x"),
                page: TaskPage(tasks: [], next: nil)
            ).main,
            "/board": BoardPage(
                drawing: drawing, query: BoardQuery(by: .status, frame: drawing.frame), board: board,
                target: FilterBar.Target(path: "/board")
            ).main,
            "/broken": BrokenQueryPage(
                context: context, typed: "milk labl:bug", error: TaskFilter.error(in: "milk labl:bug", for: .english)!,
                target: FilterBar.Target(path: "/tasks")
            ).main,
            "/help": QueryHelpPage(context: context).main,
            "/refused": RefusedPage(
                context: context, failure: Failure(.blocked, field: "status", kind: .conflict),
                sent: [("status", "done")], back: Link("/board")
            ).main,
            "/undo": UndoBar(
                context: context,
                offer: UndoOffer(change: 7, kind: .taskCompleted, count: 1, title: long.title, isUndo: false),
                here: Link("/")
            ).html,
            "/views": ViewListPage(
                context: context, views: [SavedView(id: 1, name: "Bugs", query: "label:bug is:open")],
                refused: (1, "", "label:bug", Failure(.required, field: "name"))
            ).main,
            "/form": TaskFormPage(
                context: context, values: typed, choices: choices, task: nil, failure: refused
            ).main,
            "/conflict": TaskConflictPage(
                context: context, stored: long, typed: typed, projects: PageSamples.projects()
            ).main,
            "/delete": TaskDeletePage(context: context, task: long, below: 3).main,
            "/blocked": TaskBlockedPage(
                context: context, task: long, blockers: [long], next: Link("/")
            ).main,
            "/import": ImportPage(
                context: context, chosen: "elwosa", limit: 64 << 20,
                failure: Failure(.required, field: "file")
            ).main,
            "/import-preview": importPreview(context),
            "/export": ExportPage(context: context, query: "is:open").main,
            "/report": report(context),
            "/problem": ProblemPage(problem: Problem(failure: refused, requestId: "a7932df4"), texts: context.texts)
                .main,
        ].merging(taskPages(context)) { $1 }.merging(projectPages(context)) { $1 }
    }

    private static let choices = TaskFormPage.Choices(
        projects: PageSamples.projects(), people: PageSamples.people, labels: [PageSamples.hostile])

    private static func taskPages(_ context: PageContext) -> [String: HTML] {
        func page(_ detail: TaskDetail, _ refused: RefusedInput? = nil) -> HTML {
            TaskDetailPage(
                context: context, detail: detail, refused: refused
            ).main
        }
        let refused = Failure(.tooLong(500), field: "title")
        return [
            "/task": page(PageSamples.detail(), RefusedInput(form: .step(2), typed: "x", failure: refused)),
            "/task-read": page(PageSamples.detail(.viewer)),
            "/history": TaskHistoryPage(
                context: context, task: PageSamples.task(), entries: PageSamples.history, mayUndo: true,
                isLater: true, limit: 2
            ).main,
            "/trash": TrashPage(
                context: context, trash: PageSamples.trash, projects: PageSamples.projects(),
                isLater: false, limit: 2
            ).main,
        ]
    }

    private static func projectPages(_ context: PageContext) -> [String: HTML] {
        let failure = Failure(.unknown, field: "account")
        return [
            "/projects": ProjectListPage(
                context: context, projects: PageSamples.projects(), showsArchived: true, mayMake: true,
                typed: "x", failure: Failure(.required, field: "name")
            ).main,
            "/project": ProjectPage(
                context: context, detail: PageSamples.projectDetail(archived: true),
                tasks: PageSamples.tasks, candidates: PageSamples.people,
                words: TaskWords(people: PageSamples.people, tasks: []), failure: failure
            ).main,
            "/project-delete": ProjectDeletePage(
                context: context, project: PageSamples.projectDetail().project, hasTasks: true
            ).main,
            "/labels": LabelListPage(
                context: context, labels: PageSamples.labels, mayChange: true,
                refused: (1, "x", nil, Failure(.taken, field: "name"))
            ).main,
            "/label-delete": LabelDeletePage(
                context: context, use: PageSamples.labels[0]
            ).main,
        ]
    }
}

extension TaskFilter {
    /// The patterns that the sample tasks are searched for.
    fileprivate static let sample = (try! TaskFilter(parsing: "task line")).patterns
}
