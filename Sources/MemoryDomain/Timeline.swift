import Domain

/// An entry's line of time: which version says what was true when.
///
/// Each version paints a stretch of it; what it does not paint stays as it was. So a fact that is contradicted ends where
/// the next begins, and a correction of the past leaves the present alone.
package struct Timeline: Sendable, Equatable {
    package struct Stretch: Sendable, Equatable, Hashable {
        package let version: Int64
        package let from: Instant
        /// Not included.
        package let until: Instant

        package init(version: Int64, from: Instant, until: Instant) {
            (self.version, self.from, self.until) = (version, from, until)
        }

        package func covers(_ instant: Instant) -> Bool { from <= instant && instant < until }
    }

    /// Disjoint, in their order.
    package private(set) var stretches: [Stretch]

    /// Before all times that can be written, and after them.
    package static let beginning = Instant(seconds: -1 << 40)
    package static let end = Instant(seconds: 1 << 40)

    package init(_ stretches: [Stretch] = []) {
        self.stretches = stretches.sorted { $0.from < $1.from }
    }

    package func stretch(at instant: Instant) -> Stretch? { stretches.first { $0.covers(instant) } }

    /// Says that a version is true for a stretch of time, whatever stood there.
    package mutating func paint(_ version: Int64, from: Instant, until: Instant) {
        clear(from: from, until: until)
        guard from < until else { return }
        let place = stretches.firstIndex { $0.from >= until } ?? stretches.count
        stretches.insert(Stretch(version: version, from: from, until: until), at: place)
    }

    /// Says that nothing is known to be true for a stretch of time.
    package mutating func clear(from: Instant = beginning, until: Instant = end) {
        guard from < until else { return }
        stretches = stretches.flatMap { stretch -> [Stretch] in
            guard stretch.from < until, from < stretch.until else { return [stretch] }
            return [
                Stretch(version: stretch.version, from: stretch.from, until: min(from, stretch.until)),
                Stretch(version: stretch.version, from: max(until, stretch.from), until: stretch.until),
            ].filter { $0.from < $0.until }
        }
    }
}

/// A moment for which, and one as of which, something is asked.
package struct EntryTime: Sendable, Equatable {
    /// What was true then; nil for now, and where nothing is true now what was written last.
    package var validAt: Instant?
    /// What was known then; nil for all that is known.
    package var knownAt: Instant?

    package static let now = EntryTime()

    package init(validAt: Instant? = nil, knownAt: Instant? = nil) {
        (self.validAt, self.knownAt) = (validAt, knownAt)
    }
}
