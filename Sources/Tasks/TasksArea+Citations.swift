import Domain
import HTML
import JSON
import TaskDomain
import TaskFormats
import Web

extension TasksArea {
    static let citationRoutes: [AreaRoute<TasksArea>] = [
        AreaRoute(.get, "/tasks/{id}/citations", needs: .tasksRead, handle: listCitations)
    ]

    /// Entries that are named, at most.
    private static let citationLimit = 50

    /// The entries of memory that a task cites, and those that link to it; a browser finds them on the task's page.
    func listCitations(_ exchange: Exchange) throws(Failure) -> Response {
        let id = try exchange.id("id")
        let cites = try surroundings.citations(of: id, for: exchange.caller)
        guard !exchange.wantsPage else { return exchange.seeOther(.to("tasks", id, fragment: TaskMemory.id)) }
        return exchange.json(.ok, TaskCitationsJSON(cites: cites, citedBy: try linking(to: id, exchange)))
    }

    func linking(to id: TaskItem.ID, _ exchange: Exchange) throws(Failure) -> [LinkingEntry] {
        try surroundings.entries(
            linkingTo: id, limit: Self.citationLimit, at: exchange.now, for: exchange.caller)
    }
}

extension [Int64] {
    /// Each number once, where it stands first.
    var onceEach: [Int64] {
        var seen: Set<Int64> = []
        return filter { seen.insert($0).inserted }
    }
}
