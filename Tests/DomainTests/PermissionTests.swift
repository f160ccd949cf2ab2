import Domain
import Testing

@Suite("Permissions")
struct PermissionTests {
    @Test("each is found by its name, and belongs to one area")
    func names() {
        #expect(Set(Permission.allCases.map(\.rawValue)).count == Permission.allCases.count)
        for permission in Permission.allCases { #expect(Permission(rawValue: permission.rawValue) == permission) }
        #expect(Permission(rawValue: "tasks:erase") == nil)
    }

    @Test("a scope names those of looking after the house last, and is read as it is written")
    func scope() {
        let few: Set<Permission> = [.auditRead, .tasksWrite, .usersManage, .tasksRead]
        #expect(few.scope == "tasks:read tasks:write users:manage audit:read")
        #expect(Set(scope: few.scope + " tasks:erase") == few)
    }
}
