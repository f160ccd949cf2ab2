import AuthDomain
import AuthTexts
import Domain
import MemoryDomain
import MemoryTexts
import TaskDomain
import TaskTexts
import Texts
import Tokens

/// Every sentence that a catalogue makes, with `§` for each name, query or time in it.
enum EverySentence {
    /// Those of each catalogue, by its list of texts.
    static func all(_ texts: Texts) throws -> [String: [String]] {
        [
            "CommonText": of(texts.common), "TaskText": try of(texts.tasks), "AuthText": of(texts.auth),
            "MemoryText": of(texts.memory),
        ]
    }

    private static func of(_ words: any CommonCatalogue) -> [String] {
        let day = CivilDate(text: "2026-11-25")!
        return RuleTextsTests.rules.map { words.sentence($0.marked) } + Failure.Kind.allCases.map(words.advice)
            + ProjectRole.allCases.map(words.role) + SpaceRole.allCases.map(words.role)
            + [1, 2].flatMap { [words.minutesAgo($0), words.hoursAgo($0), words.daysAgo($0)] }
            + [true, false].flatMap { withYear in
                [
                    words.longDate(day, withYear: withYear), words.shortDate(day, withYear: withYear),
                    words.weekdayAndDate(day, withYear: withYear),
                ]
            }
            + [words.weekday(day), words.shortWeekday(day), words.clockOf("§"), words.tokenMadeBy("§")]
    }

    private static func of(_ words: any TaskCatalogue) throws -> [String] {
        let counted = [0, 1, 2].flatMap { count in
            [
                words.blockedBy(count), words.isBlocked(by: count), words.goneIn(days: count), words.taskCount(count),
                words.labelDeleteConsequence(count), words.stillToDo(count), words.hours(count), words.minutes(count),
                words.deleteConsequence(steps: count, subtasks: 2), words.trashLead(days: count),
                words.stepsDone(Progress(done: count, total: 2)), words.doneSummary(done: count, live: 2),
                words.openSummary(from: count, to: 2, days: 13), words.importLimit(megabytes: count),
                words.importStopped(line: 2, column: count, since: count), words.doneOn("§", count),
            ]
        }
        let named = [
            words.greeting, words.moreIn, words.choose, words.blockedQuestion, words.deleteQuestion, words.changeField,
            words.inboxOf, words.since, words.dueOn, words.membersOf, words.archivedSince, words.importOf,
            words.withoutFilter,
        ].map { $0("§") }
        let explained = [words.queryJoining, words.queryFields, words.queryTimes].flatMap { $0.map(\.meaning) }
        let others = [
            words.showAll("2", "§"), words.seenByYou(and: []), words.seenByYou(and: ["§"]), words.agent("§", of: "§"),
            words.notRestored(["§", "§"]), words.deletedBy("§", "§"), words.importTaken(ImportCount()),
            words.didYouMean(["§"]),
        ]
        return try counted + named + others + explained + words.queryExamples.map(\.meaning)
            + TaskEventKind.allCases.flatMap { kind in
                let (before, after) = words.activity(kind)
                return [before, after, words.deed(kind), words.done(kind, "§"), words.done(kind, tasks: 2)]
            }
            + TaskPermission.allCases.map(words.permission) + LabelColour.allCases.map(words.colour)
            + ImportSkip.Reason.allCases.map(words.importSkipped)
            + QueryTextsTests.broken.map { words.sentence(try QueryTextsTests.error($0).rule.marked) }
    }

    private static func of(_ words: any AuthCatalogue) -> [String] {
        let counted = [0, 1, 2].flatMap { count in
            [
                words.codesLeft(count), words.accountCount(count), words.tooManyTries(seconds: Int64(count)),
                words.tooManyTries(minutes: Int64(count)),
                words.deleteAccountConsequence(agents: count, projects: 2, inbox: count > 0),
                words.erased(events: count, rows: 2, since: count > 0 ? "§" : nil),
            ]
        }
        let named = [
            words.asHouse, words.goodUntil, words.lastUsed, words.tokensOfAgent, words.validUntil, words.resetFor,
            words.deleteAccountQuestion, words.erasureLead,
        ].map { $0("§") }
        let others = [
            words.device("§", on: "§"), words.signedIn("§"), words.lastSeen("§"),
            words.region("Pacific")!,
        ]
        return counted + named + others + AccountPermission.allCases.map(words.permission)
            + AccountEventKind.allCases.flatMap { [words.activity($0).before, words.activity($0).after] }
            + [.person, .agent].map(words.kind) + Role.builtIn.map { words.builtInRole($0.name)! }
    }

    private static func of(_ words: any MemoryCatalogue) -> [String] {
        let counted = [0, 1, 2].flatMap { count in
            [
                words.entryCount(count), words.keptFor(days: count), words.days(count),
                words.deleteEntriesQuestion(count), words.versionName(Int64(count)), words.lineName(count),
                words.spaceImportHint(megabytes: 8, lines: count), words.spaceImported(count), words.questionCut(count),
                words.tokens(count), words.contextMore(count), words.contextSize(count, tokens: count, of: count),
            ]
        }
        let named = [
            words.ownedBy, words.deleteSpaceQuestion, words.deleteEntryQuestion, words.historyOf, words.trueFrom,
            words.trueUntil, words.trueThrough, words.expiresAt, words.spaceExportAs, words.withoutWord,
            words.foundScore,
        ].map { $0("§") }
        let others = [(nil, "§"), ("§", nil), ("§", "§"), (nil, nil)].map { words.shownFor(validAt: $0, knownAt: $1) }
        return counted + named + others + finding(words) + MemoryPermission.allCases.map(words.permission)
            + LeftOut.Reason.allCases.map { words.leftOut($0, 2) } + EntryKind.allCases.map(words.kind)
            + MemorySpace.Kind.allCases.map(words.choice)
            + MemorySpace.Kind.allCases.map(words.spaces) + EntryDeed.allCases.map { words.deed($0, restored: 2) }
            + [words.deed(.restored, restored: nil), words.undone("§")]
            + MemoryEventKind.allCases.map { words.done($0, "§") } + [1, 2].map { words.done(entries: $0) }
            + MemoryEventKind.allCases.flatMap { [words.activity($0).before, words.activity($0).after] }
    }

    private static func finding(_ words: any MemoryCatalogue) -> [String] {
        [words.foundWords, words.foundBeside, words.foundRelated].map { $0(["§"]) }
            + words.questionExamples.map(\.meaning) + EntryQuestion.Sorting.allCases.map(words.order)
            + TokenVocabulary.allCases.map(words.vocabulary) + PackedContext.Emptiness.allCases.map(words.emptiness)
            + PackedContext.Reason.allCases.map(words.reason)
            + PackedContext.Cause.allCases.flatMap { [words.left($0, double: nil), words.left($0, double: "§")] }
    }
}

extension Rule {
    fileprivate var marked: Rule {
        switch self {
        case .oneOf: .oneOf(["§"])
        case .containsWord: .containsWord("§")
        case .nobody: .nobody("§")
        case .noMember(_, let project): .noMember("§", of: project)
        default: self
        }
    }
}

extension QueryRule {
    fileprivate var marked: QueryRule {
        if case .unknownValue = self { .unknownValue(["§"]) } else { self }
    }
}
