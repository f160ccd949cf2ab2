import Domain
import SQLite

/// The room for one more of what a statement counts.
extension ReadTransaction {
    /// - Shape: `count` selects how many there are.
    /// - Errors: `.tooMany` on `field` where there is no room for one more.
    package func requireRoom(
        _ limit: Int, field: String, _ count: SQL, _ values: (any Bindable)?...
    ) throws {
        try CountLimit.requireRoom(limit, field: field, beside: value(count, values: values) ?? 0)
    }

    /// - Errors: `.invalid` on `name` where the house has as many accounts as it may have.
    package func requireRoomForAccount() throws {
        try CountLimit.requireRoomInHouse(
            AccountRules.countLimit, field: "name", beside: value("SELECT count(*) FROM account") ?? 0)
    }
}
