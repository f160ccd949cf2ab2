extension FastCGIClient {
    /// One whole request and its answer.
    package func request(
        _ method: String, _ target: String, headers: [(String, String)] = [], body: [UInt8] = [], keep: Bool = true
    ) throws -> FastCGIReply {
        try begin(method, target, headers: headers, announced: body.count, keep: keep)
        try sendBody(body)
        return try reply()
    }

    package func get(_ target: String, keep: Bool = true) throws -> FastCGIReply {
        try request("GET", target, keep: keep)
    }

    /// Sends the beginning of a request, up to its body.
    package func begin(
        _ method: String, _ target: String, headers: [(String, String)] = [], announced: Int = 0, keep: Bool = true
    ) throws {
        let pairs = [
            ("REQUEST_METHOD", method), ("REQUEST_URI", target),
            ("CONTENT_LENGTH", announced > 0 ? String(announced) : ""),
        ]
        try send([.begin(keep: keep), .parameters(pairs + headers), .parameters([])])
    }

    /// Sends a body and its end.
    package func sendBody(_ body: [UInt8]) throws {
        let pieces = stride(from: 0, to: body.count, by: 32_768).map { start in
            FastCGIRecord.input(Array(body[start..<min(start + 32_768, body.count)]))
        }
        try send(pieces + [.input([])])
    }

    /// Sends records at once.
    package func send(_ records: [FastCGIRecord]) throws {
        try send(records.flatMap(\.bytes))
    }

    /// The answer, up to its end record.
    package func reply() throws -> FastCGIReply {
        var output: [UInt8] = []
        while true {
            let record = try receive()
            if record.kind == FastCGIRecord.endKind { break }
            output += record.content
        }
        guard let reply = FastCGIReply(output: output) else { throw Trouble.closed }
        return reply
    }

    /// The next piece of a streamed answer; nil at its end.
    package func piece() throws -> String? {
        let record = try receive()
        return record.kind == FastCGIRecord.outputKind && !record.content.isEmpty
            ? String(decoding: record.content, as: UTF8.self) : nil
    }
}
