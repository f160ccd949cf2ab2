import JSON

/// The answer to one call.
struct RPCReply: Error {
    let json: [UInt8]

    init(_ error: RPCError, id: JSON) {
        json = Self.reply(id) { out in
            out.member(
                "error",
                object: { out in
                    out.member("code", error.code)
                    out.member("message", error.message)
                    if let data = error.data { out.member("data", JSON.object(data)) }
                })
        }
    }

    init(id: JSON, result: (inout JSONWriter) -> Void) {
        json = Self.reply(id) { out in out.member("result", object: result) }
    }

    private static func reply(_ id: JSON, _ members: (inout JSONWriter) -> Void) -> [UInt8] {
        var out = JSONWriter(capacity: 128)
        out.object { out in
            out.member("jsonrpc", "2.0")
            out.member("id", id)
            members(&out)
        }
        return out.bytes
    }

    static func notification(_ method: String, _ parameters: [UInt8]) -> [UInt8] {
        Array("{\"jsonrpc\":\"2.0\",\"method\":\"\(method)\",\"params\":".utf8) + parameters + [UInt8(ascii: "}")]
    }

    /// Replies to a batch, in one array; nothing where all calls were notifications.
    static func batch(_ replies: [RPCReply]) -> [UInt8]? {
        guard !replies.isEmpty else { return nil }
        return Array("[".utf8) + Array(replies.map(\.json).joined(separator: [UInt8(ascii: ",")])) + Array("]".utf8)
    }
}
