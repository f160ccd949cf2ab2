import Domain
import TaskDomain

/// The report of an import: what it took and what it left out, and why.
package struct ImportReport: Sendable, Equatable {
    /// The number of names that are kept of each reason.
    package static let examples = 20

    package struct Skipped: Sendable, Equatable {
        package let reason: ImportSkip.Reason
        package var count = 0
        /// The first of them.
        package var names: [String] = []
    }

    package private(set) var count = ImportCount()
    /// By reason, in the order in which they came up.
    package private(set) var skipped: [Skipped] = []
    /// The number by which all of it is taken back; nil where nothing is to take back, or too much at once.
    package var change: Int64?

    package init() {}

    package mutating func add(_ outcome: ImportOutcome) {
        count += outcome.count
        for skip in outcome.skips { add(skip) }
    }

    package mutating func add(_ skip: ImportSkip) {
        let place = skipped.firstIndex { $0.reason == skip.reason } ?? skipped.endIndex
        if place == skipped.endIndex { skipped.append(Skipped(reason: skip.reason)) }
        skipped[place].count += 1
        if skipped[place].names.count < Self.examples { skipped[place].names.append(skip.name) }
    }
}
