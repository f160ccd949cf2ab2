import HTML
import TaskDomain
import Web

/// The way to the form for a new task, from a page that is about a project.
enum NewTaskLink {
    /// - Shape: without the project where there is none, or no task may be made in it.
    static func to(_ project: ProjectSummary?) -> Link {
        guard let project, project.takesTasks else { return FrameMenu.newTask }
        return FrameMenu.newTask.with("projectId", String(project.id))
    }

    /// From the tasks that a query asks for: those of one project are made in it.
    static func from(_ filter: TaskFilter, among projects: [ProjectSummary]) -> Link {
        let named = filter.conjuncts.compactMap(\.place).first
        return to(named.flatMap { $0.projects(among: projects).first(where: \.takesTasks) })
    }
}

extension TaskCondition {
    /// The one project that it asks for.
    fileprivate var place: TaskPlace? {
        guard case .term(.project(let picks)) = self, picks.count == 1, case .value(let place)? = picks.first else {
            return nil
        }
        return place
    }
}

extension TaskPlace {
    fileprivate func projects(among all: [ProjectSummary]) -> [ProjectSummary] {
        switch self {
        case .name(let name): NameSearch.meant(by: name, among: all, \.project.name)
        case .id(let id): all.filter { $0.id == id }
        }
    }
}
