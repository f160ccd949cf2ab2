import Domain
import Input
import JSON
import TaskDomain
import Web

extension TasksArea {
    static let suggestionRoutes: [AreaRoute<TasksArea>] = [
        AreaRoute(.get, "/tasks/suggestions", needs: .tasksRead, handle: suggest)
    ]

    /// The field that is typed into.
    private enum SuggestionField: String, CaseIterable {
        /// A query.
        case query
        /// The palette, which leads to everything with a name.
        case palette
        case labels, people
    }

    /// The suggestions for `q` as far as it has been typed, in the field that `in` names, for scripts of the pages.
    ///
    /// - Shape: people are those in the project `projectId` where it is given.
    func suggest(_ exchange: Exchange) throws(Failure) -> Response {
        let (typed, field, project) = try exchange.query { fields throws(Failure) in
            let typed = try fields.text("q") ?? ""
            guard typed.utf8.count <= TaskFilter.byteLimit else {
                throw Failure(.tooManyBytes(TaskFilter.byteLimit), field: "q")
            }
            return (
                typed, try fields.choice("in", SuggestionField.self) ?? .query, try fields.integer("projectId")
            )
        }
        let suggestions = try Suggestions(self, exchange, typed)
        let found =
            switch field {
            case .query: try suggestions.query()
            case .palette: try suggestions.places()
            case .labels: try suggestions.labels()
            case .people: try suggestions.people(in: project)
            }
        return exchange.json(.ok, ListJSON("suggestions", found))
    }
}
