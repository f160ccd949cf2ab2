import Domain

/// What stands around memory: the projects and tasks that a caller sees, and the agents that belong to a person.
package protocol MemorySurroundings: Sendable {
    /// The projects that the caller owns, by name.
    func ownProjects(for caller: Caller) throws(Failure) -> [(id: Int64, name: String)]

    /// The names of the agents that belong to the caller.
    func ownAgents(of caller: Caller) throws(Failure) -> [String]

    /// The names of the accounts that a space can be opened to, by name.
    func people(for caller: Caller) throws(Failure) -> [String]

    /// The titles of tasks, as far as the caller sees them.
    func titles(ofTasks ids: [Int64], for caller: Caller) throws(Failure) -> [Int64: String]
}
