import Domain

/// The limits of a space, in one place.
package enum SpaceRules {
    package static let nameLimit = 100
    /// Spaces that one account owns.
    package static let ownedLimit = 200
    /// Spaces of the house.
    package static let countLimit = 20_000
    /// Accounts that a shared space was opened to.
    package static let memberLimit = 500
    /// - Units: days.
    package static let retentionRange = 1...36_500

    /// - Errors: `.invalid` on `name`: 1 to 100 characters on one line.
    package static func name(_ text: String) throws(Failure) -> String {
        try TextRules.line(text, field: "name", limit: nameLimit)
    }

    /// - Errors: `.invalid` on `retentionDays`.
    package static func retention(_ days: Int64?) throws(Failure) -> Int? {
        guard let days else { return nil }
        guard let days = Int(exactly: days), retentionRange.contains(days) else {
            throw Failure(.range(retentionRange.lowerBound, retentionRange.upperBound), field: "retentionDays")
        }
        return days
    }
}

/// The room that one space has, as whoever runs the house says.
package struct SpaceLimits: Sendable, Equatable {
    package let entries: Int
    /// - Units: bytes of all texts, those of former versions too.
    package let bytes: Int

    package static let usual = SpaceLimits(entries: 1_000_000, bytes: 1_073_741_824)

    package init(entries: Int, bytes: Int) {
        (self.entries, self.bytes) = (entries, bytes)
    }

    /// Requires that a space may hold so much. What does not grow may stay beyond a limit that was lowered since, so
    /// that there is a way back.
    ///
    /// - Errors: `.storageFull` on `space`, naming the limit.
    package func require(room size: SpaceSize, after before: SpaceSize) throws(Failure) {
        guard size.entries <= max(entries, before.entries) else {
            throw Failure(.spaceEntries(entries), field: "space", kind: .storageFull)
        }
        guard size.bytes <= max(bytes, before.bytes) else {
            throw Failure(.spaceBytes(bytes), field: "space", kind: .storageFull)
        }
    }
}
