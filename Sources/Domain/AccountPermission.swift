/// The permissions of accounts, roles and the log.
package enum AccountPermission: String, CaseIterable, Sendable {
    case usersManage = "users:manage"
    case auditRead = "audit:read"
}

extension Permission {
    package static let usersManage = auth(.usersManage)
    package static let auditRead = auth(.auditRead)
}
