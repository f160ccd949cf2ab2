/// The room for one more of a thing; how many there may be is a rule beside its noun.
package enum CountLimit {
    /// Requires that there may be one more.
    ///
    /// - Errors: `.tooMany` on `field`.
    package static func requireRoom(_ limit: Int, field: String, beside count: Int) throws(Failure) {
        guard count < limit else { throw Failure(.tooMany(limit), field: field) }
    }

    /// Requires that the house may have one more.
    ///
    /// - Errors: `.houseIsFull` on `field`.
    package static func requireRoomInHouse(_ limit: Int, field: String, beside count: Int) throws(Failure) {
        guard count < limit else { throw Failure(.houseIsFull(limit), field: field) }
    }
}
