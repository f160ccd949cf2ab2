import AuthTexts
import Domain
import HouseTexts
import TaskDomain
import TaskTexts
import Testing
import Texts

struct RuleTextsTests {
    static let rules: [Rule] = [
        .required, .tooLong(521), .tooShort(17), .tooManyBytes(65_537), .tooMany(503), .controlCharacter, .unseen,
        .nameCharacters, .reservedName,
        .oneOf(["open", "done"]), .unknownField, .doubled, .type("a string"), .range(1, 200), .containsName,
        .containsWord("acme"), .common,
        .taken, .lastAdministrator, .inUse, .beyondYours, .builtIn, .plainName, .agentHasNone, .notAPerson,
        .wrongPassword, .wrongCode, .time, .tokensOfPerson, .agentOfAnother, .labelElsewhere, .agentSeesMore, .noComma,
        .unknown, .nobody("Zoe"), .noMember("Zoe", of: 7), .year(1_900, 9_999), .cycle,
        .tooDeep(23),
        .otherProject,
        .itself, .hasTasks, .onManyTasks(5003), .notBeside("key"), .tooManyChanges(2003), .tooMuchAtOnce,
        .tooManyMentions(53),
        .tooManyNewLabels(103), .houseIsFull(5007), .lastOwner, .changed, .tooLate, .blocked, .timeZone,
        .inboxOfAnother, .seesNot,
        .projectRole(.viewer, needs: .editor), .keyCharacters, .linkTarget, .notAfter("validFrom"),
        .spaceEntries(1_009), .spaceBytes(65_539), .spaceRole(.reader, needs: .writer), .notAnAgent, .notShared,
        .countMatching(77), .notAText, .deletedThere, .liesAhead, .nextVersion(79), .differsThere,
    ]

    @Test("every rule is a sentence in both languages, with its limits", arguments: rules)
    func sentences(rule: Rule) {
        let german = Texts(.german).sentence(rule)
        let english = Texts(.english).sentence(rule)
        #expect(german != english && german.hasSuffix(".") && english.hasSuffix("."))
        for limit in Self.limits(rule) { #expect(german.contains(limit) && english.contains(limit)) }
    }

    private static func limits(_ rule: Rule) -> [String] {
        switch rule {
        case .tooLong(let limit), .tooShort(let limit), .tooManyBytes(let limit), .tooMany(let limit),
            .tooDeep(let limit), .onManyTasks(let limit), .tooManyChanges(let limit), .tooManyMentions(let limit),
            .tooManyNewLabels(let limit), .houseIsFull(let limit), .spaceEntries(let limit), .spaceBytes(let limit),
            .countMatching(let limit), .nextVersion(let limit):
            ["\(limit)"]
        case .range(let low, let high), .year(let low, let high): ["\(low)", "\(high)"]
        case .nobody(let name), .noMember(let name, _): [name]
        case .oneOf(let values): values
        case .containsWord(let word): [word]
        default: []
        }
    }

    @Test("no two rules, failures or events read the same", arguments: Language.allCases)
    func distinct(language: Language) {
        let texts = Texts(language)
        #expect(Set(Self.rules.map(texts.sentence)).count == Self.rules.count)
        #expect(Set(Failure.Kind.allCases.map { texts[$0] }).count == Failure.Kind.allCases.count)
        let auth = EventKind.all.filter { $0.area == AccountEventKind.area.rawValue }.map { kind in
            texts.activity(kind).map { $0.before + "|" + $0.after }
        }
        #expect(Set(auth).count == auth.count)
    }

    /// Words that are the same in both languages, each on purpose.
    private static let same: Set<String> = [
        "board", "live", "name", "statusLabel", "priorityNormal", "suggestedTerm", "suggestedPerson",
        "export",
    ]

    @Test("German and English differ, but for the few words they share")
    func shared() {
        let found = EveryText.all.filter { $0.words(Texts(.german)) == $0.words(Texts(.english)) }
        #expect(Set(found.map(\.name)) == Self.same)
    }

    @Test("numbers and names come back in every sentence that carries them", arguments: Language.allCases)
    func carried(language: Language) {
        let texts = Texts(language)
        #expect(texts.greeting("Ada").contains("Ada") && texts.quoted("x").count == 3)
        #expect(texts.doneSummary(done: 31, live: 42).matches(of: /31|42/).count == 2)
        #expect(texts.stepsDone(Progress(done: 3, total: 5)).matches(of: /[35]/).count == 2)
        #expect(texts.completeLabel("Plants", .urgent).contains("Plants"))
        #expect(texts.reopenLabel("Plants").contains("Plants") && texts.deleteQuestion("Plants").contains("Plants"))
        let lost = texts.deleteConsequence(steps: 12, subtasks: 1)
        #expect(lost.contains("12 ") && lost.contains("1 ") && lost.contains("30"))
        #expect(!texts.deleteConsequence(steps: 0, subtasks: 0).contains("0 S"))
        #expect(texts.showAll("124", "Offen").contains("124"))
    }
}
