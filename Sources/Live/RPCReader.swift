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
