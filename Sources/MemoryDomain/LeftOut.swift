/// Parts of another system's file that no entry can have.
package struct LeftOut: Sendable, Equatable {
    package let reason: Reason
    package private(set) var count = 0
    /// The first of them, as the file calls them.
    package private(set) var places: [String] = []

    package enum Reason: String, CaseIterable, Sendable {
        /// A part of the file that is not what it should be; its place says why.
        case unreadable
        /// Longer than an entry may be.
        case tooLong
        case expired
        /// Messages of answers that were asked for anew, and of questions that were put differently.
        case otherBranch
        /// Messages that the conversation did not show.
        case hidden
        /// Images, files, calls of tools and the like: parts of messages that are no texts.
        case part
        /// Values that no field has.
        case value
        /// Relations from what is not in the file, and more of them than an entry may have.
        case link
    }

    /// The number of places that are kept of each reason.
    package static let examples = 20

    package init(reason: Reason, count: Int = 0, places: [String] = []) {
        (self.reason, self.count, self.places) = (reason, count, places)
    }

    package mutating func add(_ place: String) {
        count += 1
        if places.count < Self.examples { places.append(place) }
    }
}
