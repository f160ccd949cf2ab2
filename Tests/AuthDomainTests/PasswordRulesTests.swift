import Testing

@testable import AuthDomain
@testable import Domain

struct PasswordRulesTests {
    @Test("a new password has at least 15 characters and at most 1,024 bytes, and stays as it was typed")
    func password() throws {
        for good in [
            "12345678901234x", " 2345678901234 ", "x" + String(repeating: "ä", count: 511),
            "x" + String(repeating: "🌱", count: 14),
        ] {
            #expect(try PasswordRules().newPassword(good, name: "Ada") == good)
        }
        #expect(throws: Failure(.tooShort(15), field: "password")) {
            try PasswordRules().newPassword("12345678901234", name: "Ada")
        }
        #expect(throws: Failure(.tooManyBytes(1_024), field: "password")) {
            try PasswordRules().newPassword(String(repeating: "a", count: 1_025), name: "Ada")
        }
    }

    @Test("beside a second factor a new password needs 8 characters")
    func passwordWithFactor() throws {
        #expect(try PasswordRules().newPassword("1234567x", name: "Ada", hasFactor: true) == "1234567x")
        #expect(throws: Failure(.tooShort(8), field: "password")) {
            try PasswordRules().newPassword("1234567", name: "Ada", hasFactor: true)
        }
    }

    @Test(
        "a new password does not hold the name, however that is spelled",
        arguments: ["Lovelace", "loveLACE", " Lovelace "])
    func passwordWithName(name: String) {
        #expect(throws: Failure(.containsName, field: "password")) {
            try PasswordRules().newPassword("engineLOVELACEengine", name: name)
        }
        // Three letters are in many words.
        #expect(throws: Never.self) { try PasswordRules().newPassword("roadability everywhere", name: "Ada") }
    }

    @Test(
        "a new password does not hold a word of the house, however that is spelled",
        arguments: ["seven ELWOSA bottles", "Musterstadt-2026-Marktplatz", "elwosaelwosaelwosa"])
    func passwordWithWord(password: String) {
        let rules = PasswordRules(words: ["musterStadt"])
        let word = password.lowercased().contains("elwosa") ? "elwosa" : "musterstadt"
        #expect(throws: Failure(.containsWord(word), field: "password")) {
            try rules.newPassword(password, name: "Ada", hasFactor: true)
        }
    }

    @Test("a word of one house is none in another")
    func otherHouse() throws {
        #expect(throws: Never.self) { try PasswordRules().newPassword("musterstadt marktplatz", name: "Ada") }
    }
}
