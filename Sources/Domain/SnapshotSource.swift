/// Reads that belong together.
public protocol SnapshotSource: Sendable {
    /// Lets everything that the calling thread reads inside `body` see the stored data as they were at one moment; a
    /// write inside it is seen by what is read after it.
    ///
    /// - Errors: what `body` throws.
    func sharingSnapshot<Value>(_ body: () throws(Failure) -> Value) throws(Failure) -> Value
}
