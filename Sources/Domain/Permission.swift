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
        case .administrator: Self.all
        case .member, .agent: Self.working
        case .viewer: Self.looking
        }
    }

    // Made once: every request asks for them.
    private static let all = Set(Permission.allCases)
    private static let working: Set<Permission> = [.tasksRead, .tasksWrite]
    private static let looking: Set<Permission> = [.tasksRead]
}
