import Domain
import MemoryDomain

/// Writes one version of an entry: what it says, and what it paints of the entry's line of time. Changes and the replay
/// of the log both write by it.
package struct EntryWriting {
    /// The deed of a version.
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
    private let writer: EntryWriter

    package init(_ rows: any EntryRows, at now: Instant, by writer: EntryWriter) {
        (self.rows, self.now, self.writer) = (rows, now, writer)
    }

    /// - Shape: `append` tells of the entry as it is then, and returns the number of its event; the entry as it is kept,
    ///   and the bytes by which its texts have grown.
    @discardableResult
    package func write(
        _ deed: Deed, to known: EntryRow, _ append: (EntryRow) throws -> Int64
    ) throws -> (entry: EntryRow, bytes: Int) {
        let painted = try paint(deed, known)
        let fields = painted.fields
        var entry = known
        (entry.version, entry.updatedAt) = (known.version + 1, now)
        // One that is deleted has its end all the same: until then its history is read.
        (entry.isDeleted, entry.expiresAt) = (fields == nil, fields.map(\.expiresAt) ?? known.expiresAt)
        if known.version == 0 { entry.id = try rows.insert(entry) }
        entry.seq = try append(entry)
        try rows.save(entry)
        let bytes = try rows.insert(
            VersionRow(
                number: entry.version, deed: deed.name, restored: deed.restored, at: now, by: writer, fields: fields),
            of: entry.id, text: deed.text)
        try rows.save(painted.timeline, insteadOf: painted.former, of: entry.id, from: entry.version)
        try index(fields, of: entry, painted.timeline)
        return (entry, bytes)
    }

    /// Keeps anew by what an entry is found that was written at this moment.
    package func index(_ entry: EntryRow) throws {
        try rows.unindex(entry.id)
        let fields = try entry.isGivenUp ? nil : rows.version(entry.version, of: entry.id)?.fields
        try index(fields, of: entry, rows.timeline(of: entry.id, from: now))
    }

    private func index(_ fields: EntryFields?, of entry: EntryRow, _ timeline: Timeline) throws {
        // What has been true is asked for by its time, which needs no index.
        let others = timeline.stretches.filter { now < $0.until }.map(\.version)
        try rows.index(fields, of: entry, beside: Set(others).subtracting([entry.version]))
    }

    /// The version that an entry shows now.
    package func shown(_ entry: EntryRow) throws -> Shown? {
        try shown(entry, rows.timeline(of: entry.id, from: now))
    }

    private func shown(_ entry: EntryRow, _ timeline: Timeline) throws -> Shown? {
        try Shown.find(entry, timeline, at: now) { try rows.version($0, of: entry.id) }
    }

    /// The fields that a deed gives, and the end of the line of time that it paints: as it was, and as it is then. A line that grew
    /// with each of many writes is not read from its beginning.
    private struct Painted {
        let fields: EntryFields?
        var former = Timeline()
        var timeline = Timeline()
    }

    private func paint(_ deed: Deed, _ known: EntryRow) throws -> Painted {
        let next = known.version + 1
        switch deed {
        case .put(let fields):
            let isThere = known.isThere(at: now)
            let former = try rows.timeline(
                of: known.id, from: isThere ? min(now, fields.from) : Timeline.beginning)
            var painted = Painted(fields: fields, former: former, timeline: isThere ? former : Timeline())
            painted.timeline.paint(next, from: fields.from, until: fields.until)
            return painted
        case .changed(_, let fields, _, let origin):
            let former = try rows.timeline(of: known.id, from: min(now, fields.from))
            var painted = Painted(fields: fields, former: former, timeline: former)
            if let said = try shown(known, former)?.said {
                // Of another content only the end is put right; where the same is said, all of its stretch.
                painted.timeline.clear(from: origin.isSame ? said.from : fields.until, until: said.until)
            }
            painted.timeline.paint(next, from: fields.from, until: fields.until)
            return painted
        case .deleted:
            return Painted(fields: nil, former: try rows.timeline(of: known.id, from: Timeline.beginning))
        case .restored(let number, let end):
            var fields = try rows.version(number, of: known.id)?.fields
            fields?.expiresAt = end
            return Painted(
                fields: fields, former: try rows.timeline(of: known.id, from: Timeline.beginning),
                timeline: try rows.timeline(of: known.id, after: number))
        }
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
