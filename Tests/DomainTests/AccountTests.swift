import Testing

@testable import Domain

struct AccountTests {
    private let sentence = "seven green bottles"

    @Test("an administrator may do everything, others what their role names")
    func roles() {
        #expect(Role.administrator.permissions == Set(Permission.allCases))
        #expect(Role.member.permissions == [.tasksRead, .tasksWrite])
        #expect(Role.agent.permissions == [.tasksRead, .tasksWrite])
        #expect(Role.viewer.permissions == [.tasksRead])
    }

    @Test("a caller may what the role may, and events name whoever acted")
    func caller() {
        let cleo = Caller(
            accountId: 3, name: "Cleo", role: .viewer, means: .session(id: 3, provedAt: Instant(seconds: 0)))
        #expect(cleo.may(.tasksRead) && !cleo.may(.tasksWrite) && !cleo.may(.usersManage))
        #expect(cleo.actor == "account:3" && Caller.commandLine.actor == "program:elwosa")
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

    @Test("a new password has at least 15 characters and at most 1,024 bytes, and stays as it was typed")
    func password() throws {
        for good in [
            "12345678901234x", " 2345678901234 ", "x" + String(repeating: "ä", count: 511),
            "x" + String(repeating: "🌱", count: 14),
        ] {
            #expect(try AccountRules.newPassword(good, name: "Ada") == good)
        }
        #expect(throws: Failure(.tooShort(15), field: "password")) {
            try AccountRules.newPassword("12345678901234", name: "Ada")
        }
        #expect(throws: Failure(.tooManyBytes(1_024), field: "password")) {
            try AccountRules.newPassword(String(repeating: "a", count: 1_025), name: "Ada")
        }
    }

    @Test("beside a second factor a new password needs 8 characters")
    func passwordWithFactor() throws {
        #expect(try AccountRules.newPassword("1234567x", name: "Ada", hasFactor: true) == "1234567x")
        #expect(throws: Failure(.tooShort(8), field: "password")) {
            try AccountRules.newPassword("1234567", name: "Ada", hasFactor: true)
        }
    }

    @Test(
        "a new password does not hold the name, however that is spelled",
        arguments: ["Lovelace", "loveLACE", " Lovelace "])
    func passwordWithName(name: String) {
        #expect(throws: Failure(.containsName, field: "password")) {
            try AccountRules.newPassword("engineLOVELACEengine", name: name)
        }
        // Three letters are in many words.
        #expect(throws: Never.self) { try AccountRules.newPassword("roadability everywhere", name: "Ada") }
    }
}
