/// What a route may ask of its caller. A role is a set of these.
public enum Permission: String, CaseIterable, Sendable {
    case tasksRead = "tasks:read"
    case tasksWrite = "tasks:write"
    case usersManage = "users:manage"
    case auditRead = "audit:read"
}

/// A named set of permissions.
///
/// - Source: column `account.role`; roles people define themselves come with the roles of the auth area.
public enum Role: String, CaseIterable, Sendable {
    case administrator, member, viewer, agent

    public var permissions: Set<Permission> {
        switch self {
        case .administrator: Set(Permission.allCases)
        case .member, .agent: [.tasksRead, .tasksWrite]
        case .viewer: [.tasksRead]
        }
    }
}
