import Crypto
import Domain
import JSON
import MemoryDomain
import MemoryFormats
import Web

extension LiveMethod {
    /// Bytes of a result beyond which it is read by HTTP: a message ends at 64 KiB in either direction.
    private static let resultLimit = 65_000

    /// Reads or writes an entry, by the same contracts as HTTP.
    ///
    /// The caller is looked up anew for each call: a session that has ended writes nothing more.
    func callMemory(_ method: MemoryMethod, _ parameters: JSONObject) throws(RPCError) -> Reply {
        let now = hub.clock.now()
        do throws(Failure) {
            guard let caller = try hub.caller(of: listener, at: now) else {
                throw Failure(.unauthenticated, "Nobody is signed in.")
            }
            guard caller.may(method.permission) else {
                throw Failure(.forbidden, "This needs the permission \(method.permission.rawValue).", field: "method")
            }
            let call = MemoryCall(method, on: hub.memory, in: hub.life, at: now, by: caller) { key in
                let digest = SHA256.hash(Array(method.rawValue.utf8) + [0] + JSON.object(parameters).json)
                return RetryKey(key: key, route: method.rawValue, digest: digest)
            }
            let result = try call.carryOut(parameters)
            var out = JSONWriter()
            out.object(result.members)
            guard out.bytes.count > Self.resultLimit else { return result.members }
            // What is written is written, so its answer is no error.
            guard let inShort = result.inShort else {
                throw Failure(
                    .tooLarge, "The answer has \(out.bytes.count) bytes; read it at its address by HTTP.",
                    field: "content")
            }
            return inShort
        } catch {
            throw RPCError(error)
        }
    }
}

extension RPCError {
    /// A failure as HTTP has it, with its status, field and version in `data`.
    init(_ failure: Failure) {
        var data: [(name: String, value: JSON)] = [
            ("status", .integer(Int64(Problem.status(of: failure.kind).rawValue)))
        ]
        if let field = failure.field { data.append(("field", .string(field))) }
        if let version = failure.version { data.append(("version", .integer(version))) }
        self.init(code: Self.code(of: failure.kind), message: failure.message, data: JSONObject(data))
    }

    /// - Source: the JSON-RPC 2.0 specification, section 5.1; docs/api/live.md has those from -32000 on.
    private static func code(of kind: Failure.Kind) -> Int {
        switch kind {
        case .invalid, .malformed, .repeated, .unsupportedType: -32_602
        case .notFound: -32_001
        case .forbidden, .factorMissing, .unproven: -32_003
        case .tooMany: -32_005
        case .unauthenticated: -32_006
        case .stale: -32_008
        case .conflict: -32_009
        case .tooLarge: -32_010
        case .storageFull: -32_011
        case .methodNotAllowed, .upgradeRequired: -32_601
        case .internalFault, .unavailable, .outcomeUnknown: -32_603
        }
    }
}
