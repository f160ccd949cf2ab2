import Domain
import TaskDomain

/// Rows of saved views, each an account's own.
///
/// - Shape: as `TaskRows`.
package protocol SavedViewRows {
    /// One of an account's views; nil where it has none of that number.
    func view(_ id: Int64, of account: Int64) throws -> SavedView?

    /// The number of an account's views.
    func countViews(of account: Int64) throws -> Int

    /// Keeps a new view.
    ///
    /// - Shape: with its number.
    func insertView(_ name: String, _ query: String, of account: Int64, at instant: Instant) throws -> SavedView

    /// Keeps another name, query and version of a view.
    func save(_ view: SavedView) throws

    /// Forgets a view.
    func removeView(_ id: Int64) throws
}
