import Testing
import TestingElwosa

@testable import AuthDomain
@testable import Domain

struct CommonPasswordsTests {
    @Test(
        "common passwords are refused, long and short, in upper and lower case",
        arguments: [
            "password", "PassWord1", "sunshine", "iloveyou", "12345678", "qwertyuiop", "elephant",
            "123456789987654321", "1qaz2wsx3edc4rfv", "qwertyuiopasdfghjkl", "QwertzuiopAsdfghjkl",
            "1234567890123456", "abcdefghijklmnopqrstuvwxyz", "telecommunications", "0987654321098765",
            "butterflykisses", "HardcoreNeverDie", "databasepassword", "dankefuernichts", "das ist ein test",
        ])
    func listed(password: String) {
        #expect(CommonPasswords.contains(password))
        #expect(throws: Failure(.common, field: "password")) {
            try PasswordRules().newPassword(password, name: "Ada", hasFactor: true)
        }
    }

    @Test(
        "a short text over and over is as common as the text",
        arguments: ["aaaaaaaaaaaaaaa", "abcabcabcabcabc", "monkeymonkeymonkey", "passwordpassword", "ääääääääääääääää"])
    func repeated(password: String) {
        #expect(CommonPasswords.contains(password))
    }

    @Test(
        "sentences and random texts are not",
        arguments: [
            "seven green bottles", "correct horse battery", "four blue teapots", "kX9#vLq2$wRz", "",
            "monkeymonkeymonke", "the hedgehog the hedgehog",
        ])
    func free(password: String) {
        #expect(!CommonPasswords.contains(password))
    }

    @Test("of the permitted lengths there are more than the 3,000 that OWASP ASVS 6.2.4 asks for")
    func enough() {
        #expect(CommonPasswords.longCount > 3_000 && CommonPasswords.count > CommonPasswords.longCount)
        // The count is what was built: a filter of so many words has no fewer slots than words.
        #expect(CommonPasswords.table.utf8CodeUnitCount / 2 > CommonPasswords.count)
    }

    @Test("of 100,000 random texts one in 4,096 is taken for a common one, give or take chance")
    func falsePositives() {
        var random = SeededRandom(seed: 7)
        let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789 ")
        let taken = (0..<100_000).count { _ in
            CommonPasswords.contains(String((0..<16).map { _ in letters.randomElement(using: &random)! }))
        }
        // 24.4 are expected; the bounds lie four standard deviations away.
        #expect((5...44).contains(taken), "\(taken)")
    }
}
