import Domain
import HTML
import MemoryDomain
import MemoryFormats
import MemoryTexts
import Texts
import Web

/// The ways out of a space and into it as a file.
struct SpaceFiles: PagePart {
    let context: PageContext
    let detail: SpaceDetail
    let refused: Refused

    /// A file that was not taken, and why.
    struct Refused {
        var failure: Failure?
        /// The format that it was said to be of.
        var format: String?
        /// Entries that were taken all the same, of those before what was wrong.
        var taken = 0
        /// The ways to take those back.
        var undo: [HTML] = []
    }

    private var failure: Failure? { refused.failure }
    private static let id = "files"
    /// With a fragment: what is wrong with a file stands far below, where the browser should be then.
    private var target: Link { .to("memory", "spaces", detail.space.id, "import", fragment: Self.id) }

    var html: HTML {
        """
        <section class="card files" id="\(Self.id)"><h2>\(texts[.spaceFiles])</h2>
        <p class="second">\(texts[.spaceExportLead])</p>
        <p class="ways-out">\(SpaceFileFormat.written.map(export))</p>
        \(mayWrite(in: detail) ? form : nil)</section>
        """
    }

    private func export(_ format: SpaceFileFormat) -> HTML {
        let isOwn = format == .elwosa
        let link = Link.to("memory", "spaces", detail.space.id, "export", query: isOwn ? [] : [("format", format.name)])
        let name = isOwn ? texts[.spaceExport] : texts.spaceExportAs(format.title)
        return "<a class=\"\(isOwn ? "button" : "plain")\" href=\"\(link)\" download>\(name)</a>\n"
    }

    /// The file comes last: what it is should be known when it is read.
    private var form: HTML {
        let hint = texts.spaceImportHint(megabytes: MemoryArea.bodyLimit >> 20, lines: EntryRules.batchLimit)
        let fields = FormFields(texts: texts, failure: failure)
        let formats = SpaceFileFormat.all.map { (value: $0.name, name: $0.title) }
        return """
            \(refusal)\(refused.undo)
            <form class="form" method="post" action="\(target)" enctype="multipart/form-data">\(formToken)
            \(fields.choice("format", texts[.spaceImportFormat], value: refused.format ?? formats[0].value, of: formats))
            \(fields.line("file", texts[.spaceImportFile], value: "", type: "file", hint: hint, attributes: " required"))
            <button class="button">\(texts[.spaceImport])</button></form>
            """
    }

    /// The line that is wrong, and the rule that it breaks.
    private var refusal: HTML? {
        guard let failure, failure.rule == nil || !["file", "format"].contains(failure.field) else { return nil }
        let (line, field) = failure.lineOfFile
        let rule = failure.rule.map(texts.sentence) ?? texts[failure.kind]
        let detail: HTML? = failure.rule == nil ? "<p lang=\"en\">\(failure.message)</p>" : nil
        let taken = refused.taken > 0 ? texts.spaceImported(refused.taken) : texts[.spaceImportNone]
        return """
            <div class="message bad" role="alert"><p>\(line.map { "\(texts.lineName($0)): " as HTML })\
            \(field.map { "<code>\($0)</code>: " as HTML })\(rule) \(taken)</p>\(detail)</div>
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
