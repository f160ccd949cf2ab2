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
    case search = "memory.search"
    case context = "memory.context"

    package var permission: Permission {
        switch self {
        case .get, .history, .search, .context: .memoryRead
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
    let memory: any EntryRepository & FindingRepository
    let life: Life
    let now: Instant
    let caller: Caller
    /// The key under which a retry of the same call is recognised, of what the parameter says.
    let retry: (String) -> RetryKey

    package init(
        _ method: MemoryMethod, on memory: any EntryRepository & FindingRepository, in life: Life, at now: Instant,
        by caller: Caller,
        retry: @escaping (String) -> RetryKey
    ) {
        (self.method, self.memory, self.life, self.now) = (method, memory, life, now)
        (self.caller, self.retry) = (caller, retry)
    }

    /// - Errors: as the repository's; `.invalid` naming the parameter.
    package func carryOut(_ parameters: JSONObject) throws(Failure) -> Result {
        var fields = Fields(parameters)
        switch method {
        case .get: return try get(space(&fields), &fields)
        case .history: return try history(space(&fields), &fields)
        case .search: return try search(&fields)
        case .context: return try context(&fields)
        case .put: return try put(space(&fields), &fields)
        case .append: return try append(space(&fields), &fields)
        case .patch: return try patch(space(&fields), &fields)
        case .delete: return try delete(space(&fields), &fields)
        }
    }

    private func space(_ fields: inout Fields) throws(Failure) -> Int64 {
        guard let space = try fields.integer("space") else { throw Failure(.required, field: "space") }
        return space
    }

    private func get(_ space: Int64, _ fields: inout Fields) throws(Failure) -> Result {
        let (key, time) = (try key(&fields), try EntryTime(&fields, in: .utc))
        let context = try EntryContext(&fields)
        try fields.finish()
        let entry = try memory.entry(key, of: space, time, at: now, for: caller)
        let found = try context.json(entry, from: memory, at: now, for: caller)
        return Result { out in found.members(&out) }
    }

    private func search(_ fields: inout Fields) throws(Failure) -> Result {
        let question = try EntryQuestion.search(&fields, in: .utc, at: now)
        try fields.finish()
        let found = FoundEntriesJSON(found: try memory.search(question, at: now, for: caller))
        return Result { out in found.members(&out) }
    }

    private func context(_ fields: inout Fields) throws(Failure) -> Result {
        let input = try ContextInput(&fields, in: .utc, at: now)
        try fields.finish()
        let request = try input.request { agent throws(Failure) in
            try memory.spaces(ofAgent: agent, at: now, for: caller)
        }
        let context = PackedContextJSON(context: try memory.context(request, at: now, for: caller))
        return Result { out in context.members(&out) }
    }

    private func put(_ space: Int64, _ fields: inout Fields) throws(Failure) -> Result {
        let change = try change(&fields)
        let write = try EntryInput.write(&fields, in: .utc)
        try fields.finish()
        return answer(try memory.putEntry(write.key, write.draft, of: space, by: change))
    }

    private func append(_ space: Int64, _ fields: inout Fields) throws(Failure) -> Result {
        let (change, key, text) = (try change(&fields), try key(&fields), try fields.requiredText("content"))
        try fields.finish()
        return answer(try memory.appendEntry(key, text, of: space, by: change))
    }

    private func patch(_ space: Int64, _ fields: inout Fields) throws(Failure) -> Result {
        let (change, key) = (try change(&fields), try key(&fields))
        let patch = try EntryInput.patch(&fields, in: .utc)
        try fields.finish()
        return answer(try memory.patchEntry(key, patch, of: space, by: change))
    }

    private func delete(_ space: Int64, _ fields: inout Fields) throws(Failure) -> Result {
        let (change, key) = (try change(&fields), try key(&fields))
        try fields.finish()
        let seq = try memory.deleteEntry(key, of: space, by: change)
        return Result { out in write(seq, to: &out) }
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
