/// Reads that belong together.
package protocol SnapshotSource: Sendable {
    /// The life in which the numbers of its events and versions mean something; the same for as long as it is open.
    var life: Life { get }

    /// Lets everything that the calling thread reads inside `body` see the stored data as they were at one moment; a
    /// write inside it is seen by what is read after it.
    ///
    /// - Errors: what `body` throws.
    func sharingSnapshot<Value>(_ body: () throws(Failure) -> Value) throws(Failure) -> Value

    /// The number of the newest event, 0 where there is none.
    ///
    /// - Errors: `.unavailable` when the stored data cannot be read.
    func newestEvent() throws(Failure) -> Int64
}
