/// What came of erasing one text wherever it stands.
public struct TextErasure: Sendable, Equatable {
    /// Stands where the text stood; never longer than it.
    public static let mark = "[…]"
    /// Shorter ones would stand in too much that nobody means.
    ///
    /// - Units: characters.
    public static let shortest = 6

    /// Events whose bodies said it.
    public var events = 0
    /// Tasks, steps, comments, labels, projects, views and tokens that said it until now.
    public var rows = 0
    /// The first event that said it: copies of the database from then on hold it still. Nil where no event did.
    public var firstEvent: Int64?

    public init() {}

    /// - Errors: `.invalid` on `text` for one that is too short.
    public static func check(_ text: String) throws(Failure) {
        guard text.count >= shortest, text.utf8.count <= 4_096 else {
            throw Failure(.invalid, "text: \(shortest) characters to 4 KiB, exactly as they stand.", field: "text")
        }
    }
}
