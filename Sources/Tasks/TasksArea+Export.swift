import Domain
import Input
import TaskDomain
import TaskFormats
import Texts
import Web

extension TasksArea {
    static let exportRoutes: [AreaRoute<TasksArea>] = [
        AreaRoute(.get, "/tasks/export", needs: .tasksRead, handle: export)
    ]

    /// The tasks that `q` asks for, or all, as a file in `format`: what the caller may see of them. A browser that says no
    /// format is shown the formats.
    ///
    /// - Shape: streamed, so a fault on the way cuts the file off instead of changing the status.
    /// - Errors: `.malformed` on `format` and `q`.
    func export(_ exchange: Exchange) throws(Failure) -> Response {
        let (name, filter) = try exchange.query { fields throws(Failure) in
            // A query of nothing asks for what a list shows; none at all for everything.
            (
                try fields.text("format"),
                try fields.text("q").map { text throws(Failure) in try ListQuery.filter(parsing: text) }
            )
        }
        if name == nil, exchange.wantsPage {
            let page = ExportPage(context: exchange.context, query: filter?.text)
            return exchange.page(title: exchange.texts[.export], page)
        }
        guard let format = ExportFormats.named(name ?? "") else {
            throw Failure(.oneOf(ExportFormats.all.map { $0.name }), field: "format", kind: .malformed)
        }
        let source = ExportSource(
            tasks: tasks, projects: projects, filter: filter, frame: exchange.frame, for: try exchange.caller)
        return exchange.download(format.contentType, format.fileName) { stream in
            try format.write(source) { bytes in try stream.write(bytes) }
        }
    }
}
