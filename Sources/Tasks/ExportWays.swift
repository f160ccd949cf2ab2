import HTML
import TaskFormats
import TaskTexts
import Texts
import Web

/// The page on which the file is chosen that tasks are exported as.
struct ExportPage: Page {
    let context: PageContext
    /// The query of the list; nil for everything.
    let query: String?

    var main: HTML {
        """
        <header class="head"><h1>\(texts[.export])</h1></header>
        \(ExportWays(texts: texts, query: query).html)
        """
    }
}

/// The ways to take one's tasks along, each a file.
struct ExportWays {
    let texts: Texts
    /// The query of the tasks; nil for everything.
    var query: String?

    var html: HTML {
        """
        <section class="card"><h2>\(texts[.exportTitle])</h2>
        <p class="second">\(texts[query == nil ? .exportLead : .exportListLead])</p>
        <ul class="rows ways">
        \(ExportFormats.all.map(way))</ul></section>
        """
    }

    private func way(_ format: any ExportFormat.Type) -> HTML {
        let link = Link.to("tasks", "export", query: [("format", format.name)] + (query.map { [("q", $0)] } ?? []))
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
