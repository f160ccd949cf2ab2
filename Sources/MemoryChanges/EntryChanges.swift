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
    package func put(_ key: EntryKey, _ draft: EntryDraft) throws -> Int64 {
        let key = try text(of: key)
        let stored = try rows.entry(key, in: space)
        try require(stored)
        // What has expired comes back with nothing that is written under its key.
        let known = try stored.flatMap { entry in
            guard entry.hasExpired(at: now) else { return entry }
            try giveUp(entry)
            return nil
        }
        if let known, known.isThere(at: now), try isSaid(draft, by: known) { return known.id }
        let fields = try fields(of: draft, to: known)
        return try write(.put(fields), to: known ?? EntryRow(spaceId: space, key: key, at: now, by: writer)) { out in
            out.member("space", space)
            fields.writeToLog(&out)
        }
    }

    /// The end of an entry is one for all of its time: who says what was or will be true, and no end, leaves it alone.
    private func fields(of draft: EntryDraft, to known: EntryRow?) throws(Failure) -> EntryFields {
        var fields = try draft.fields(at: now)
        let isOfNow = fields.from <= now && now < fields.until
        if !isOfNow, fields.expiresAt == nil, let known, known.isThere(at: now) { fields.expiresAt = known.expiresAt }
        try requireAhead(fields)
        return fields
    }

    /// Hides an entry for good, and leaves its key to another. Event `entry_expired`, beside the change: it is no part of
    /// it that could be taken back.
    package func giveUp(_ entry: EntryRow) throws {
        try rows.giveUp(entry.id, at: now)
        _ = try rows.append(
            .memory(.entryExpired), subject: entry.id, place: .space(space), by: writing.change
        ) { out in
            out.member("version", entry.version)
            out.member("givenUp", true)
        }
    }

    private func text(of key: EntryKey) throws -> String {
        switch key {
        case .named(let text): return text
        case .free: return try rows.freeKey(in: space)
        case .turn(let conversation):
            let last = try rows.lastTurn(of: conversation, in: space)
            guard last < Conversation.limit else {
                throw Failure(.tooMany(Conversation.limit), field: "conversation", kind: .conflict)
            }
            return conversation.key(last + 1)
        }
    }

    private var writer: EntryWriter { EntryWriter(account: writing.change.caller.accountId) }

    /// The entry says all of this already, and nobody said from when.
    private func isSaid(_ draft: EntryDraft, by entry: EntryRow) throws -> Bool {
        guard let shown = try shown(entry), var old = shown.version.fields else { return false }
        old.expiresAt = entry.expiresAt
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
        let whole = try EntryRules.text(former + text)
        fields.content = .text(whole)
        // What the rules take out or put together may reach back over the seam.
        let more = whole.utf8.starts(with: former.utf8) ? whole.utf8.dropFirst(former.utf8.count) : nil
        guard let more = more.map({ String(decoding: $0, as: UTF8.self) }) else {
            return try change(known, base, to: fields, .appended, text: .new) { $0.member("content", fields.content) }
        }
        return try change(known, base, to: fields, .appended, text: .grown(base.number, by: more)) { out in
            out.member("text", more)
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
        guard let known = try rows.entry(key, in: space), !known.hasExpired(at: now) else { throw Failure.notFound }
        // Of a deleted one its history tells the version.
        if writing.change.seen != known.version { try require(known) }
        return try restore(known, version: number)
    }

    func restore(_ known: EntryRow, version number: Int64) throws -> Int64 {
        guard let version = try rows.version(number, of: known.id) else { throw Failure.notFound }
        guard let fields = version.fields else { throw Failure(.deletedThere, field: "version", kind: .conflict) }
        guard number < known.version else { return known.id }
        // What has an end that is past is brought back by whoever sees it, to stay.
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
        let (entry, bytes) = try EntryWriting(rows, at: now, by: writer).write(deed, to: known) { entry in
            try writing.append(deed.name.kind, subject: entry.id, in: space) { out in
                out.member("key", entry.key)
                out.member("version", entry.version)
                content(&out)
            }
        }
        try writing.count((entry.isDeleted ? 0 : 1) - (known.isDeleted ? 0 : 1), bytes, in: space)
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
        try EntryWriting(rows, at: now, by: writer).shown(entry)
    }

    /// - Errors: `.stale` on `version` where the caller saw another version than the stored one; 0 is none.
    private func require(_ entry: EntryRow?) throws {
        let stored = entry.map { $0.isThere(at: now) ? $0.version : 0 } ?? 0
        guard let seen = writing.change.seen, seen != stored else { return }
        guard stored > 0 else { throw Failure(.stale, "It is not there any more.", field: "version", version: 0) }
        try writing.change.require(version: stored)
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
