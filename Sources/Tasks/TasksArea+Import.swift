import Domain
import HTML
import Input
import JSON
import TaskDomain
import TaskFormats
import TaskTexts
import Texts
import Web

extension TasksArea {
    static let importRoutes: [AreaRoute<TasksArea>] = [
        AreaRoute(.get, "/tasks/import", needs: .tasksWrite, handle: showImport),
        AreaRoute(.post, "/tasks/import", needs: .tasksWrite, twice: .settles, takesFile: true, handle: takeImport),
    ]

    func showImport(_ exchange: Exchange) throws(Failure) -> Response { importPage(exchange, chosen: nil, nil) }

    /// Takes the tasks of a file: a form with `format` and, as its last part, `file`.
    ///
    /// - Shape: the report, as a page or as JSON.
    /// - Errors: `.invalid` on `format` and `file`; `.malformed` or `.invalid` for a line that cannot be taken, with its
    ///   number: nothing of its batch is then, and what came before it stays. A page shows both.
    func takeImport(_ exchange: Exchange) throws(Failure) -> Response {
        var fields = try exchange.fields()
        let name = try fields.text("format") ?? ""
        try fields.finish()
        defer { exchange.upload?.skip() }
        guard let format = ImportFormats.named(name) else {
            return try refuse(exchange, name, Failure(.oneOf(ImportFormats.all.map { $0.name }), field: "format"))
        }
        guard let upload = exchange.upload, !upload.fileName.isEmpty else {
            return try refuse(exchange, name, Failure(.required, field: "file"))
        }
        return try take(upload, format, exchange)
    }

    private func take(
        _ upload: Upload, _ format: any ImportFormat.Type, _ exchange: Exchange
    ) throws(Failure) -> Response {
        let change = Change(by: try exchange.caller, at: exchange.now, from: exchange.client)
        var run = ImportRun(format, into: tasks) { change }
        do throws(Failure) {
            while case let piece = try upload.next(), !piece.isEmpty { try run.take(piece) }
            _ = try run.finish()
        } catch {
            return try stopped(error, run, upload, exchange)
        }
        guard !exchange.wantsPage else { return try reportPage(exchange, upload, run, failure: nil) }
        return exchange.json(
            .ok, ImportJSON(report: run.report, life: exchange.site.life),
            headers: Self.changeHeader(run.report.change, exchange))
    }

    /// An import that ended before its end: whatever stopped it, what came before can be taken back.
    private func stopped(
        _ failure: Failure, _ run: ImportRun, _ upload: Upload, _ exchange: Exchange
    ) throws(Failure) -> Response {
        let isTaken = !run.report.count.changedNothing
        let shown = ShownFailures { isTaken || $0.kind == .malformed || $0.kind == .invalid }
        var told = failure
        if let change = run.report.change {
            let mark = EventMark(change, in: exchange.site.life)
            told = Failure(
                failure.kind,
                "\(failure.message) What came before was taken; POST /tasks/changes/\(mark)/undo takes it back.",
                field: failure.field, cause: failure.cause, retryAfter: failure.retryAfter)
        }
        return try exchange.again(told, showing: shown) { _ throws(Failure) in
            try reportPage(exchange, upload, run, failure: failure)
        }
    }

    private func reportPage(
        _ exchange: Exchange, _ upload: Upload, _ run: ImportRun, failure: Failure?
    ) throws(Failure) -> Response {
        let page = ImportReportPage(
            context: exchange.context, fileName: upload.fileName, report: run.report, stop: run.stop, failure: failure,
            undo: try undoBar(run.report.change, exchange))
        return exchange.page(showing: failure, title: exchange.texts[.importTitle], page)
    }

    /// Takes all of it back, and leads to the tasks.
    private func undoBar(_ change: Int64?, _ exchange: Exchange) throws(Failure) -> HTML? {
        guard let change, let offer = try tasks.undoOffer(change, at: exchange.now, for: exchange.caller) else {
            return nil
        }
        return UndoBar(context: exchange.context, offer: offer, here: Link("/tasks")).html
    }

    private func refuse(_ exchange: Exchange, _ chosen: String, _ failure: Failure) throws(Failure) -> Response {
        try exchange.again(failure, showing: [.invalid]) { failure throws(Failure) in
            importPage(exchange, chosen: chosen, failure)
        }
    }

    private func importPage(_ exchange: Exchange, chosen: String?, _ failure: Failure?) -> Response {
        let page = ImportPage(
            context: exchange.context, chosen: chosen,
            limit: exchange.site.uploadLimit, failure: failure)
        return exchange.page(showing: failure, title: exchange.texts[.importTitle], page)
    }
}
