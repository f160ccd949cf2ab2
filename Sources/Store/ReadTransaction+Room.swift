import Domain
import SQLite

/// The room for one more of a thing; how many there may be is a rule beside its noun.
extension ReadTransaction {
    /// - Shape: `count` selects how many there are.
    /// - Errors: `.tooMany` on `field` where there is no room for one more.
    package func requireRoom(
        _ limit: Int, field: String, _ count: SQL, _ values: (any Bindable)?...
    ) throws {
        let found = try one(count, values: values) { row in try row[0] as Int }
        guard found ?? 0 < limit else { throw Failure(.tooMany(limit), field: field) }
    }

    /// - Errors: `.invalid` on `name` where the house has as many accounts as it may have.
    package func requireRoomForAccount() throws {
        let count: Int? = try value("SELECT count(*) FROM account")
        guard count ?? 0 < AccountRules.countLimit else {
            throw Failure(.houseIsFull(AccountRules.countLimit), field: "name")
        }
    }
}
