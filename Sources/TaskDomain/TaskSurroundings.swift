import Domain

/// The surroundings of tasks: the spaces of memory that a caller reaches, and the entries there.
///
/// - Shape: nothing for whoever may not read memory.
package protocol TaskSurroundings: Sendable {
    /// The entries that link to a task, or have its address in their text, the newest first.
    ///
    /// - Shape: the first `limit`.
    func entries(
        linkingTo task: TaskItem.ID, limit: Int, at now: Instant, for caller: Caller
    ) throws(Failure) -> [LinkingEntry]

    /// The addresses of entries, `/memory/3/berlin`, that a task has in its texts, whether they are there or not.
    ///
    /// - Errors: `.notFound` for a task that is absent or hidden.
    func citations(of task: TaskItem.ID, for caller: Caller) throws(Failure) -> [String]

    /// The entries whose keys begin with what was typed, or whose keys and titles have its words.
    ///
    /// - Shape: at most `limit`.
    func entries(
        named typed: String, limit: Int, at now: Instant, for caller: Caller
    ) throws(Failure) -> [NamedEntry]

    /// The numbers of the spaces that the caller reaches.
    func spaces(for caller: Caller) throws(Failure) -> [Int64]
}

/// An entry of memory that links to a task.
package struct LinkingEntry: Sendable, Equatable {
    package let space: Int64
    package let spaceName: String
    package let key: String
    /// A word for what the task is to the entry; nil where only its text names the task.
    package let link: String?
    /// The beginning of what it says.
    package let beginning: String
    /// It is a text that was written as Markdown.
    package let isMarkdown: Bool

    package init(
        space: Int64, spaceName: String, key: String, link: String?, beginning: String, isMarkdown: Bool
    ) {
        (self.space, self.spaceName, self.key) = (space, spaceName, key)
        (self.link, self.beginning, self.isMarkdown) = (link, beginning, isMarkdown)
    }
}

/// An entry of memory, or a conversation there, by its name.
package struct NamedEntry: Sendable, Equatable {
    package let space: Int64
    package let key: String
    /// As it is shown.
    package let name: String
    /// The beginning of the keys of all turns, where it is a conversation.
    package let conversation: String?

    package init(space: Int64, key: String, name: String, conversation: String?) {
        (self.space, self.key, self.name, self.conversation) = (space, key, name, conversation)
    }
}
