import Foundation
import Testing
import TestingElwosa

@Suite("elwosa user", .timeLimit(.minutes(15)))
struct UserCommandTests {
    private let state = FileManager.default.temporaryDirectory.path + "/elwosa-\(UUID().uuidString.prefix(8))"

    private func elwosa(_ arguments: String..., input: String = "") throws -> CommandResult {
        try Command.elwosa(arguments, environment: ["ELWOSA_STATE": state], input)
    }

    @Test("the command line refuses a word of the house in a password, as every page does")
    func houseWords() throws {
        defer { try? FileManager.default.removeItem(atPath: state) }
        let environment = ["ELWOSA_STATE": state, "ELWOSA_PASSWORD_WORDS": "musterstadt"]
        let setup = ["setup", "--name", "Ada", "--password-file", "-"]
        let refused = try Command.elwosa(setup, environment: environment, "wappen von Musterstadt")
        #expect(refused.status != 0 && refused.error.contains("may not contain musterstadt"))
        #expect(try Command.elwosa(setup, environment: environment, "seven green bottles").status == 0)
        let add = ["user", "add", "Ben", "--password-file", "-"]
        let second = try Command.elwosa(add, environment: environment, "wappen von Musterstadt")
        #expect(second.status != 0 && second.error.contains("may not contain musterstadt"))
    }

    @Test("adds, lists, disables, resets, gives roles and deletes, and keeps the last administrator")
    func life() throws {
        try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: state) }
        let password = "seven green bottles"
        _ = try elwosa("setup", "--name", "Ada", "--password-file", "-", input: password)
        #expect(try elwosa("user", "add", "Ben", "--password-file", "-", input: "short").status != 0)
        #expect(try elwosa("user", "add", "Ben", input: password + "\n").status == 0)
        #expect(try elwosa("user", "add", "ben", input: password + "\n").error.contains("is taken already"))
        #expect(try elwosa("user", "add", "Dot", "--agent", "--owner", "Ben").status == 0)
        #expect(try elwosa("user", "add", "--invite", "--days", "3").output.contains("/invitation?token="))
        #expect(try elwosa("user", "add", "Eve", "--invite").status == 64)
        #expect(try elwosa("user", "reset", "Ben").output.contains("/reset?token="))
        #expect(try elwosa("user", "reset", "Dot").error.contains("an agent has no password"))
        #expect(try elwosa("user", "role", "Ben", "viewer").output.contains("viewer"))
        #expect(try elwosa("user", "role", "Ben", "odd").error.contains("role: must be one of"))
        #expect(try elwosa("user", "disable", "Ada").error.contains("nobody else could sign in"))
        #expect(try elwosa("user", "disable", "Ben").status == 0)
        let list = try elwosa("user", "list", "--json").output.split(separator: "\n")
        #expect(list.count == 3 && list[1].contains(#""name":"Ben","kind":"person","role":"viewer""#))
        #expect(list[2].contains(#""owner":2"#) && !list[1].contains(#""disabledAt":null"#))
        #expect(try elwosa("user", "enable", "Ben").status == 0)
        #expect(try elwosa("user", "delete", "Ben").error.contains("heir"))
        #expect(try elwosa("user", "delete", "Ben", "--heir", "Ada").status == 0)
        #expect(try elwosa("user", "list").output.contains("belongs to Ada"))
        #expect(try elwosa("user", "disable", "Nobody").error.contains("no account called Nobody"))
        #expect(try elwosa("events", "verify").status == 0)
        #expect(try elwosa("events", "rebuild", "--check").status == 0)
    }
}
