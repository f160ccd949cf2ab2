/// Why an archive, or an entry of it, cannot be read.
package struct ZIPError: Error, Equatable, Sendable {
    /// The name of the entry; nil where the whole archive is meant.
    package let entry: String?
    /// A sentence.
    package let message: String

    init(_ message: String, in entry: String? = nil) {
        (self.entry, self.message) = (entry, message)
    }
}
