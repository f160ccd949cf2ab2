import Domain
import HTML
import TaskDomain
import TaskFormats
import TaskTexts
import Texts
import Web

/// The page on which the columns of a table are given their meaning, with the first tasks as they would come in.
struct ImportPreviewPage: Page {
    let context: PageContext
    let preview: CSVPreview
    let fileName: String
    /// The table, which the form carries on; nil where it is too large, and chosen once more.
    let content: String?
    let isDayFirst: Bool?
    let failure: Failure?

    var main: HTML {
        """
        <header class="head"><h1>\(texts.importOf(TextRules.beginning(of: fileName, 200)))</h1></header>
        <p class="second">\(texts[.importColumnsLead])</p>
        <form class="form" method="post" action="\(Link.to("tasks", "import"))" enctype="multipart/form-data">\
        \(formToken)<input type="hidden" name="format" value="\(CSVFormat.name)">\
        <input type="hidden" name="fileName" value="\(fileName)">
        \(trouble)<section class="card"><h2>\(texts[.importColumns])</h2>
        \(choices)\(dates)</section>
        <section class="card"><h2>\(texts[.importPreview])</h2>
        \(preview.tasks.isEmpty ? "<p class=\"second\">\(texts[.importPreviewNone])</p>" : "\(preview.tasks.map(row))" as HTML)</section>
        \(file)
        \(actions)</form>
        """
    }

    /// A button's field stands behind the table. Before one that is read while it arrives it is known what is to be done.
    private var actions: HTML {
        guard content != nil else {
            return "<p class=\"actions\"><button class=\"button main\">\(texts[.importButton])</button></p>"
        }
        return """
            <p class="actions"><button class="button main" name="step" value="import">\(texts[.importButton])</button>
            <button class="button" name="step" value="preview">\(texts[.importPreviewAgain])</button></p>
            """
    }

    private var trouble: HTML? {
        failure.map { failure in
            """
            <p class="message bad" role="alert">\(texts[.importColumns]): \
            \(failure.rule == .required ? texts[.importTitleColumn] : failure.message)</p>
            """
        }
    }

    private var choices: [HTML] {
        let fields = FormFields(texts: texts, failure: nil)
        let options = [(value: "", name: texts[.importColumnOut])] + CSVColumn.all.map { ($0.name, texts.name(of: $0)) }
        return preview.header.prefix(ImportRequest.columnLimit).enumerated().map { place, name in
            let sample = preview.samples[place]
            let label = [name.isEmpty ? "\(place + 1)" : name, sample.isEmpty ? nil : sample]
            return fields.choice(
                "column\(place + 1)", label.compactMap { $0 }.joined(separator: " – "),
                value: preview.columns[place]?.name ?? "", of: options)
        }
    }

    private var dates: HTML {
        FormFields(texts: texts, failure: nil).choice(
            "dates", texts[.importDates], value: isDayFirst.map { $0 ? "day" : "month" } ?? "",
            of: [
                ("", texts[.importDatesUnsaid]), ("day", texts[.importDatesDay]), ("month", texts[.importDatesMonth]),
            ])
    }

    /// The table itself, which goes on with the form.
    private var file: HTML {
        guard let content else {
            let field = FormFields(texts: texts, failure: nil).line(
                "file", texts[.importFile], value: "", type: "file", hint: texts[.importFileAgain],
                attributes: " required")
            return "<input type=\"hidden\" name=\"step\" value=\"import\">\(field)"
        }
        // HTML drops the first line break of a textarea.
        return """
            <textarea dir="auto" name="file" aria-label="\(texts[.importFile])" hidden>
            \(content)</textarea>
            """
    }

    private func row(_ task: ImportedTask) -> HTML {
        let facts = texts.facts(of: task, project: task.draft.projectId.flatMap { preview.projects[$0] })
        return """
            <hr><p><strong>\(task.draft.title)</strong></p>
            <p class="second">\(facts.map { "\($0.label): \($0.value)" }.joined(separator: " · "))</p>
            """
    }
}

extension Texts {
    /// A column's meaning, as people call it.
    func name(of column: CSVColumn) -> String {
        switch column {
        case .field(let field): self[field.label]
        case .other(.createdAt): self[.columnCreated]
        case .other(.updatedAt): self[.columnUpdated]
        case .other(.completedAt): self[.columnCompleted]
        case .other(.comment): self[.comment]
        }
    }

    /// The fields that a task of a table would have set, but for its title.
    fileprivate func facts(of task: ImportedTask, project: String?) -> [(label: String, value: String)] {
        let draft = task.draft
        let fields = TaskField.allCases.compactMap { field -> (label: String, value: String)? in
            guard let value = value(of: field, of: draft, project: project), !value.isEmpty else { return nil }
            return (self[field.label], value)
        }
        return fields + task.comments.map { (self[.comment], ImportPreviewPage.beginning($0.text)) }
    }

    private func value(of field: TaskField, of draft: TaskDraft, project: String?) -> String? {
        switch field {
        case .plain(let field): draft.plan[field].map { value($0.text, of: field) }
        case .special(.description): ImportPreviewPage.beginning(draft.description)
        case .special(.status): self[draft.status]
        case .special(.priority): self[draft.priority]
        case .special(.projectId): project
        case .special(.labels): draft.labels.joined(separator: ", ")
        case .special(.assignees): draft.assignees.joined(separator: ", ")
        case .special(.steps): draft.steps.isEmpty ? nil : "\(draft.steps.count)"
        case .special(.title), .special(.inbox), .special(.parentId), .special(.blockedBy), .special(.externalId): nil
        }
    }
}

extension ImportPreviewPage {
    fileprivate static func beginning(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count <= 100 ? line : line.prefix(99) + "…"
    }
}
