import HTML
import TaskFormats
import TaskTexts
import Texts
import Web

/// The ways to take one's tasks along, each a file.
struct ExportWays {
    let texts: Texts

    var html: HTML {
        """
        <section class="card"><h2>\(texts[.exportTitle])</h2>
        <p class="second">\(texts[.exportLead])</p>
        <ul class="rows ways">
        \(ExportFormats.all.map(way))</ul></section>
        """
    }

    private func way(_ format: any ExportFormat.Type) -> HTML {
        let link = Link.to("tasks", "export", query: [("format", format.name)])
        return """
            <li><a href="\(link)" download>\(texts[Self.words[format.name] ?? .exportTitle]) (\(format.fileName))</a></li>

            """
    }

    /// A test asks for the words of each form.
    static let words: [String: TaskText] = [
        ElwosaExport.name: .exportWhole, CSVExport.name: .exportTable, ExcelExport.name: .exportExcel,
        TodoTxtExport.name: .exportTodoTxt,
    ]
}

/// The way to the tasks that somebody has elsewhere, on pages that are still empty.
struct ImportWay {
    let texts: Texts

    var html: HTML {
        """

        <p><a href="\(Link.to("tasks", "import"))">\(texts[.importOffer])</a></p>
        """
    }
}
