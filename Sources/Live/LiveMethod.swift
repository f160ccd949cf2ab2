import AuthDomain
import Domain
import JSON
import MemoryFormats
import Web

/// The methods of the WebSocket (docs/api/live.md).
struct LiveMethod {
    typealias Reply = (inout JSONWriter) -> Void

    let hub: Hub
    let gate: Gate
    let listener: Int

    func carryOut(_ call: RPCCall) throws(RPCError) -> Reply {
        switch call.method {
        case "ping": return try ping(named(call))
        case "subscribe": return try subscribe(named(call))
        case "unsubscribe": return try unsubscribe(named(call))
        case "renew": return try renew(named(call))
        default:
            guard let method = MemoryMethod(rawValue: call.method) else {
                throw .method(String(call.method.prefix(40)))
            }
            return try callMemory(method, named(call))
        }
    }

    static let names = (["ping", "renew", "subscribe", "unsubscribe"] + MemoryMethod.allCases.map(\.rawValue)).sorted()

    private func named(_ call: RPCCall) throws(RPCError) -> JSONObject {
        guard let parameters = call.parameters else { throw .parameters("params", "send an object with names.") }
        return parameters
    }

    private func ping(_ parameters: JSONObject) throws(RPCError) -> Reply {
        try refuseOthers(parameters, than: [])
        let head = hub.head
        return { out in write(head, to: &out) }
    }

    private func subscribe(_ parameters: JSONObject) throws(RPCError) -> Reply {
        try refuseOthers(parameters, than: ["topics", "after"])
        let topics = try topics(parameters)
        let head = try hub.subscribe(listener, to: topics, after: try after(parameters))
        return { out in
            out.member("topics", topics.map(\.text))
            write(head, to: &out)
        }
    }

    private func write(_ head: Int64, to out: inout JSONWriter) {
        out.member("seq", head)
        out.member("life", hub.life.description)
    }

    private func unsubscribe(_ parameters: JSONObject) throws(RPCError) -> Reply {
        try refuseOthers(parameters, than: ["topics"])
        let topics = try topics(parameters)
        hub.unsubscribe(listener, from: topics)
        return { out in out.member("topics", topics.map(\.text)) }
    }

    private func renew(_ parameters: JSONObject) throws(RPCError) -> Reply {
        try refuseOthers(parameters, than: ["token"])
        guard case .string(let token)? = parameters["token"] else {
            throw .parameters("token", "send an access token.")
        }
        let found: (caller: Caller, expiresAt: Instant?)?
        do {
            found = try gate.caller(bearer: token, at: hub.clock.now())
        } catch {
            throw .internalFault
        }
        guard let found, !gate.demand.isOwed(by: found.caller) else { throw .token }
        let end = try hub.renew(listener, found.caller, until: found.expiresAt)
        return { out in out.member("expiresAt", end?.rfc3339) }
    }

    private func refuseOthers(_ parameters: JSONObject, than known: [String]) throws(RPCError) {
        guard let other = parameters.names.first(where: { !known.contains($0) }) else { return }
        throw .parameters(String(other.prefix(40)), "is not a parameter of this method.")
    }

    private func topics(_ parameters: JSONObject) throws(RPCError) -> [Topic] {
        guard case .array(let members)? = parameters["topics"], !members.isEmpty else {
            throw .parameters("topics", "send an array of at least one topic.")
        }
        guard members.count <= hub.limits.topics else { throw .tooMany("topics", hub.limits.topics) }
        var topics: [Topic] = []
        for member in members {
            guard case .string(let text) = member, let topic = Topic(text: text) else {
                throw .parameters("topics", Self.spelling)
            }
            if !topics.contains(topic) { topics.append(topic) }
        }
        return topics
    }

    static let spelling = "each must be tasks, tasks/{id}, projects/{id}, memory/{space} or audit."

    private func after(_ parameters: JSONObject) throws(RPCError) -> Int64? {
        switch parameters["after"] {
        case nil: return nil
        // The same in all lives; of other numbers alone nobody can tell what they were given for.
        case .integer(0)?: return 0
        case .integer(let seq)? where seq > 0: throw .foreign
        case .string(let text)?:
            switch EventMark.read(text, in: hub.life) {
            case .seq(let seq): return seq
            case .foreign: throw .foreign
            case .malformed: break
            }
        default: break
        }
        throw .parameters("after", EventMark.spelling)
    }
}
