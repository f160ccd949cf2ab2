import Domain
import JSON
import MemoryFormats

/// Why a call was not carried out.
struct RPCError: Error, Equatable {
    let code: Int
    let message: String
    /// What a program can read of it; nil for none.
    var data: JSONObject?

    static let parse = RPCError(code: -32_700, message: "The message is not JSON.")
    static let request = RPCError(code: -32_600, message: "The message is not a JSON-RPC 2.0 request.")
    static let emptyBatch = RPCError(code: -32_600, message: "A batch has at least one request.")
    static let internalFault = RPCError(code: -32_603, message: "The database could not be read; try again.")

    static func method(_ name: String) -> RPCError {
        RPCError(
            code: -32_601, message: "There is no method \(name); there are \(LiveMethod.names.joined(separator: ", "))."
        )
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
