import Domain
import HTML
import MemoryDomain
import MemoryTexts
import Texts
import Web

/// The ways out of a space and into it as a file.
struct SpaceFiles: PagePart {
    let context: PageContext
    let detail: SpaceDetail
    /// Why a file was not taken.
    let failure: Failure?

    private var address: Link { .settings(of: detail.space.id) }

    var html: HTML {
        """
        <section class="card" id="files"><h2>\(texts[.spaceFiles])</h2>
        <p class="second">\(texts[.spaceExportLead])</p>
        <p><a class="button" href="\(address.child("export"))" download>\(texts[.spaceExport])</a></p>
        \(mayWrite(in: detail) ? form : nil)</section>
        """
    }

    private var form: HTML {
        let hint = texts.spaceImportHint(megabytes: MemoryArea.bodyLimit >> 20, lines: EntryRules.batchLimit)
        let fields = FormFields(texts: texts, failure: failure)
        return """
            \(refusal)
            <form class="form" method="post" action="\(address.child("import"))" enctype="multipart/form-data">\(formToken)
            \(fields.line("file", texts[.spaceImportFile], value: "", type: "file", hint: hint, attributes: " required"))
            <button class="button">\(texts[.spaceImport])</button></form>
            """
    }

    /// The line that is wrong, and the rule that it breaks.
    private var refusal: HTML? {
        guard let failure, failure.field != "file" else { return nil }
        let (line, field) = failure.lineOfFile
        let rule = failure.rule.map(texts.sentence) ?? texts[failure.kind]
        let detail: HTML? = failure.rule == nil ? "<p lang=\"en\">\(failure.message)</p>" : nil
        return """
            <div class="message bad" role="alert"><p>\(line.map { "\(texts.lineName($0)): " as HTML })\
            \(field.map { "<code>\($0)</code>: " as HTML })\(rule) \(texts[.spaceImportNone])</p>\(detail)</div>
            """
    }
}

extension Failure {
    /// The number of the line, and the field in it, of `lines[17].version`.
    fileprivate var lineOfFile: (line: Int?, field: String?) {
        guard let field, field.hasPrefix("lines["), let end = field.firstIndex(of: "]") else { return (nil, nil) }
        let rest = field[end...].dropFirst().drop { $0 == "." }
        return (Int(field[..<end].dropFirst("lines[".count)), rest.isEmpty ? nil : String(rest))
    }
}
