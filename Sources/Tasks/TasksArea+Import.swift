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

    /// Takes the tasks of a file: a form with `format` and `file`. A browser that sends a table is shown first what would
    /// come of it.
    ///
    /// - Shape: the report, as a page or as JSON.
    /// - Errors: `.invalid` on `format` and `file`; `.malformed` or `.invalid` for a line that cannot be taken, with its
    ///   number: nothing of its batch is then, and what came before it stays. A page shows both.
    func takeImport(_ exchange: Exchange) throws(Failure) -> Response {
        var fields = try exchange.fields()
        let request = try ImportRequest(&fields)
        try fields.finish()
        defer { exchange.upload?.skip() }
        guard let format = ImportFormats.named(request.format) else {
            guard !request.format.isEmpty || exchange.upload?.isWhole != false else { throw Upload.isLate("format") }
            let failure = Failure(.oneOf(ImportFormats.all.map { $0.name }), field: "format")
            return try refuse(exchange, request.format, failure)
        }
        let fileName = exchange.upload.map { $0.fileName.isEmpty ? request.fileName : $0.fileName } ?? ""
        guard let upload = exchange.upload, !fileName.isEmpty else {
            return try refuse(exchange, request.format, Failure(.required, field: "file"))
        }
        let settings = request.settings(in: exchange.texts.zone, fileName: fileName)
        let isShownFirst = format == CSVFormat.self && exchange.wantsPage
        if isShownFirst, !request.isConfirmed || !settings.hasTitle {
            return try preview(upload, settings, isConfirmed: request.isConfirmed, exchange)
        }
        return try take(upload, format, settings, exchange)
    }

    /// - Units: bytes of a table that a page carries on; a larger one is chosen again.
    private static let carriedLimit = 2 << 20

    private func preview(
        _ upload: Upload, _ settings: ImportSettings, isConfirmed: Bool, _ exchange: Exchange
    ) throws(Failure) -> Response {
        var content: [UInt8] = []
        while content.count <= Self.carriedLimit, case let piece = try upload.next(), !piece.isEmpty {
            content += piece
        }
        do throws(ImportFault) {
            try CSVFormat.require(content)
            let isWhole = content.count <= Self.carriedLimit
            let preview = try CSVPreview(content, isWhole: isWhole, settings)
            let failure = isConfirmed ? preview.failure : nil
            let page = ImportPreviewPage(
                context: exchange.context, preview: preview, fileName: settings.fileName,
                content: isWhole ? CSVFormat.text(content) : nil, isDayFirst: settings.isDayFirst, failure: failure)
            return exchange.page(showing: failure, title: exchange.texts[.importTitle], page)
        } catch {
            guard error.failure.rule == nil else { return try refuse(exchange, CSVFormat.name, error.failure) }
            let stop = ImportRun.Stop(error)
            let failure = Failure(error.failure.kind, stop.message, field: "file")
            return try exchange.again(failure, showing: [.invalid, .malformed]) { _ throws(Failure) in
                try reportPage(exchange, settings.fileName, stop: stop, failure: failure)
            }
        }
    }

    private func take(
        _ upload: Upload, _ format: any ImportFormat.Type, _ settings: ImportSettings, _ exchange: Exchange
    ) throws(Failure) -> Response {
        let change = Change(by: try exchange.caller, at: exchange.now, from: exchange.client)
        var run = ImportRun(format, settings, into: tasks) { change }
        do throws(Failure) {
            while case let piece = try upload.next(), !piece.isEmpty { try run.take(piece) }
            _ = try run.finish()
        } catch {
            return try stopped(error, run, settings.fileName, exchange)
        }
        guard !exchange.wantsPage else { return try reportPage(exchange, settings.fileName, run.report) }
        return exchange.json(
            .ok, ImportJSON(report: run.report, life: exchange.site.life),
            headers: Self.changeHeader(run.report.change, exchange))
    }

    /// An import that ended before its end: whatever stopped it, what came before can be taken back.
    private func stopped(
        _ failure: Failure, _ run: ImportRun, _ fileName: String, _ exchange: Exchange
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
            try reportPage(exchange, fileName, run.report, stop: run.stop, failure: failure)
        }
    }

    private func reportPage(
        _ exchange: Exchange, _ fileName: String, _ report: ImportReport = ImportReport(),
        stop: ImportRun.Stop? = nil, failure: Failure? = nil
    ) throws(Failure) -> Response {
        let page = ImportReportPage(
            context: exchange.context, fileName: fileName, report: report, stop: stop, failure: failure,
            undo: try undoBar(report.change, exchange))
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
        try exchange.again(failure, showing: [.invalid, .malformed]) { failure throws(Failure) in
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
