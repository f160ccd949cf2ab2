import Domain
import SQLite

/// The readers of what a feature's events say, for whoever shows the log: that something happened is told to all who
/// read it, and its words to those alone who may read them elsewhere.
package struct EventSight: Sendable {
    /// The tables that the condition looks at beside the `event` `e` and its `eventBody` `b`, as joins of a FROM.
    package let joins: String
    /// True or false, and never NULL, for each row.
    package let condition: String
    /// The values that the condition binds.
    package let values: @Sendable (Caller) -> [(any Bindable)?]

    package init(
        joins: String = "", condition: String, values: @escaping @Sendable (Caller) -> [(any Bindable)?]
    ) {
        (self.joins, self.condition, self.values) = (joins, condition, values)
    }
}
