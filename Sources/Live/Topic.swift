import Domain

/// A subject to listen to. An area adds its own here: a case, how it is spelled, and which events belong to it.
public enum Topic: Hashable, Sendable {
    /// Everything that happens to tasks, labels and projects in the listener's sight.
    case tasks
    case task(Int64)
    case project(Int64)
    /// Everything that happens, as `/audit` shows it.
    case audit

    /// - Shape: nil for anything that is not spelled exactly as `text` spells it.
    public init?(text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        switch (parts.first, parts.count) {
        case ("tasks", 1): self = .tasks
        case ("audit", 1): self = .audit
        case ("tasks", 2):
            guard let id = Self.id(parts[1]) else { return nil }
            self = .task(id)
        case ("projects", 2):
            guard let id = Self.id(parts[1]) else { return nil }
            self = .project(id)
        default: return nil
        }
    }

    private static func id(_ text: Substring) -> Int64? {
        guard let id = Int64(text), id > 0, String(id) == text else { return nil }
        return id
    }

    public var text: String {
        switch self {
        case .tasks: "tasks"
        case .task(let id): "tasks/\(id)"
        case .project(let id): "projects/\(id)"
        case .audit: "audit"
        }
    }

    var permission: Permission {
        switch self {
        case .tasks, .task, .project: .tasksRead
        case .audit: .auditRead
        }
    }
}

extension LiveEvent {
    /// The topics it is told under.
    var topics: [Topic] {
        switch kind {
        case _ where kind.isOfTask:
            let projects = Set([project, formerAudience?.place?.project]).compactMap { $0 }.map(Topic.project)
            return [.audit, .tasks] + (subject.map { [.task($0)] } ?? []) + projects
        case .projectCreated, .projectChanged, .projectDeleted, .memberSet, .memberRemoved:
            return [.audit, .tasks] + (project.map { [.project($0)] } ?? [])
        case .labelCreated, .labelChanged, .labelDeleted, .labelRestored: return [.audit, .tasks]
        default: return [.audit]
        }
    }
}

extension EventKind {
    /// The effect on rights: true where somebody may see more or less afterwards, or is no longer signed in.
    var concernsRights: Bool {
        switch self {
        case .accountChanged, .accountDisabled, .accountEnabled, .accountDeleted, .passwordChanged, .factorAdded,
            .factorRemoved, .sessionEnded, .sessionReplayed, .tokenRevoked, .roleSaved, .roleRemoved, .projectCreated,
            .projectDeleted, .memberSet, .memberRemoved, .resetMade:
            true
        default: false
        }
    }
}
