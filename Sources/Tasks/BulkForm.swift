import Domain
import HTML
import TaskDomain
import TaskTexts
import Texts
import Web

/// Changes all tasks that are chosen in the list above, in one request that is carried out whole or not at all. What is
/// left as it is changes nothing.
struct BulkForm: PagePart {
    let context: PageContext
    let tasks: [TaskItem]
    let projects: [ProjectSummary]
    let next: Link
    /// The same page with every task chosen; nil where it is.
    let pickAll: Link?

    var html: HTML {
        """
        <form class="bulk" id="bulk" method="post" action="/tasks/batch">\(formToken)\
        \(ReturnLink.field(next))
        <h2>\(texts[.bulkTitle])</h2>
        <p class="small">\(pickAll.map { "<a href=\"\($0)\">\(texts[.bulkAll])</a>" as HTML } ?? "<a href=\"\(next)\">\(texts[.bulkNone])</a>")</p>
        <div class="bulk-fields">
        \(choice("status", .statusLabel, TaskStatus.allCases.map { ($0.rawValue, texts[$0]) }))
        \(choice("priority", .priorityLabel, TaskPriority.allCases.map { ($0.rawValue, texts[$0]) }))
        \(projects.isEmpty ? nil : choice("projectId", .project, projectOptions))
        \(line("addLabels", .bulkAddLabels, offers: Self.labels))
        \(line("removeLabels", .bulkRemoveLabels, offers: Self.labels))
        \(line("addAssignees", .bulkAddPeople, offers: Self.people, hint: texts[.assignShows]))
        \(line("removeAssignees", .bulkRemovePeople, offers: Self.people))
        \(line("dueAt", .due, type: "date"))
        </div>
        \(proposals("bulk-labels", tasks.flatMap(\.labels).map(\.name)))
        \(proposals("bulk-people", tasks.flatMap(\.assignees).map(\.name)))
        <div class="actions"><button class="button main">\(texts[.bulkApply])</button>
        <button class="button danger" name="delete" value="true">\(texts[.bulkDelete])</button></div>
        </form>
        """
    }

    private static let labels = NameField.labels(list: "bulk-labels")
    private static let people = NameField.people(list: "bulk-people", isList: true)

    private var projectOptions: [(String, String)] {
        [("none", texts[.inboxOwn])] + projects.prefix(PageChoices.limit).map { (String($0.id), $0.project.name) }
    }

    private func choice(_ name: String, _ label: TaskText, _ options: [(String, String)]) -> HTML {
        """
        <div class="field"><label for="bulk-\(name)">\(texts[label])</label>
        <select class="input" id="bulk-\(name)" name="\(name)"><option value="">\(texts[.bulkUnchanged])</option>\(options.map {
            "<option value=\"\($0)\"\(directionOf: $1)>\($1)</option>" as HTML
        })</select></div>
        """
    }

    private func line(
        _ name: String, _ label: TaskText, offers: HTML = " autocomplete=\"off\"", type: String = "text",
        hint: String? = nil
    ) -> HTML {
        """
        <div class="field"><label for="bulk-\(name)">\(texts[label])</label>
        <input class="input" dir="auto" id="bulk-\(name)" name="\(name)" type="\(type)"\(offers)\
        \(attribute: "title", hint)></div>
        """
    }

    private func proposals(_ id: String, _ names: [String]) -> HTML {
        DataList(id: id, values: Set(names).sorted()).html
    }
}
