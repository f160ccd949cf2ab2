import Calendar
import Domain
import Input
import JSON
import MemoryDomain

/// The methods by which programs that call by name read and write entries: those of the live socket.
package enum MemoryMethod: String, CaseIterable, Sendable {
    case get = "memory.get"
    case put = "memory.put"
    case append = "memory.append"
    case patch = "memory.patch"
    case delete = "memory.delete"
    case history = "memory.history"

    package var permission: Permission {
        switch self {
        case .get, .history: .memoryRead
        case .put, .append, .patch, .delete: .memoryWrite
        }
    }
}

/// One call of such a method: what HTTP has in address, headers and body stands in its parameters.
package struct MemoryCall {
    package typealias Members = (inout JSONWriter) -> Void

    package struct Result {
        package let members: Members
        /// The short answer to it where all of it is too long for whoever called; nil where nothing was done, so that
        /// it may fail.
        package let inShort: Members?

        fileprivate init(inShort: Members? = nil, _ members: @escaping Members) {
            (self.members, self.inShort) = (members, inShort)
        }
    }

    let method: MemoryMethod
    let memory: any EntryRepository
    let life: Life
    let now: Instant
    let caller: Caller
    /// The key under which a retry of the same call is recognised, of what the parameter says.
    let retry: (String) -> RetryKey

    package init(
        _ method: MemoryMethod, on memory: any EntryRepository, in life: Life, at now: Instant, by caller: Caller,
        retry: @escaping (String) -> RetryKey
    ) {
        (self.method, self.memory, self.life, self.now) = (method, memory, life, now)
        (self.caller, self.retry) = (caller, retry)
    }

    /// - Errors: as the repository's; `.invalid` naming the parameter.
    package func carryOut(_ parameters: JSONObject) throws(Failure) -> Result {
        var fields = Fields(parameters)
        guard let space = try fields.integer("space") else { throw Failure(.required, field: "space") }
        switch method {
        case .get:
            let (key, time) = (try key(&fields), try EntryTime(&fields, in: .utc))
            let context = try EntryContext(&fields)
            try fields.finish()
            let entry = try memory.entry(key, of: space, time, at: now, for: caller)
            let found = try context.json(entry, from: memory, at: now, for: caller)
            return Result { out in found.members(&out) }
        case .history: return try history(space, &fields)
        case .put:
            let change = try change(&fields)
            let write = try EntryInput.write(&fields, in: .utc)
            try fields.finish()
            return answer(try memory.putEntry(write.key, write.draft, of: space, by: change))
        case .append:
            let (change, key, text) = (try change(&fields), try key(&fields), try fields.requiredText("content"))
            try fields.finish()
            return answer(try memory.appendEntry(key, text, of: space, by: change))
        case .patch:
            let (change, key) = (try change(&fields), try key(&fields))
            let patch = try EntryInput.patch(&fields, in: .utc)
            try fields.finish()
            return answer(try memory.patchEntry(key, patch, of: space, by: change))
        case .delete:
            let (change, key) = (try change(&fields), try key(&fields))
            try fields.finish()
            let seq = try memory.deleteEntry(key, of: space, by: change)
            return Result { out in write(seq, to: &out) }
        }
    }

    private func history(_ space: Int64, _ fields: inout Fields) throws(Failure) -> Result {
        let (key, before) = (try key(&fields), try fields.integer("before"))
        let limit = try fields.limit(in: EntryVersion.limitRange, usual: EntryVersion.usual)
        try fields.finish()
        let versions = try memory.versions(
            of: key, of: space, before: before, limit: limit, at: now, for: caller)
        return Result { out in
            out.member("versions", versions.map(EntryVersionJSON.init))
            out.member("next", EntryVersionJSON.next(after: versions.last))
        }
    }

    private func key(_ fields: inout Fields) throws(Failure) -> String {
        NormalForm.composed(try fields.requiredText("key"))
    }

    private func change(_ fields: inout Fields) throws(Failure) -> Change {
        let retryKey = try fields.text("idempotencyKey")
        if let retryKey, !(1...128).contains(retryKey.utf8.count) {
            throw Failure(.tooLong(128), field: "idempotencyKey")
        }
        return Change(by: caller, at: now, retry: retryKey.map(retry), seen: try fields.integer("version"))
    }

    private func answer(_ outcome: EntryOutcome) -> Result {
        let inShort: Members = { out in
            out.member("id", outcome.entry.id)
            out.member("space", outcome.entry.spaceId)
            out.member("key", outcome.entry.key)
            out.member("version", outcome.entry.version)
            write(outcome.change, to: &out)
        }
        return Result(inShort: inShort) { out in
            EntryJSON.members(of: outcome.entry, &out)
            write(outcome.change, to: &out)
        }
    }

    private func write(_ change: Int64?, to out: inout JSONWriter) {
        out.member("change", change.map { EventMark($0, in: life).description })
    }
}
