import Domain
import HTML
import Input
import JSON
import MemoryDomain
import MemoryFormats
import Web

extension MemoryArea {
    static let fileRoutes: [AreaRoute<MemoryArea>] = [
        AreaRoute(.get, "/memory/spaces/{id}/export", needs: .memoryRead, handle: exportSpace),
        AreaRoute(
            .post, "/memory/spaces/{id}/import", needs: .memoryWrite, twice: .settles, takesFile: true,
            handle: importSpace),
    ]

    /// Entries of another system that one request may bring, so that its answer comes while somebody waits for it.
    static let foreignLimit = 10_000

    /// All versions of all entries of a space, as a file; or what its entries say now, as another system has it.
    ///
    /// - Shape: streamed, so a fault on the way cuts the file off instead of changing the status.
    func exportSpace(_ exchange: Exchange) throws(Failure) -> Response {
        let format = try exchange.query { fields throws(Failure) in
            try SpaceFileFormat(fields.text("format"), among: SpaceFileFormat.written)
        }
        let (caller, now) = (try exchange.caller, exchange.now)
        let space = try memory.space(exchange.id("id"), for: caller).space
        return exchange.download(SpaceFile.contentType, format.fileName(of: space.id)) { [memory] stream in
            switch format {
            case .elwosa: try SpaceFile.write(space, from: memory, at: now, for: caller) { try stream.write($0) }
            case .foreign:
                try KnowledgeGraph.write(space.id, from: memory, at: now, for: caller) { try stream.write($0) }
            }
        }
    }

    /// Takes a file: lines of our own all or none, what another system has kept in batches. The body is the lines, or a
    /// form with `format` and `file`.
    ///
    /// - Errors: as `SpaceFile.read`, `SpaceFileRepository.importLines`, `ForeignMemory.read` and `ForeignImport`; a page
    ///   says which line is wrong.
    func importSpace(_ exchange: Exchange) throws(Failure) -> Response {
        defer { exchange.upload?.skip() }
        let detail = try writable(exchange.id("id"), exchange)
        var refused = SpaceFiles.Refused()
        return try exchange.form(showing: [.invalid, .malformed, .conflict, .tooLarge, .storageFull]) {
            () throws(Failure) in
            let change = try change(exchange)
            let (format, bytes) = try file(exchange, &refused)
            switch format {
            case .elwosa: return try take(bytes, into: detail.space.id, change, exchange)
            case .foreign(let format): return try take(bytes, of: format, into: detail, change, &refused, exchange)
            }
        } again: { failure throws(Failure) in
            refused.failure = failure
            return try settingsPage(exchange, detail, ofFile: refused)
        }
    }

    private func take(
        _ bytes: [UInt8], into space: Int64, _ change: Change, _ exchange: Exchange
    ) throws(Failure) -> Response {
        let outcome = try memory.importLines(SpaceFile.read(bytes, into: space), into: space, by: change)
        if exchange.wantsPage { return exchange.seeOther(.space(space), change: outcome.change) }
        return exchange.json(
            .ok, SpaceImportJSON(outcome: outcome, life: exchange.site.life),
            headers: changeHeader(outcome.change, exchange))
    }

    /// - Shape: a page goes on to the space, unless there is something to be said.
    private func take(
        _ bytes: [UInt8], of format: ForeignMemoryFormat, into detail: SpaceDetail, _ change: Change,
        _ refused: inout SpaceFiles.Refused, _ exchange: Exchange
    ) throws(Failure) -> Response {
        let foreign = try ForeignMemory.read(
            format, bytes, into: detail.space.id, at: exchange.now, limit: Self.bodyLimit, entries: Self.foreignLimit)
        // A retry key is of one change, and here may be many: what says the same once more changes nothing.
        let each = Change(by: change.caller, at: change.instant, from: change.client)
        var run = ForeignImport(detail.space.id, of: memory) { each }
        do throws(Failure) {
            try run.take(foreign)
        } catch {
            refused.taken = run.taken
            refused.undo = try undoBars(of: run.changes, into: detail.space.id, exchange)
            throw exchange.wantsPage ? error : Self.stopped(error, run, exchange.site.life)
        }
        let only = run.changes.count == 1 ? run.changes[0] : nil
        guard exchange.wantsPage else {
            return exchange.json(
                .ok, SpaceImportJSON(run: run, leftOut: foreign.leftOut, life: exchange.site.life),
                headers: changeHeader(only, exchange))
        }
        guard !foreign.leftOut.isEmpty || run.changes.count > 1 else {
            return exchange.seeOther(.space(detail.space.id), change: only)
        }
        let page = ForeignImportPage(
            context: exchange.context, detail: detail, title: format.title, taken: run.taken, leftOut: foreign.leftOut,
            undo: try undoBars(of: run.changes, into: detail.space.id, exchange))
        return exchange.page(title: detail.space.name, page)
    }

    /// The failure that stopped an import, with what came before and can be taken back.
    private static func stopped(_ failure: Failure, _ run: ForeignImport, _ life: Life) -> Failure {
        guard run.taken > 0 else { return failure }
        let ways = run.changes.map { "POST /memory/changes/\(EventMark($0, in: life))/undo" }
        let undo = ways.isEmpty ? "" : " \(ways.joined(separator: ", ")) takes it back."
        return Failure(
            failure.kind, "\(failure.message) The first \(run.taken) entries were taken.\(undo)", field: failure.field,
            cause: failure.cause, retryAfter: failure.retryAfter)
    }

    /// The ways to take back what a file has changed, each by itself.
    private func undoBars(
        of changes: [Int64], into space: Int64, _ exchange: Exchange
    ) throws(Failure) -> [HTML] {
        var bars: [HTML] = []
        for change in changes {
            guard let offer = try memory.undoOffer(change, at: exchange.now, for: exchange.caller) else { continue }
            bars.append(EntryUndoBar(context: exchange.context, offer: offer, next: .space(space)).html)
        }
        return bars
    }

    /// The file, and what it is said to be.
    ///
    /// - Errors: `.invalid` on `format`, and on `file` where a form brings none; `.tooLarge`; `.unsupportedType`.
    private func file(
        _ exchange: Exchange, _ refused: inout SpaceFiles.Refused
    ) throws(Failure) -> (format: SpaceFileFormat, bytes: [UInt8]) {
        guard exchange.isForm else {
            return (.elwosa, try exchange.body(of: [SpaceFile.contentType, "application/x-ndjson"]))
        }
        var fields = try exchange.fields()
        refused.format = fields.typed("format")
        let format = try SpaceFileFormat(fields.text("format"))
        try fields.finish()
        guard let upload = exchange.upload else { throw Failure(.required, field: "file") }
        var bytes: [UInt8] = []
        while case let piece = try upload.next(), !piece.isEmpty {
            bytes += piece
            guard bytes.count <= Self.bodyLimit else {
                throw Failure(.tooManyBytes(Self.bodyLimit), field: "file", kind: .tooLarge)
            }
        }
        guard !bytes.isEmpty else { throw Failure(.required, field: "file") }
        return (format, bytes)
    }

    /// - Shape: without a retry key where a form brings a file, which no key vouches for: twice changes nothing anyway.
    private func change(_ exchange: Exchange) throws(Failure) -> Change {
        guard exchange.isForm else { return try exchange.change() }
        return Change(by: try exchange.caller, at: exchange.now, from: exchange.client)
    }
}
