import Domain
import MemoryDomain

/// The version that an entry shows at a moment: what is true then, else what was written last.
package struct Shown: Sendable {
    package let version: VersionRow
    /// The stretch of time for which it is true; nil where nothing is true then.
    package let stretch: Timeline.Stretch?
    /// The end of the entry, which may be another than the version said that is shown.
    package let expiresAt: Instant?

    package init(version: VersionRow, stretch: Timeline.Stretch?, expiresAt: Instant?) {
        (self.version, self.stretch, self.expiresAt) = (version, stretch, expiresAt)
    }

    /// - Shape: nil for an entry that shows nothing.
    package static func find(
        _ entry: EntryRow, _ timeline: Timeline, at instant: Instant, _ version: (Int64) throws -> VersionRow?
    ) rethrows -> Shown? {
        let stretch = timeline.stretch(at: instant)
        let found = try version(stretch?.version ?? entry.version)
        return found.map { Shown(version: $0, stretch: stretch, expiresAt: entry.expiresAt) }
    }

    func covers(_ instant: Instant) -> Bool { stretch?.covers(instant) == true }

    /// The fields as they are shown: with the stretch for which they are true.
    package struct Said: Sendable {
        package let number: Int64
        package let fields: EntryFields
        let from: Instant
        let until: Instant

        func covers(_ instant: Instant) -> Bool { from <= instant && instant < until }
    }

    /// - Shape: nil for a version that deleted its entry.
    package var said: Said? {
        guard var fields = version.fields else { return nil }
        fields.expiresAt = expiresAt
        if let stretch {
            fields.validFrom = stretch.from == Timeline.beginning ? nil : stretch.from
            fields.validUntil = stretch.until == Timeline.end ? nil : stretch.until
        }
        return Said(number: version.number, fields: fields, from: fields.from, until: fields.until)
    }
}
