import Domain
import HTML
import TaskDomain
import TaskTexts
import Testing
import TestingElwosa
import Texts

@testable import Tasks

struct TaskDetailPageTests {
    private func page(
        _ detail: TaskDetail = PageSamples.detail(), caller: Caller = PageSamples.ada, refused: RefusedInput? = nil,
        _ language: Language = .english
    ) -> Markup {
        PageSamples.markup(
            TaskDetailPage(
                context: PageSamples.context(language, for: caller, here: Link("/tasks/7")), detail: detail,
                refused: refused))
    }

    private func plain(_ task: TaskItem) -> TaskDetail {
        TaskDetail(task: task, rights: TaskRights(PageSamples.ada, role: nil))
    }

    @Test("a task keeps every rule of a page, bare and full, for every role", arguments: Language.allCases)
    func rules(language: Language) {
        for task in PageSamples.tasks { #expect(page(plain(task), language).brokenRules() == []) }
        for role in ProjectRole.allCases { #expect(page(PageSamples.detail(role), language).brokenRules() == []) }
    }

    @Test("what one of its small forms sent and did not take stands there again, and the rule beside it")
    func refused() {
        let forms: [(RefusedInput.FormName, String)] = [
            (.newStep, "step-title"), (.step(2), "step-2"), (.comment, "comment-new"),
            (.editedComment(1), "comment-1-text"),
        ]
        for (form, id) in forms {
            let input = RefusedInput(form: form, typed: "x\u{7}", failure: Failure(.controlCharacter, field: "text"))
            let shown = page(refused: input)
            #expect(shown.brokenRules() == [])
            let field = shown.root.all.first { $0["id"] == id }
            #expect(field?["value"] == "x\u{7}" || field?.text == "x\u{7}")
            #expect(field?["aria-invalid"] == "true")
            let note = field?["aria-describedby"].flatMap { note in shown.root.all.first { $0["id"] == note } }
            #expect(note?.text.hasPrefix("Control") == true)
            let around = shown.root.all("details").filter { details in details.all.contains { $0["id"] == id } }
            #expect(around.count == (form == .newStep || form == .comment ? 0 : 1))
            #expect(around.allSatisfy { $0["open"] != nil })
        }
    }

    @Test("steps stand in their order, each with a tick that does what its state asks for")
    func steps() {
        let rows = page().root.all("ol").first { $0["class"] == "steps" }?.children ?? []
        #expect(rows.map { $0.all("span").first?.text } == PageSamples.steps.map(\.title))
        let ticks = rows.compactMap { $0.all("button").first }
        #expect(ticks.map { $0["formaction"] } == [1, 2, 3].map { "/tasks/7/steps/\($0)/completion" })
        #expect(ticks.map { $0["value"] } == ["DELETE", nil, nil])
    }

    @Test("a step moves up but for the first, and down but for the last")
    func moves() {
        let moves = page().root.all("button").filter { $0["name"] == "position" }
        #expect(moves.map { $0["formaction"] } == [1, 2, 2, 3].map { "/tasks/7/steps/\($0)" })
        #expect(moves.map { $0["value"] } == ["1", "0", "2", "1"])
    }

    @Test("a step becomes a subtask of its own, or goes")
    func waysOut() {
        let ways = page().root.all("div").filter { $0["class"] == "ways-out" }.flatMap { $0.all("button") }
        #expect(ways[0]["formaction"] == "/tasks/7/steps/1/subtask")
        #expect(ways[1]["formaction"] == "/tasks/7/steps/1" && ways[1]["value"] == "DELETE")
    }

    @Test("the description is Markdown, in which people and tasks that are there are links and markup is text")
    func description() {
        let words = page().root.all("section").first { $0["class"] == "description" }
        let links = words?.all("a").compactMap { $0["href"] }
        #expect(links == ["/tasks?q=is%3Aopen%20assignee%3ABen", "/tasks/8"])
        #expect(words?.all("p").contains { $0.text == "<b>raw</b>" } == true)
        #expect(words?.all("td").map(\.text) == ["1", "2"])
    }

    @Test("a name that nobody here has and a number of no task stay text")
    func unknownReferences() {
        let words = TaskWords(people: PageSamples.people, tasks: [8])
        #expect(
            Markup(words.html("@Zoe @ben #9 #8", name: "x", back: "").text).root.all("a").map(\.text) == ["@ben", "#8"])
        #expect(words.html("#8 and `#8`", name: "x", back: "").text.contains("</a> and <code>#8</code>"))
        // Those in code are looked for as well: the texts are only looked through.
        #expect(TaskWords.numbers(in: ["#9 and `#10`", "#9, #8", "# 7 #0 #a #99999999999999999999"]) == [8, 9, 10])
    }

    @Test("subtasks have ticks that return to them, and one more takes the task as its parent")
    func subtasks() {
        let block = page().root.all("section").first { $0["id"] == "subtasks" }
        #expect(
            block?.all("a").filter { $0["class"] == "title" }.compactMap { $0["href"] } == ["/tasks/11", "/tasks/12"])
        #expect(block?.all("button").first { $0["formaction"] == "/tasks/11/completion" }?["form"] == "subtask-change")
        let parent = block?.all("input").first { $0["name"] == "parentId" }
        #expect(parent?["value"] == "7")
    }

    @Test("what a task does not have yet is a word that opens the field for the first, and nothing for readers")
    func starters() {
        let starters = page(plain(PageSamples.task())).root.all("details").filter { $0["class"] == "starter" }
        #expect(starters.compactMap { $0["id"] } == ["subtasks", "blockers"])
        #expect(starters.allSatisfy { $0["open"] == nil && $0.all("form").count == 1 })
        #expect(!page().root.all("details").contains { $0["class"] == "starter" })
        let read = TaskDetail(task: PageSamples.task(), rights: TaskRights(Person.cleo.caller, role: nil))
        #expect(!page(read).root.all.contains { $0["id"] == "subtasks" || $0["id"] == "steps" })
    }

    @Test("a blocker is taken away by naming the others, with the version that was seen")
    func blockers() {
        let block = page().root.all("section").first { $0["id"] == "blockers" }
        let buttons = block?.all("button").filter { $0["name"] == "blockedBy" } ?? []
        #expect(buttons.map { $0["value"] } == ["9", "8", ""])
        let forms = buttons.compactMap { $0.ancestors.first { $0.name == "form" } }
        #expect(forms.compactMap { $0["action"] } == ["/tasks/7", "/tasks/7", "/tasks/10"])
        #expect(forms.allSatisfy { $0.all("input").contains { $0["name"] == "version" && $0["value"] == "3" } })
    }

    @Test("one's own comments can be changed; others' only removed, by an owner")
    func comments() {
        func offered(_ role: ProjectRole) -> [String] {
            let block = page(PageSamples.detail(role)).root.all("section").first { $0["id"] == "comments" }
            let forms = block?.all("form") ?? []
            let isRemoval = { (form: MarkupElement) in form.all("input").contains { $0["value"] == "DELETE" } }
            let changes = forms.filter { !isRemoval($0) }.compactMap { $0["action"] }
            let removals = forms.filter(isRemoval).compactMap { $0["action"] }
            return changes.map { "change " + $0.suffix(1) } + removals.map { "remove " + $0.suffix(1) }
        }
        #expect(offered(.owner) == ["change 1", "change s", "remove 1", "remove 2", "remove 3"])
        #expect(offered(.commenter) == ["change 1", "change s", "remove 1"])
        #expect(offered(.viewer) == [])
    }

    @Test("who may not change a task is offered nothing that would")
    func readers() {
        for role in [ProjectRole.viewer, .commenter] {
            let shown = page(PageSamples.detail(role)).root.all("main")[0]
            let forms = shown.all("form").filter { $0["action"] != nil && $0["action"]?.contains("comments") == false }
            #expect(forms.isEmpty, "\(role)")
            let buttons = shown.all("button").compactMap { $0["formaction"] }
            #expect(buttons.allSatisfy { $0.contains("/comments/") }, "\(role)")
            #expect(!shown.all("a").contains { $0["href"]?.hasSuffix("/edit") == true }, "\(role)")
            #expect(!shown.all("a").contains { $0["href"]?.hasSuffix("/delete") == true }, "\(role)")
        }
        let cleo = page(TaskDetail(task: PageSamples.task(), rights: TaskRights(Person.cleo.caller, role: nil)))
        #expect(cleo.root.all("main")[0].all("button").isEmpty)
    }

    @Test("each fact that is set is a line with a small form of one field, each that is not a word that opens one")
    func facts() {
        let full = page().root.all("details").filter { $0["class"] == "quick-edit" }.compactMap { $0["id"] }
        #expect(
            full == [
                "edit-priority", "edit-parentId", "edit-labels", "edit-assignees", "edit-startAt", "edit-dueAt",
                "edit-waitUntil", "edit-estimateMinutes", "edit-location",
            ])
        let bare = page(plain(PageSamples.task())).root.all("details")
        #expect(
            bare.filter { $0["class"] == "quick-edit" }.compactMap { $0["id"] } == ["edit-priority", "edit-projectId"])
        #expect(
            bare.filter { $0["class"] == "quick-edit adding" }.compactMap { $0["id"] } == [
                "edit-parentId", "edit-labels", "edit-assignees", "edit-startAt", "edit-dueAt",
                "edit-waitUntil", "edit-estimateMinutes", "edit-location",
            ])
    }

    @Test("what is late says so in a word, not by its colour alone")
    func late() {
        let due = page().root.all("span").filter { $0["class"] == "late" }
        #expect(due.map(\.text) == ["overdue"])
        var task = PageSamples.task()
        task.dueAt = .date(PageSamples.now.day)
        #expect(!page(plain(task)).root.all.contains { $0["class"] == "late" })
    }

    @Test("the status shown is marked, and one press moves the task to another")
    func status() {
        let chips = page().root.all("button").filter { $0["name"] == "status" }
        #expect(chips.compactMap { $0["value"] } == ["open", "active", "waiting", "done", "dropped"])
        #expect(chips.filter { $0["aria-current"] != nil }.compactMap { $0["value"] } == ["active"])
    }
}
