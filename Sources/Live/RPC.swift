import Domain
import JSON

/// A call of JSON-RPC 2.0.
///
/// - Source: the JSON-RPC 2.0 specification, sections 4 and 6.
struct RPCCall {
    let method: String
    /// nil where they are not an object.
    let parameters: JSONObject?
    /// nil for a notification, which is not answered.
    let id: JSON?
}

/// Why a call was not carried out.
struct RPCError: Error, Equatable {
    let code: Int
    let message: String

    static let parse = RPCError(code: -32_700, message: "The message is not JSON.")
    static let request = RPCError(code: -32_600, message: "The message is not a JSON-RPC 2.0 request.")
    static let emptyBatch = RPCError(code: -32_600, message: "A batch has at least one request.")
    static let internalFault = RPCError(code: -32_603, message: "The database could not be read; try again.")

    static func method(_ name: String) -> RPCError {
        RPCError(code: -32_601, message: "There is no method \(name); there are ping, renew, subscribe, unsubscribe.")
    }

    static func parameters(_ name: String, _ rule: String) -> RPCError {
        RPCError(code: -32_602, message: "\(name): \(rule)")
    }

    // From -32000 on the application's own (section 5.1).
    static func unknown(_ topic: Topic) -> RPCError {
        RPCError(code: -32_001, message: "topics: there is no \(topic.text), or it is hidden from you.")
    }

    static func forbidden(_ topic: Topic) -> RPCError {
        RPCError(code: -32_003, message: "topics: \(topic.text) needs the permission \(topic.permission.rawValue).")
    }

    static func tooMany(_ what: String, _ limit: Int) -> RPCError {
        RPCError(code: -32_005, message: "\(what): there may be at most \(limit).")
    }

    static func future(_ newest: Int64) -> RPCError {
        RPCError(code: -32_007, message: "after: the newest event is \(newest); read everything anew.")
    }

    static let foreign = RPCError(code: -32_007, message: "after: \(EventMark.foreign)")

    static let token = RPCError(code: -32_006, message: "token: it is not valid, or somebody else's.")
}

/// Reads calls.
enum RPCReader {
    /// Calls of one message beyond which it is not carried out.
    static let batchLimit = 50

    enum Message {
        case one(Result<RPCCall, RPCReply>)
        case batch([Result<RPCCall, RPCReply>])
        case broken(RPCError)
    }

    static func read(_ text: [UInt8]) -> Message {
        guard let value = try? JSONParser.parse(text) else { return .broken(.parse) }
        guard case .array(let members) = value else { return .one(call(value)) }
        guard !members.isEmpty else { return .broken(.emptyBatch) }
        guard members.count <= batchLimit else { return .broken(.tooMany("batch", batchLimit)) }
        return .batch(members.map(call))
    }

    private static func call(_ value: JSON) -> Result<RPCCall, RPCReply> {
        guard case .object(let object) = value else { return .failure(RPCReply(.request, id: .null)) }
        let id = object["id"]
        guard isId(id) else { return .failure(RPCReply(.request, id: .null)) }
        guard object["jsonrpc"] == .string("2.0"), case .string(let method)? = object["method"] else {
            return .failure(RPCReply(.request, id: id ?? .null))
        }
        switch object["params"] {
        case nil: return .success(RPCCall(method: method, parameters: JSONObject(), id: id))
        case .object(let parameters)?: return .success(RPCCall(method: method, parameters: parameters, id: id))
        default: return .success(RPCCall(method: method, parameters: nil, id: id))
        }
    }

    private static func isId(_ id: JSON?) -> Bool {
        switch id {
        case nil, .null, .string, .integer, .number: true
        default: false
        }
    }
}

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
