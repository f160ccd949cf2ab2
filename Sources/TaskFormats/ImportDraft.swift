import Domain
import TaskDomain

/// A task of another system on its way in.
///
/// It takes what has a place here, keeps in the description what has none, and notes what the report tells: an unusual
/// value keeps neither its task nor its file out.
struct ImportDraft {
    /// The name that a report calls it by.
    var name: String
    var externalId: String?
    /// The place in its file: `Garden.csv:4`; nil where lines say nothing.
    var place: String?
    var status = TaskStatus.open
    var priority = TaskPriority.normal
    /// As the file numbers it.
    var project: Int64?
    var assignees: [String] = []
    var plan = TaskPlan()
    var ties = ImportedTies()
    var fields = ImportedTask.common
    private var told: [(reason: ImportSkip.Reason, part: String)] = []
    private var title = ""
    private var sections: [String] = []
    /// Lines below the description, for what no field is there for.
    private var foot: [String] = []
    private var labels: [String] = []
    private var steps: [StepDraft] = []
    private var comments: [(author: String?, text: String, createdAt: Instant?, editedAt: Instant?)] = []

    init(name: String, externalId: String? = nil) {
        self.name = name
        self.externalId = externalId
    }

    mutating func tell(_ reason: ImportSkip.Reason, _ part: String = "") {
        told.append((reason, TextRules.beginning(of: part, 100)))
    }

    mutating func setTitle(_ text: String?) {
        let (line, isClean) = ImportText.line(text ?? "")
        if !isClean { tell(.signsRemoved, "title") }
        title = line
    }

    /// A part of the description, below a heading where it has one.
    mutating func add(section text: String?, heading: String? = nil) {
        guard let (block, isClean) = text.map(ImportText.block), !block.trimmed.isEmpty else { return }
        if !isClean { tell(.signsRemoved, heading ?? "description") }
        sections.append(heading.map { "## \($0)\n\n\(block)" } ?? block)
    }

    mutating func add(foot part: String, _ value: String) {
        let value = ImportText.line(value).text
        if !value.isEmpty { foot.append("\(part): \(value)") }
    }

    /// A value that its field does not take: it stands in the foot, and the report says so.
    mutating func keep(_ part: String, _ value: String, because reason: ImportSkip.Reason = .valueKept) {
        add(foot: part, value)
        let line = TextRules.beginning(of: "\(part): \(ImportText.line(value).text)", 60)
        tell(reason, place.map { "\(line) (\($0))" } ?? line)
    }

    /// One that is no label here is kept in the foot.
    mutating func add(label text: String) {
        let text = ImportText.line(text).text
        guard !text.isEmpty else { return }
        guard let name = try? LabelRules.name(text), labels.count < TaskRules.labelLimit else {
            return foot.append("label: \(text)")
        }
        labels.append(name)
    }

    mutating func add(assignee text: String?) {
        let name = ImportText.line(text ?? "").text
        guard !name.isEmpty else { return }
        guard assignees.count < TaskRules.assigneeLimit else { return add(foot: "assignee", name) }
        assignees.append(name)
    }

    mutating func set(_ field: PlainField, _ value: PlainValue?) {
        fields.insert(.plain(field))
        plan[field] = value
    }

    /// - Shape: minutes out of the field's range are kept in the foot; none, or less, is no estimate.
    mutating func setEstimate(_ minutes: Int64, as part: String) {
        fields.insert(.plain(.estimateMinutes))
        guard minutes > 0 else { return }
        guard let value = try? PlainField.estimateMinutes.minutes(minutes) else { return keep(part, String(minutes)) }
        plan[.estimateMinutes] = value
    }

    /// Those beyond the limit stand in the description.
    mutating func add(step text: String, done: Bool, assignee: String? = nil) {
        fields.insert(.special(.steps))
        let text = ImportText.line(text).text
        guard steps.count < TaskRules.stepLimit, let title = try? TaskRules.stepTitle(text) else {
            if !text.isEmpty { keep("step", text) }
            return
        }
        steps.append(StepDraft(title: title, done: done, assignee: assignee))
    }

    /// - Shape: without a time it was said when the task was made.
    mutating func add(comment text: String, by author: String?, at createdAt: Instant?, editedAt: Instant? = nil) {
        let (block, isClean) = ImportText.block(text)
        if !isClean { tell(.signsRemoved, "comment") }
        let name = ImportText.line(author ?? "").text
        comments.append((name.isEmpty ? nil : ImportText.shortened(name, to: 200), block, createdAt, editedAt))
    }

    /// The task with all that was told of it.
    ///
    /// - Shape: undated without the time it was made; `number` is the one it has in another installation.
    /// - Errors: `.invalid` for what even so breaks a rule, as a name in its own system that is too long.
    func items(
        createdAt: Instant?, updatedAt: Instant?, completedAt: Instant?, number: Int64? = nil
    ) throws(Failure) -> [ImportItem] {
        var rest = self
        let (title, description) = rest.texts()
        var draft = try TaskDraft(
            title: title, description: description, status: status, priority: priority, externalId: externalId)
        (draft.labels, draft.assignees, draft.plan) = (try TaskRules.labels(rest.labels), assignees, plan)
        (draft.projectId, draft.steps) = (project, steps)
        let created = createdAt ?? updatedAt ?? Instant(seconds: 0)
        var task = ImportedTask(
            draft: draft, createdAt: created, updatedAt: updatedAt ?? created, completedAt: completedAt)
        (task.ties, task.fields, task.number) = (ties, fields, number)
        task.isUndated = createdAt == nil && updatedAt == nil
        task.comments = rest.pieces(at: created)
        let name = ImportText.shortened(ImportText.line(name).text, to: 100)
        task.reportName = name
        return [.task(task)]
            + rest.told.map { .skipped(ImportSkip($0.reason, $0.part.isEmpty ? name : "\(name): \($0.part)")) }
    }

    /// Title and description within their limits; what is beyond goes on elsewhere.
    private mutating func texts() -> (title: String, description: String) {
        var (short, sections) = (title, sections)
        if (try? TaskRules.title(title)) == nil {
            if LegibleText.isSeen(title) {
                short = ImportText.shortened(title, to: TaskRules.titleLimit)
                sections.insert(title, at: 0)
                tell(.textContinued, "title")
            } else {
                let line = ImportText.line(name).text
                short = LegibleText.isSeen(line) ? ImportText.shortened(line, to: TaskRules.titleLimit) : "?"
                tell(.titleMissing)
            }
        }
        let lines = foot.isEmpty ? [] : ["---\n" + foot.map { "- \($0)" }.joined(separator: "\n")]
        var parts = ImportText.pieces(
            (sections + lines).joined(separator: "\n\n"), TaskRules.descriptionByteLimit)
        let first = parts.isEmpty ? "" : parts.removeFirst()
        if !parts.isEmpty {
            tell(.textContinued, "description")
            comments = parts.map { (nil, $0, nil, nil) } + comments
        }
        return (short, first)
    }

    private mutating func pieces(at created: Instant) -> [ImportedComment] {
        var pieces: [ImportedComment] = []
        for comment in comments where LegibleText.isSeen(comment.text) {
            let parts = ImportText.pieces(comment.text, TaskRules.commentByteLimit)
            if parts.count > 1 { tell(.textContinued, "comment") }
            pieces += parts.compactMap { try? TaskRules.comment($0) }.map { text in
                ImportedComment(
                    author: comment.author, text: text, createdAt: comment.createdAt ?? created,
                    editedAt: comment.editedAt)
            }
        }
        return pieces
    }
}
