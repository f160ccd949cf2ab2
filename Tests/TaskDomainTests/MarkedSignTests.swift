import AuthDomain
import Domain
import TaskDomain
import Testing

/// ASCII signs and words that rules look for, with a mark on them: as characters they are others, as scalars they stay.
@Suite("A mark on what a rule looks for")
struct MarkedSignTests {
    private static let marks = ["\u{301}", "\u{20dd}", "\u{fe0f}", "\u{200d}"]

    @Test("hides no colon in a name, and no mark behind its space", arguments: marks)
    func names(mark: String) {
        for text in ["account:\(mark)7", "a \(mark)b", "a:\(mark)"] {
            let failure = #expect(throws: Failure.self) { try AccountRules.name(text) }
            #expect(failure?.rule == .nameCharacters, "\(text.debugDescription)")
        }
    }

    @Test("hides no comma in a label's name", arguments: marks)
    func labels(mark: String) {
        let failure = #expect(throws: Failure.self) { try LabelRules.name("a,\(mark)b") }
        #expect(failure?.rule == .noComma)
    }

    @Test("hides neither the house's words nor the person's name in a password", arguments: marks)
    func passwords(mark: String) {
        let rules = PasswordRules(words: ["garden"])
        for text in ["tulips garden\(mark) tulips", "seven ELWOSA\(mark) houses", "the key of grace\(mark) is here"] {
            #expect(throws: Failure.self) { try rules.newPassword(text, name: "Grace") }
        }
        #expect(throws: Never.self) { try rules.newPassword("seven green houses \(mark)", name: "Grace") }
    }
}
