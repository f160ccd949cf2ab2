import Domain
import HTML
import TaskFormats
import TaskTexts
import Texts
import Web

/// The page on which a file with tasks is chosen.
struct ImportPage: Page {
    let context: PageContext
    /// The format that was chosen before, if any.
    let chosen: String?
    /// - Units: bytes.
    let limit: Int
    let failure: Failure?

    var main: HTML {
        let fields = FormFields(texts: texts, failure: failure)
        let formats = ImportFormats.all.map { (value: $0.name, name: "\($0.title) (\($0.fileName))") }
        // The file comes last: one that is read while it arrives needs to know by then what it should be.
        return """
            <header class="head"><h1>\(texts[.importTitle])</h1></header>
            <p class="second">\(texts[.importLead])</p>
            <form class="form" method="post" action="\(Link.to("tasks", "import"))" enctype="multipart/form-data">\
            \(formToken)
            \(fields.choice("format", texts[.importFormat], value: chosen ?? formats[0].value, of: formats))
            \(fields.line(
                "file", texts[.importFile], value: "", type: "file", hint: texts.importLimit(megabytes: limit >> 20),
                attributes: " required"))
            <button class="button main">\(texts[.importButton])</button></form>
            \(ExportWays(texts: texts).html)
            """
    }
}

/// The report on a file: what was taken, and what was left out and why.
struct ImportReportPage: Page {
    let context: PageContext
    let fileName: String
    let report: ImportReport
    /// The place at which it stopped, if it did.
    let stop: ImportRun.Stop?
    let failure: Failure?
    /// The form that takes it back; nil where nothing does.
    let undo: HTML?

    var main: HTML {
        """
        <a class="back" href="\(Link("/tasks"))">\(Icon.back.html)\(texts[.tasks])</a>
        <header class="head"><h1>\(texts.importOf(TextRules.beginning(of: fileName, 200)))</h1></header>
        \(undo)\(trouble)
        <p class="message" role="status">\(texts.importTaken(report.count))</p>
        \(report.skipped.isEmpty ? .empty : leftOut)
        <p class="actions"><a class="button" href="\(Link.to("tasks", "import"))">\(texts[.importAgain])</a></p>
        """
    }

    private var trouble: HTML {
        guard let failure else { return .empty }
        let rule = (stop?.failure ?? failure).rule.map(texts.sentence) ?? texts[failure.kind]
        let entry = stop?.entry.map { "\($0): " } ?? ""
        let place = stop.map { texts.importStopped(line: $0.line, column: $0.column, since: $0.firstLine) } ?? ""
        let field = (stop?.failure ?? failure).field.map { "<code>\($0)</code>: " as HTML } ?? .empty
        let detail = (stop?.failure ?? failure).rule == nil ? (stop?.failure ?? failure).message : nil
        return """
            <div class="message bad" role="alert"><p>\(entry)\(place) \(field)\(rule)</p>\
            \(detail.map { "<p lang=\"en\">\($0)</p>" as HTML })</div>
            """
    }

    private var leftOut: HTML {
        """
        <section class="card"><h2>\(texts[.importLeftOut])</h2>
        \(report.skipped.map(row))</section>
        """
    }

    private func row(_ skipped: ImportReport.Skipped) -> HTML {
        let more = skipped.count > skipped.names.count ? " …" : ""
        return """
            <hr><p>\(texts.importSkipped(skipped.reason, skipped.count))</p>
            <p class="second">\(skipped.names.joined(separator: ", ") + more)</p>
            """
    }
}
