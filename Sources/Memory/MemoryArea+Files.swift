import Domain
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

    /// All versions of all entries of a space, as a file.
    ///
    /// - Shape: streamed, so a fault on the way cuts the file off instead of changing the status.
    func exportSpace(_ exchange: Exchange) throws(Failure) -> Response {
        try exchange.query { _ throws(Failure) in }
        let (caller, now) = (try exchange.caller, exchange.now)
        let space = try memory.space(exchange.id("id"), for: caller).space
        return exchange.download(SpaceFile.contentType, SpaceFile.fileName(of: space.id)) { [memory] stream in
            try SpaceFile.write(space, from: memory, at: now, for: caller) { bytes in try stream.write(bytes) }
        }
    }

    /// Takes the lines of a file, all or none: the body itself, or the field `file` of a form.
    ///
    /// - Errors: as `SpaceFile.read` and `SpaceFileRepository.importLines`; a page says which line is wrong.
    func importSpace(_ exchange: Exchange) throws(Failure) -> Response {
        defer { exchange.upload?.skip() }
        let detail = try writable(exchange.id("id"), exchange)
        let id = detail.space.id
        return try exchange.form(showing: [.invalid, .malformed, .conflict, .tooLarge, .storageFull]) {
            () throws(Failure) in
            let change = try change(exchange)
            let lines = try SpaceFile.read(try file(exchange), into: id)
            let outcome = try memory.importLines(lines, into: id, by: change)
            if exchange.wantsPage { return exchange.seeOther(.space(id), change: outcome.change) }
            return exchange.json(
                .ok, SpaceImportJSON(outcome: outcome, life: exchange.site.life),
                headers: changeHeader(outcome.change, exchange))
        } again: { failure throws(Failure) in
            try settingsPage(exchange, detail, nil, failure, ofFile: true)
        }
    }

    /// The content of the file.
    ///
    /// - Errors: `.invalid` on `file` where a form brings none; `.tooLarge`; `.unsupportedType`.
    private func file(_ exchange: Exchange) throws(Failure) -> [UInt8] {
        guard exchange.isForm else { return try exchange.body(of: [SpaceFile.contentType, "application/x-ndjson"]) }
        let fields = try exchange.fields()
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
        return bytes
    }

    /// - Shape: without a retry key where a form brings a file, which no key vouches for: twice changes nothing anyway.
    private func change(_ exchange: Exchange) throws(Failure) -> Change {
        guard exchange.isForm else { return try exchange.change() }
        return Change(by: try exchange.caller, at: exchange.now, from: exchange.client)
    }
}
