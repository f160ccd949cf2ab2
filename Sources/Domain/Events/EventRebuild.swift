/// The outcome of replaying the log into empty tables and comparing them with those that are in use.
package struct EventRebuild: Sendable, Equatable {
    package struct RowReference: Sendable, Equatable {
        package enum Difference: Sendable, Equatable {
            /// It is there, and no event tells of it.
            case notInLog
            /// By the log it is there, and it is not.
            case missing
            /// The log says something else of these columns.
            case changed([String])
        }

        /// As SQL literals.
        package let key: [String]
        package let difference: Difference

        package init(key: [String], difference: Difference) {
            self.key = key
            self.difference = difference
        }
    }

    package struct Table: Sendable, Equatable {
        /// The number of rows that are kept of those that differ.
        package static let examples = 10

        package let name: String

        /// Rows that were compared with the log.
        package var rows = 0
        /// Rows that were not, since a body that tells of them was erased.
        package var lost = 0
        package private(set) var differences = 0
        /// The first of those that differ.
        package private(set) var examples: [RowReference] = []

        package init(name: String) {
            self.name = name
        }

        package mutating func note(_ row: RowReference) {
            differences += 1
            if examples.count < Self.examples { examples.append(row) }
        }
    }

    package var events = 0
    /// Events that could not be replayed, since their bodies were erased.
    package var erased = 0
    /// A sentence for each event that is there whole and cannot be carried out.
    package var faults: [String] = []
    package var tables: [Table] = []

    package init() {}

    package var isSame: Bool { faults.isEmpty && tables.allSatisfy { $0.differences == 0 } }
}
