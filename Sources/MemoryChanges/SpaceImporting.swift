import Domain
import JSON
import MemoryDomain

/// Takes the lines of a file of a space: versions as they were written elsewhere, and entries that are to be put.
package final class SpaceImporting {
    private let writing: MemoryWriting
    private let changes: EntryChanges
    private let rows: CachedEntryRows
    private let space: Int64
    private var writers: [String: EntryWriter] = [:]
    private var names: [Int64: AccountName] = [:]
    private var count = (taken: 0, unchanged: 0)

    /// - Errors: as `MemoryWriting.space`, for who may not write there.
    package init(_ writing: MemoryWriting, in space: Int64) throws {
        (self.writing, self.space) = (writing, space)
        changes = try EntryChanges(writing, in: space)
        rows = CachedEntryRows(writing.rows)
    }

    /// As `SpaceFileRepository.importLines`.
    ///
    /// - Shape: how many versions were written, and how many lines say what is there already.
    package func take(_ lines: [SpaceLine]) throws -> (taken: Int, unchanged: Int) {
        for line in lines {
            do {
                switch line.content {
                case .entry(let write): try take(write)
                case .version(let version): try take(version)
                }
            } catch let failure as Failure {
                throw failure.within(SpaceLine.place(line.number))
            }
        }
        return count
    }

    private func take(_ write: EntryWrite) throws {
        let before = writing.events
        _ = try changes.put(write.key, write.draft)
        tally(isTaken: writing.events > before)
    }

    private func tally(isTaken: Bool) {
        if isTaken { count.taken += 1 } else { count.unchanged += 1 }
    }

    private func take(_ version: FiledVersion) throws {
        guard version.at <= writing.change.instant else { throw Failure(.liesAhead, field: "writtenAt") }
        let known = try known(version)
        if let known, version.number <= known.version {
            try requireSame(version, as: known)
        } else {
            try write(version, to: known)
        }
        tally(isTaken: version.number > known?.version ?? 0)
    }
}

/// A version that is there already.
extension SpaceImporting {
    /// The entry that a version is of. What has expired here is another one, unless it is of this file itself.
    private func known(_ version: FiledVersion) throws -> EntryRow? {
        guard let entry = try rows.entry(version.key, in: space) else { return nil }
        guard version.number == 1, entry.hasExpired(at: writing.change.instant) else { return entry }
        do {
            try requireSame(version, as: entry)
            return entry
        } catch let failure as Failure where failure.rule == .differsThere {
            try changes.giveUp(entry)
            return nil
        }
    }

    /// - Errors: `.conflict` on `version` where it says something else.
    private func requireSame(_ version: FiledVersion, as known: EntryRow) throws {
        guard let stored = try rows.version(version.number, of: known.id), stored.deed == version.name,
            stored.at == version.at, try author(of: stored) == version.by, try says(stored, version.deed, known)
        else { throw Failure(.differsThere, field: "version", kind: .conflict) }
    }

    private func author(of version: VersionRow) throws -> String? {
        if let account = version.by.account, names[account] == nil {
            names.merge(try rows.names(of: [account])) { $1 }
        }
        return version.by.author(names)?.name
    }

    private func says(_ stored: VersionRow, _ deed: FiledVersion.Deed, _ known: EntryRow) throws -> Bool {
        switch deed {
        case .put(let fields): return try isSame(fields, stored)
        case .changed(_, let fields, let text):
            return try isSame(resolved(fields, text, of: known, before: stored.number).fields, stored)
        case .deleted: return true
        case .restored(let number, let end): return stored.restored == number && stored.fields?.expiresAt == end
        }
    }

    private func isSame(_ fields: EntryFields, _ stored: VersionRow) throws -> Bool {
        try countWork(on: fields.content)
        // To the byte: to Swift two spellings of one accent are equal.
        return stored.fields == fields
            && stored.fields?.content.stored.utf8.elementsEqual(fields.content.stored.utf8) == true
    }
}

/// A version that is new.
extension SpaceImporting {
    private func write(_ version: FiledVersion, to known: EntryRow?) throws {
        let (last, isDeleted) = (known?.version ?? 0, known?.isDeleted ?? true)
        guard version.number == last + 1 else {
            throw Failure(.nextVersion(Int(last) + 1), field: "version", kind: .conflict)
        }
        let begins = last == 0 ? [EntryDeed.put] : [.put, .restored]
        guard !isDeleted || begins.contains(version.name) else {
            throw Failure(.oneOf(begins.map(\.rawValue)), field: "deed")
        }
        let writer = try writer(version.by)
        let entry = known ?? EntryRow(spaceId: space, key: version.key, at: version.at, by: writer)
        let deed = try deed(of: version, entry)
        let (written, bytes) = try EntryWriting(rows, at: version.at, by: writer).write(
            deed, to: entry.ofFile
        ) { entry in
            try writing.append(deed.name.kind, subject: entry.id, in: space) { out in
                out.member("key", entry.key)
                out.member("version", entry.version)
                tell(version, by: writer, &out)
                deed.write(to: &out, in: space)
            }
        }
        try writing.count((written.isDeleted ? 0 : 1) - (isDeleted ? 0 : 1), bytes, in: space)
    }

    private func deed(of version: FiledVersion, _ entry: EntryRow) throws -> EntryWriting.Deed {
        switch version.deed {
        case .put(let fields):
            try countWork(on: fields.content)
            return .put(fields)
        case .changed(let name, let fields, let text):
            let (whole, origin) = try resolved(fields, text, of: entry, before: version.number)
            return .changed(entry.version, whole, name, origin)
        case .deleted: return .deleted
        case .restored(let number, let end):
            guard number < version.number, let former = try rows.version(number, of: entry.id) else {
                throw Failure(.unknown, field: "restored")
            }
            guard former.fields != nil else { throw Failure(.deletedThere, field: "restored", kind: .conflict) }
            return .restored(number, expiresAt: end)
        }
    }

    /// The fields with their content, and where its text comes from.
    private func resolved(
        _ fields: EntryFields, _ text: FiledText, of entry: EntryRow, before number: Int64
    ) throws -> (fields: EntryFields, origin: TextOrigin) {
        var whole = fields
        let origin: TextOrigin
        switch text {
        case .whole: origin = .new
        case .of(let base):
            whole.content = try content(of: base, entry, before: number)
            origin = .of(base)
        case .grown(let base, let more):
            guard case .text(let former) = try content(of: base, entry, before: number) else {
                throw Failure(.notAText, field: "append", kind: .conflict)
            }
            try EntryRules.requireSize(former.utf8.count + more.utf8.count)
            whole.content = .text(former + more)
            origin = .grown(base, by: more)
        }
        try countWork(on: whole.content)
        return (whole, origin)
    }

    private func content(of base: Int64, _ entry: EntryRow, before number: Int64) throws -> MemoryContent {
        guard base < number, let fields = try rows.version(base, of: entry.id)?.fields else {
            throw Failure(.unknown, field: "base")
        }
        return fields.content
    }

    /// A text that grows is looked through and written as a whole, however little is new of it.
    private func countWork(on content: MemoryContent) throws { try writing.rows.count(work: content.size / 32) }
}

/// Who wrote it, and when.
extension SpaceImporting {
    /// Nobody writes under the name of another account: that stays a name. Whoever has the database needs nobody's leave.
    private func writer(_ name: String?) throws -> EntryWriter {
        guard let name else { return EntryWriter(account: nil) }
        if let known = writers[name] { return known }
        let caller = writing.change.caller
        let own = caller.accountId.map { AccountName(id: $0, name: caller.name) }
        let account = try own ?? writing.rows.holder(called: name)?.account
        let writer =
            account.flatMap { $0.name == name ? EntryWriter(account: $0.id) : nil }
            ?? EntryWriter(account: nil, name: name)
        writers[name] = writer
        return writer
    }

    private func tell(_ version: FiledVersion, by writer: EntryWriter, _ out: inout JSONWriter) {
        out.member("writtenAt", version.at.rfc3339)
        if let account = writer.account { out.member("account", account) }
        if let name = writer.name { out.member("writer", name) }
    }
}

extension EntryRow {
    /// As a version of a file finds it: how long the space keeps entries here says nothing of when the version was
    /// written.
    package var ofFile: EntryRow {
        var row = self
        row.retentionDays = nil
        return row
    }
}

extension EntryWriting.Deed {
    /// The members that the event of a version from a file has for it.
    fileprivate func write(to out: inout JSONWriter, in space: Int64) {
        switch self {
        case .put(let fields):
            out.member("space", space)
            fields.writeToLog(&out)
        case .changed(_, let fields, _, let origin):
            switch origin {
            case .new: out.member("content", fields.content)
            case .of(let base): out.member("base", base)
            case .grown(let base, let more):
                out.member("base", base)
                out.member("text", more)
            }
            fields.writeToLog(&out, withContent: false)
        case .deleted: break
        case .restored(let number, let end):
            out.member("restored", number)
            if let end { out.member("expiresAt", end.rfc3339) }
        }
    }
}
