import Domain

/// The surroundings of memory: the projects and tasks that a caller sees, and the agents that belong to a person.
package protocol MemorySurroundings: Sendable {
    /// The projects that the caller owns, by name.
    func ownProjects(for caller: Caller) throws(Failure) -> [(id: Int64, name: String)]

    /// The names of the agents that belong to the caller.
    func ownAgents(of caller: Caller) throws(Failure) -> [String]

    /// The names of the accounts that a space can be opened to, by name.
    func people(for caller: Caller) throws(Failure) -> [String]

    /// The titles of tasks, as far as the caller sees them.
    func titles(ofTasks ids: [Int64], for caller: Caller) throws(Failure) -> [Int64: String]

    /// The tasks that have the address of an entry in their texts, the newest first, as far as the caller sees them.
    ///
    /// - Shape: the first `limit`.
    func tasks(citing entry: LinkTarget, limit: Int, for caller: Caller) throws(Failure) -> [CitingTask]
}

/// A task that cites an entry.
package struct CitingTask: Sendable, Equatable {
    package let id: Int64
    package let title: String
    /// `open`, `done` and so on.
    package let status: String
    package let isLive: Bool

    package init(id: Int64, title: String, status: String, isLive: Bool) {
        (self.id, self.title, self.status, self.isLive) = (id, title, status, isLive)
    }
}
