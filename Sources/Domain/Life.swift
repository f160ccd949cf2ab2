/// One life of an installation: from when its database was made, or a backup was brought back, to the next restore.
///
/// After a restore the numbers of events and versions come again and mean something else, so whatever a client keeps
/// by such a number is kept together with the life that it was given in.
///
/// - Source: table `meta`, row `life`: 63 random bits, made by `elwosa migrate` once and anew by each `elwosa restore`.
package struct Life: Hashable, Sendable, CustomStringConvertible {
    package let number: Int64
    /// As it is spelled to clients: at most 13 digits and small letters.
    package let description: String

    /// - Shape: `number` is not negative.
    package init(_ number: Int64) {
        self.number = number
        description = String(number, radix: 36)
    }

    /// That of a site whose stored data never come back, such as one in memory.
    package static let only = Life(0)
}

/// A place in the event log as clients keep it, `2pijnq8hxs5lc-812`: the life, and the number of the event.
package struct EventMark: Hashable, Sendable, CustomStringConvertible {
    package let life: Life
    package let seq: Int64

    package init(_ seq: Int64, in life: Life) {
        (self.life, self.seq) = (life, seq)
    }

    package var description: String { "\(life)-\(seq)" }
}

extension EventMark {
    /// The meaning of a client's mark in a life.
    package enum Reading: Equatable, Sendable {
        /// An event of this life, or 0 for the beginning of the log, which is the same in all lives.
        case seq(Int64)
        /// It was given in another life, or nothing says in which.
        case foreign
        /// It is no mark.
        case malformed
    }

    package static func read(_ text: String, in life: Life) -> Reading {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let last = parts.last, parts.count <= 2, let seq = Int64(last), seq >= 0, String(seq) == last else {
            return .malformed
        }
        guard parts.count == 2 else { return seq == 0 ? .seq(0) : .foreign }
        guard let number = Int64(parts[0], radix: 36), number >= 0 else { return .malformed }
        return Life(number) == life && life.description == parts[0] ? .seq(seq) : .foreign
    }

    /// The event that a parameter of an address, or a header, names.
    ///
    /// - Errors: `.malformed` for what is no mark; `.conflict` for one of another life.
    package static func seq(_ text: String, field: String, in life: Life) throws(Failure) -> Int64 {
        switch read(text, in: life) {
        case .seq(let seq): return seq
        case .foreign: throw Failure(.conflict, "\(field): \(foreign)", field: field)
        case .malformed: throw Failure(.malformed, "\(field): \(spelling)", field: field)
        }
    }

    package static let spelling = "must be a mark as it was answered, such as 2pijnq8hxs5lc-812, or 0 for all events."
    package static let foreign =
        "this mark is not of the log as it is now, since a backup was brought back; read everything anew."
}

extension Failure {
    /// For a mark of this life that the log has not reached.
    package static func future(_ field: String, newest: Int64) -> Failure {
        Failure(.conflict, "\(field): the newest event is \(newest); read everything anew.", field: field)
    }
}
