import Domain
import MemoryDomain

/// Writes one version of an entry: what it says, and what it paints of the entry's line of time. Changes and the replay
/// of the log both write by it.
package struct EntryWriting {
    /// What a version does.
    package enum Deed: Sendable {
        case put(EntryFields)
        /// What is shown of another version is something else.
        case changed(Int64, EntryFields, EntryDeed, TextOrigin)
        case deleted
        /// The entry is what it was after another version.
        case restored(Int64, expiresAt: Instant?)
    }

    private let rows: any EntryRows
    private let now: Instant
    private let account: Int64?

    package init(_ rows: any EntryRows, at now: Instant, by account: Int64?) {
        (self.rows, self.now, self.account) = (rows, now, account)
    }

    /// - Shape: `append` tells of the entry as it is then, and returns the number of its event; the entry as it is kept.
    @discardableResult
    package func write(
        _ deed: Deed, to known: EntryRow, _ append: (EntryRow) throws -> Int64
    ) throws -> EntryRow {
        let (fields, timeline) = try outcome(of: deed, known)
        var entry = known
        (entry.version, entry.updatedAt) = (known.version + 1, now)
        (entry.isDeleted, entry.expiresAt) = (fields == nil, fields?.expiresAt)
        if known.version == 0 { entry.id = try rows.insert(entry) }
        entry.seq = try append(entry)
        try rows.save(entry)
        try rows.insert(
            VersionRow(
                number: entry.version, deed: deed.name, restored: deed.restored, at: now, by: account, fields: fields),
            of: entry.id, text: deed.text)
        try rows.save(timeline, of: entry.id, from: entry.version)
        try rows.index(fields, of: entry)
        return entry
    }

    private func outcome(of deed: Deed, _ known: EntryRow) throws -> (EntryFields?, Timeline) {
        let next = known.version + 1
        switch deed {
        case .put(let fields):
            var timeline = try known.isThere(at: now) ? timeline(of: known) : Timeline()
            timeline.paint(next, from: fields.from, until: fields.until)
            return (fields, timeline)
        case .changed(_, let fields, _, let origin):
            var timeline = try timeline(of: known)
            let said = try Shown.find(known, timeline, at: now) { try rows.version($0, of: known.id) }?.said
            if let said {
                // Of another content only the end is put right; where the same is said, all of its stretch.
                timeline.clear(from: origin.isSame ? said.from : fields.until, until: said.until)
            }
            timeline.paint(next, from: fields.from, until: fields.until)
            return (fields, timeline)
        case .deleted: return (nil, Timeline())
        case .restored(let number, let end):
            var fields = try rows.version(number, of: known.id)?.fields
            fields?.expiresAt = end
            return (fields, try rows.timeline(of: known.id, after: number))
        }
    }

    private func timeline(of entry: EntryRow) throws -> Timeline {
        try rows.timeline(of: entry.id, after: entry.version)
    }
}

extension EntryWriting.Deed {
    var name: EntryDeed {
        switch self {
        case .put: .put
        case .changed(_, _, let deed, _): deed
        case .deleted: .deleted
        case .restored: .restored
        }
    }

    fileprivate var restored: Int64? { if case .restored(let number, _) = self { number } else { nil } }

    var text: TextOrigin {
        switch self {
        case .put, .deleted: .new
        case .changed(_, _, _, let text): text
        case .restored(let number, _): .of(number)
        }
    }
}

extension TextOrigin {
    /// The content is that of another version.
    var isSame: Bool { if case .of = self { true } else { false } }
}

extension EntryFields {
    /// From when it is true, as a line of time has it.
    package var from: Instant { validFrom ?? Timeline.beginning }
    package var until: Instant { validUntil ?? Timeline.end }
}
