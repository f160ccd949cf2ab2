import Domain
import MemoryDomain

/// What an entry shows at a moment: what is true then, else what was written last.
package struct Shown: Sendable {
    package let version: VersionRow
    /// The stretch of time for which it is true; nil where nothing is true then.
    package let stretch: Timeline.Stretch?

    package init(version: VersionRow, stretch: Timeline.Stretch?) {
        (self.version, self.stretch) = (version, stretch)
    }

    /// - Shape: nil for an entry that shows nothing.
    package static func find(
        _ entry: EntryRow, _ timeline: Timeline, at instant: Instant, _ version: (Int64) throws -> VersionRow?
    ) rethrows -> Shown? {
        let stretch = timeline.stretch(at: instant)
        let found = try version(stretch?.version ?? entry.version)
        return found.map { Shown(version: $0, stretch: stretch) }
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
        if let stretch {
            fields.validFrom = stretch.from == Timeline.beginning ? nil : stretch.from
            fields.validUntil = stretch.until == Timeline.end ? nil : stretch.until
        }
        return Said(number: version.number, fields: fields, from: fields.from, until: fields.until)
    }
}
