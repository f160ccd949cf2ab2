import Testing

@testable import Domain

struct AccountTests {
    @Test("an administrator may do everything, others what their role names")
    func roles() {
        #expect(Role.administrator.permissions == Set(Permission.allCases))
        #expect(Role.member.permissions == [.tasksRead, .tasksWrite, .memoryRead, .memoryWrite])
        #expect(Role.agent.permissions == Role.member.permissions)
        #expect(Role.viewer.permissions == [.tasksRead, .memoryRead])
    }

    @Test("a caller may what the role may, and events name whoever acted")
    func caller() {
        let cleo = Caller(
            accountId: 3, name: "Cleo", role: .viewer, means: .session(id: 3, provedAt: Instant(seconds: 0)))
        #expect(cleo.may(.tasksRead) && !cleo.may(.tasksWrite) && !cleo.may(.usersManage))
        #expect(cleo.actor.text == "account:3" && Caller.commandLine.actor.text == "program:elwosa")
        #expect(Permission.allCases.allSatisfy(Caller.commandLine.may))
    }

    @Test("a name has 1 to 64 characters, of which none is made of so many parts that it could not be stored")
    func name() throws {
        let longest = String(repeating: "ä", count: 64)
        #expect(try AccountRules.name(" \(longest) ") == longest)
        for long in [longest + "x", String(repeating: "a\u{308}", count: 33), "👩‍👩‍👧‍👦" + String(repeating: "x", count: 60)] {
            #expect(throws: Failure(.tooLong(64), field: "name")) { try AccountRules.name(long) }
        }
        #expect(throws: Failure(.required, field: "name")) { try AccountRules.name(" ") }
        #expect(throws: Failure(.controlCharacter, field: "name")) { try AccountRules.name("A\nda") }
    }
}
