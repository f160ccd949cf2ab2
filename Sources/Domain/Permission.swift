/// A permission that a route may ask of its caller. A role is a set of these.
///
/// An area declares its own as the cases of an enumeration, and has words for each of them.
package enum Permission: Hashable, Sendable {
    case tasks(TaskPermission)
    case memory(MemoryPermission)
    case auth(AccountPermission)
}

extension Permission: RawRepresentable {
    /// As scopes, roles and addresses name it.
    package var rawValue: String {
        switch self {
        case .tasks(let permission): permission.rawValue
        case .memory(let permission): permission.rawValue
        case .auth(let permission): permission.rawValue
        }
    }

    /// - Shape: nil for one that this program does not know.
    package init?(rawValue: String) {
        guard let permission = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
        self = permission
    }
}

extension Permission: CaseIterable {
    /// Those of every area, and last those of looking after the house: the order that scopes, roles and forms have.
    package static let allCases = (AreaName.allCases.filter { $0 != .auth } + [.auth]).flatMap(\.permissions)
}

extension AreaName {
    fileprivate var permissions: [Permission] {
        switch self {
        case .auth: AccountPermission.allCases.map(Permission.auth)
        case .tasks: TaskPermission.allCases.map(Permission.tasks)
        case .memory: MemoryPermission.allCases.map(Permission.memory)
        // What may be heard is what may be read elsewhere.
        case .live: []
        }
    }
}

extension Set<Permission> {
    /// As RFC 6749, section 3.3, writes a scope: names separated by spaces, in a fixed order.
    package var scope: String { Permission.allCases.filter(contains).map(\.rawValue).joined(separator: " ") }

    /// Reads what `scope` wrote; a name this program does not know counts for nothing.
    package init(scope: String) {
        self.init(scope.split(separator: " ").compactMap { Permission(rawValue: String($0)) })
    }
}

/// A named set of permissions: one of the built-in ones, or one that people defined.
///
/// - Source: column `account.role`; table `role` for those that people defined, migration 0002.
package struct Role: Sendable, Equatable {
    package let name: String
    package let permissions: Set<Permission>

    package init(name: String, permissions: Set<Permission>) {
        self.name = name
        self.permissions = permissions
    }

    /// The permissions of whoever has this role; an agent never has more than the person it belongs to.
    ///
    /// - Shape: `owner` is that person's role, nil for people.
    package func permissions(ownedBy owner: Role?) -> Set<Permission> {
        owner.map { permissions.intersection($0.permissions) } ?? permissions
    }

    package static let administrator = Role(name: "administrator", permissions: Set(Permission.allCases))
    package static let member = Role(
        name: "member", permissions: [.tasksRead, .tasksWrite, .memoryRead, .memoryWrite])
    package static let viewer = Role(name: "viewer", permissions: [.tasksRead, .memoryRead])
    package static let agent = Role(name: "agent", permissions: member.permissions)

    /// These cannot be changed or removed.
    package static let builtIn = [administrator, member, viewer, agent]

    package static func builtIn(_ name: String) -> Role? { builtIn.first { $0.name == name } }

    package var isBuiltIn: Bool { Self.builtIn(name) != nil }
}
