import Calendar
import Domain
import HTML
import TaskDomain
import TaskTexts
import Texts
import Web

/// The facts of a task, a line each, with a pencil where one may be changed; those not set wait below as words.
struct TaskFacts: PagePart {
    let context: PageContext
    let detail: TaskDetail

    private var task: TaskItem { detail.task }
    private var quick: QuickEdit { QuickEdit(context: context, task: task) }

    var html: HTML {
        """
        <section class="card facts-card" aria-labelledby="facts"><h2 id="facts">\(texts[.facts])</h2>
        <dl class="fact-list">
        \(editable.filter { $0.value != nil }.map(line))
        \(known)
        </dl>
        \(detail.rights.mayEdit ? adders : nil)
        </section>
        """
    }

    private struct Fact {
        let name: String
        let label: TaskText
        let value: HTML?
        /// nil where it cannot be changed here.
        let control: HTML?
    }

    private var editable: [Fact] {
        [
            Fact(name: "priority", label: .priorityLabel, value: priority, control: priorityChoice),
            Fact(name: "projectId", label: .project, value: project, control: projectChoice),
            Fact(name: "parentId", label: .parent, value: parent, control: parentLine),
            Fact(name: "labels", label: .labels, value: labels, control: labelLine),
            Fact(name: "assignees", label: .assignees, value: assignees, control: peopleChoice),
        ] + PlainField.allCases.map(plain)
    }

    private func line(_ fact: Fact) -> HTML {
        """
        <div class="fact"><dt>\(texts[fact.label])</dt><dd>\(fact.value)\
        \(detail.rights.mayEdit ? fact.control.map { quick.html(fact.name, fact.label, control: $0) } : nil)</dd></div>

        """
    }

    /// The facts that are not set yet, each as a word that opens its field.
    private var adders: HTML? {
        let unset = editable.filter { $0.value == nil }
        guard !unset.isEmpty else { return nil }
        return """
            <div class="adders">
            \(unset.compactMap { fact in
                fact.control.map { quick.html(fact.name, fact.label, adding: true, control: $0) }
            })</div>
            """
    }
}

// The values, and the fields that change them.
extension TaskFacts {
    private var priority: HTML { PriorityWord(texts: texts, priority: task.priority).html }

    private var priorityChoice: HTML {
        quick.choice(
            "priority", .priorityLabel, value: task.priority.rawValue,
            of: TaskPriority.allCases.map { ($0.rawValue, texts[$0]) })
    }

    private var project: HTML? {
        if let project = detail.project {
            return "<a href=\"\(Link.to("projects", project.id))\">\(project.project.name)</a>"
        }
        return HTML(isolated: inboxOfAnother.map(texts.inboxOf) ?? texts[.inbox])
    }

    /// The owner of the inbox it is in, where that is not the reader.
    private var inboxOfAnother: String? { task.inbox?.id == caller?.accountId ? nil : task.inbox?.name }

    /// A subtask is where its parent is.
    private var projectChoice: HTML? {
        guard task.parentId == nil, detail.rights.mayKeep else { return nil }
        return quick.choice(
            "projectId", .project, value: task.projectId.map { String($0) } ?? "",
            of: ProjectChoice.options(detail.projects, current: task.projectId, inbox: inboxOfAnother, texts))
    }

    /// The people who see it.
    private var seers: String {
        if let project = detail.project { return texts.membersOf(project.project.name) }
        let people = task.visibleTo ?? []
        let others = people.filter { $0.id != caller?.accountId }.map { person in
            task.agentOwners[person.id].map { texts.agent(person.name, of: $0.name) } ?? person.name
        }
        return people.count == others.count ? others.joined(separator: ", ") : texts.seenByYou(and: others)
    }

    private var peopleChoice: HTML? {
        guard detail.rights.mayKeep else { return nil }
        let hint: HTML? = task.projectId == nil ? "<p class=\"small\">\(texts[.assignShows])</p>" : nil
        return "\(quick.people(detail.people))\(hint)"
    }

    private var parent: HTML? {
        task.parentId.map { id in
            "<a href=\"\(Link.to("tasks", id))\">\(detail.others[id]?.title ?? "#\(id)")</a>"
        }
    }

    private var parentLine: HTML? {
        guard detail.rights.mayKeep else { return nil }
        return quick.line(
            "parentId", .parent, value: task.parentId.map { "#\($0)" } ?? "", hint: texts[.numberHint],
            attributes: " inputmode=\"numeric\" autocomplete=\"off\"")
    }

    private var labels: HTML? {
        guard !task.labels.isEmpty else { return nil }
        return "<span class=\"tags\">\(task.labels.map { LabelTag(label: $0).html })</span>"
    }

    private var labelLine: HTML {
        """
        \(quick.shown("labels", task.labels.map(\.name)))
        \(quick.line(
            "labels", .labels, value: task.labels.map(\.name).joined(separator: ", "), hint: texts[.labelsHint],
            attributes: NameField.labels(list: "label-names")))
        \(DataList(id: "label-names", values: detail.labels).html)
        """
    }

    private var assignees: HTML? {
        guard !task.assignees.isEmpty else { return nil }
        return "<span class=\"people\">\(task.assignees.map { Face(name: $0.name).withName })</span>"
    }

    private func plain(_ field: PlainField) -> Fact {
        let value = task.plan[field]
        let shown: HTML? = value.map { value in
            switch value {
            case .time(let time): self.time(time, isLate: field == .dueAt && task.isLate(at: now, in: texts.zone))
            case .minutes, .line: HTML(isolated: texts.value(value.text, of: field))
            }
        }
        return Fact(name: field.name, label: field.label, value: shown, control: control(field, value))
    }

    private func control(_ field: PlainField, _ value: PlainValue?) -> HTML {
        guard case .time = field.kind else {
            return quick.line(
                field.name, field.label, value: TaskFormPage.Values.Plain(value, in: texts.zone).text,
                hint: field.hint.map { texts[$0] })
        }
        return quick.time(field.name, field.label, value: value?.time)
    }

    private func time(_ time: TaskTime, isLate: Bool) -> HTML {
        """
        <time\(attribute: "class", isLate ? "late" : nil) datetime="\(time.text)" title="\(texts.inFull(time))">\
        \(texts.taskTime(time, now: now))</time>\(isLate ? " <span class=\"late\">\(texts[.overdue])</span>" : nil)
        """
    }

    /// The facts that cannot be changed.
    private var known: HTML {
        """
        \(fixed(texts[.seenBy], HTML(isolated: seers)))
        \(task.progress.total > 0
            ? fixed(texts[.progressLabel], ProgressBar(texts: texts, progress: task.progress).html) : nil)
        \(task.externalId.map { fixed(texts[.externalId], "<span class=\"mono\">\($0)</span>") })
        \(fixed(texts[.created], moment(task.createdAt)))
        \(fixed(texts[.changed], moment(task.updatedAt)))
        \(task.completedAt.map { fixed(texts[.completed], moment($0)) })
        """
    }

    private func fixed(_ label: String, _ value: HTML) -> HTML {
        "<div class=\"fact\"><dt>\(label)</dt><dd>\(value)</dd></div>\n"
    }

    private func moment(_ instant: Instant) -> HTML { texts.moment(instant, now: now) }
}

extension TaskItem {
    /// Live, and due before today or before now.
    func isLate(at now: Instant, in zone: Zone) -> Bool {
        guard status.isLive, let dueAt else { return false }
        switch dueAt {
        case .date(let day): return day.daysSince1970 < zone.localDate(at: now).daysSince1970
        case .instant(let instant): return instant < now
        }
    }
}
