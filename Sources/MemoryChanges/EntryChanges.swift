import Domain
import JSON
import MemoryDomain

/// Writes entries by their rules: each change is a version more.
package struct EntryChanges {
    let writing: MemoryWriting
    let rows: any MemoryRows
    let space: Int64

    /// - Errors: as `MemoryWriting.space`, for who may not write there.
    package init(_ writing: MemoryWriting, in space: Int64) throws {
        (self.writing, rows, self.space) = (writing, writing.rows, space)
        try writing.space(space, needs: .writer)
    }

    var now: Instant { writing.change.instant }

    /// As `EntryRepository.putEntry`.
    ///
    /// - Shape: the entry's number.
    package func put(_ key: String?, _ draft: EntryDraft) throws -> Int64 {
        let key = try key ?? rows.freeKey(in: space)
        let known = try rows.entry(key, in: space)
        try require(known)
        if let known, known.isThere(at: now), try isSaid(draft, by: known) { return known.id }
        let fields = try draft.fields(at: now)
        try requireAhead(fields)
        return try write(.put(fields), to: known ?? EntryRow(spaceId: space, key: key, at: now, by: account)) { out in
            out.member("space", space)
            fields.writeToLog(&out)
        }
    }

    private var account: Int64? { writing.change.caller.accountId }

    /// The entry says all of this already, and nobody said from when.
    private func isSaid(_ draft: EntryDraft, by entry: EntryRow) throws -> Bool {
        guard let shown = try shown(entry), var old = shown.version.fields else { return false }
        var new = draft.fields
        if !draft.saysFrom { (old.validFrom, new.validFrom) = (nil, nil) }
        return old == new && (draft.saysFrom || shown.covers(now))
    }

    /// As `EntryRepository.appendEntry`.
    package func append(_ key: String, _ text: String) throws -> Int64 {
        let (known, base) = try stored(key)
        var fields = base.fields
        guard case .text(let former) = fields.content else {
            throw Failure(.notAText, field: "content", kind: .conflict)
        }
        fields.content = .text(try EntryRules.text(former + text))
        return try change(known, base, to: fields, .appended, text: .grown(base.number, by: text)) { out in
            out.member("text", text)
        }
    }

    /// As `EntryRepository.patchEntry`.
    package func patch(_ key: String, _ patch: EntryPatch) throws -> Int64 {
        let (known, base) = try stored(key)
        let fields = try patch.applied(to: base.fields)
        let isSame = fields.content == base.fields.content
        return try change(
            known, base, to: fields, .patched, from: patch.validFrom, until: patch.validUntil,
            text: isSame ? .of(base.number) : .new
        ) { out in if !isSame { out.member("content", fields.content) } }
    }

    /// As `EntryRepository.deleteEntry`.
    ///
    /// - Shape: its number.
    package func delete(_ key: String) throws -> Int64 {
        let known = try rows.entry(key, in: space)
        guard let known, known.isThere(at: now) else { throw Failure.notFound }
        try require(known)
        return try delete(known)
    }

    func delete(_ known: EntryRow) throws -> Int64 { try write(.deleted, to: known) }

    /// As `EntryRepository.restoreEntry`.
    package func restore(_ key: String, version number: Int64) throws -> Int64 {
        guard let known = try rows.entry(key, in: space) else { throw Failure.notFound }
        // Of a deleted one its history tells the version.
        if writing.change.seen != known.version { try require(known) }
        return try restore(known, version: number)
    }

    func restore(_ known: EntryRow, version number: Int64) throws -> Int64 {
        guard let version = try rows.version(number, of: known.id) else { throw Failure.notFound }
        guard let fields = version.fields else { throw Failure(.deletedThere, field: "version", kind: .conflict) }
        guard number < known.version || !known.isThere(at: now) else { return known.id }
        // What has expired comes back to stay.
        let end = fields.expiresAt.flatMap { now < $0 ? $0 : nil }
        return try write(.restored(number, expiresAt: end), to: known) { out in
            out.member("restored", number)
            if let end { out.member("expiresAt", end.rfc3339) }
        }
    }
}

extension EntryChanges {
    /// A change of what an entry shows: the stretch of time that is shown is painted anew.
    private func change(
        _ known: EntryRow, _ base: Shown.Said, to new: EntryFields, _ deed: EntryDeed, from: Instant?? = nil,
        until: Instant?? = nil, text: TextOrigin, content: (inout JSONWriter) -> Void
    ) throws -> Int64 {
        var fields = new
        // What is true from now on is something else; what was or will be true is put right where it stands.
        let begins = !text.isSame && base.covers(now) ? now : base.fields.validFrom
        fields.validFrom = from ?? begins
        fields.validUntil = until ?? base.fields.validUntil
        try EntryRules.requireOrder(fields.validFrom, fields.validUntil)
        try requireAhead(fields)
        guard fields != base.fields else { return known.id }
        return try write(.changed(base.number, fields, deed, text), to: known) { out in
            out.member("base", base.number)
            content(&out)
            fields.writeToLog(&out, withContent: false)
        }
    }

    /// - Errors: `.invalid` on `expiresAt` for what nobody would ever read.
    private func requireAhead(_ fields: EntryFields) throws(Failure) {
        guard fields.expiresAt.map({ now < $0 }) ?? true else { throw Failure(.notAhead, field: "expiresAt") }
    }

    /// Keeps the new version, and tells of it.
    ///
    /// - Shape: the entry's number.
    private func write(
        _ deed: EntryWriting.Deed, to known: EntryRow, content: (inout JSONWriter) -> Void = { _ in }
    ) throws -> Int64 {
        guard known.version < EntryRules.versionLimit else {
            throw Failure(.tooMany(Int(EntryRules.versionLimit)), field: "versions", kind: .conflict)
        }
        let entry = try EntryWriting(rows, at: now, by: account).write(deed, to: known) { entry in
            try writing.append(deed.name.kind, subject: entry.id, in: space) { out in
                out.member("key", entry.key)
                out.member("version", entry.version)
                content(&out)
            }
        }
        try writing.count((entry.isDeleted ? 0 : 1) - (known.isDeleted ? 0 : 1), deed.size, in: space)
        return entry.id
    }

    /// The entry of a key, and what it shows now, for a change of that.
    private func stored(_ key: String) throws -> (EntryRow, Shown.Said) {
        guard let known = try rows.entry(key, in: space), known.isThere(at: now) else { throw Failure.notFound }
        try require(known)
        guard let said = try shown(known)?.said else { throw Failure.notFound }
        return (known, said)
    }

    private func shown(_ entry: EntryRow) throws -> Shown? {
        let timeline = try rows.timeline(of: entry.id, after: entry.version)
        return try Shown.find(entry, timeline, at: now) { try rows.version($0, of: entry.id) }
    }

    /// - Errors: `.stale` on `version` where the caller saw another version than the stored one; 0 is none.
    private func require(_ entry: EntryRow?) throws {
        let stored = entry.map { $0.isThere(at: now) ? $0.version : 0 } ?? 0
        guard let seen = writing.change.seen, seen != stored else { return }
        guard stored > 0 else { throw Failure(.stale, "It is not there any more.", field: "version", version: 0) }
        try writing.change.require(version: stored)
    }
}

extension EntryWriting.Deed {
    /// The bytes that it adds to what is kept.
    fileprivate var size: Int {
        switch self {
        case .put(let fields), .changed(_, let fields, _, .new): fields.content.size
        case .changed(_, _, _, .grown(_, let text)): text.utf8.count
        case .changed(_, _, _, .of), .deleted, .restored: 0
        }
    }
}

extension EntryDeed {
    /// The kind of event by which it is told.
    package var kind: MemoryEventKind {
        switch self {
        case .put: .entryPut
        case .appended: .entryAppended
        case .patched: .entryPatched
        case .deleted: .entryDeleted
        case .restored: .entryRestored
        }
    }
}
