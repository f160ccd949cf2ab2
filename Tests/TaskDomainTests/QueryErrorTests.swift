import Domain
import TaskDomain
import Testing

struct QueryErrorTests {
    private static func error(_ text: String) throws -> QueryError {
        try #require(throws: QueryError.self) { _ = try TaskFilter(parsing: text) }
    }

    @Test(
        "an error points at the word",
        arguments: [
            ("is:open asignee:me", QueryRule.unknownField, "asignee", 8..<15),
            ("mülleimer 🎄🎄 lable:x", .unknownField, "lable", 13..<18),
            ("label:", .missingValue, "label:", 0..<6), ("a label:b,", .missingValue, "label:b,", 2..<10),
            ("label:\"\"", .missingValue, "label:\"\"", 0..<8), ("\"\"", .missingValue, "\"\"", 0..<2),
            ("label<b", .notOrdered, "label<b", 0..<7), ("sort<due", .notOrdered, "sort<due", 0..<8),
            ("due<today,7d", .listCompared, "7d", 10..<12), ("due<none", .time, "none", 4..<8),
            ("due:2026-02-30", .time, "2026-02-30", 4..<14), ("due:10000d", .time, "10000d", 4..<10),
            ("due:-9223372036854775808d", .time, "-9223372036854775808d", 4..<25), ("id:0", .number, "0", 3..<4),
            ("id:-7", .number, "-7", 3..<5), ("id:9223372036854775808", .number, "9223372036854775808", 3..<22),
            ("project:#x", .number, "#x", 8..<10), ("estimate:2d", .duration, "2d", 9..<11),
            ("estimate:h", .duration, "h", 9..<10), ("estimate:1hm", .duration, "1hm", 9..<12),
            ("estimate:1000000", .duration, "1000000", 9..<16), ("estimate:99999h", .duration, "99999h", 9..<15),
            ("is:open \"b c", .unclosedQuote, "\"b c", 8..<12), ("label:\"b", .unclosedQuote, "\"b", 6..<8),
            ("is:open (b", .unclosedGroup, "(", 8..<9), ("is:open) c", .unopenedGroup, ")", 7..<8),
            ("is:open ()", .emptyGroup, "()", 8..<10), ("[]", .nothingSearched, "[]", 0..<2),
            ("-(sort:due)", .sortInside, "sort:due", 2..<10),
            ("-sort:due", .sortInside, "sort:due", 1..<9), ("is:open or", .danglingOr, "or", 8..<10),
            ("(is:open) or or b", .danglingOr, "or", 10..<12), ("(or is:open)", .danglingOr, "or", 1..<3),
            ("a or sort:due", .danglingOr, "or", 2..<4),
        ])
    func place(text: String, rule: QueryRule, word: String, range: Range<Int>) throws {
        let error = try Self.error(text)
        #expect(error.rule == rule && error.word == word && error.range == range)
        #expect(String(decoding: Array(text.utf8)[error.bytes], as: UTF8.self) == word)
    }

    @Test(
        "a slip of the keyboard is answered with what was meant",
        arguments: [
            ("asignee:me", ["assignee:"]), ("lable:bug", ["label:"]), ("stauts:open", ["status:"]),
            ("proj:x", ["project:"]), ("fälig:heute", ["due:"]), ("is:opne", ["open"]),
            ("is:block", ["blocked", "blocking"]), ("priority:hihg", ["high"]), ("due:tomorow", ["tomorrow"]),
            ("sort:-dew", []), ("sort:-creatd", ["created"]), ("has:stpes", ["steps"]),
        ])
    func suggestions(text: String, expected: [String]) throws {
        #expect(try Self.error(text).suggestions == expected)
    }

    @Test("a value that is not one of a few is answered with all of them")
    func possible() throws {
        #expect(try Self.error("status:x").rule == .unknownValue(["open", "active", "waiting", "done", "dropped"]))
        #expect(try Self.error("sort:-x").rule == .unknownValue(TaskSort.Key.allCases.map(\.rawValue)))
    }

    @Test("what was meant and what is possible come in the reader's language, whichever was typed")
    func spoken() throws {
        func error(_ text: String) throws -> QueryError {
            try #require(throws: QueryError.self) { _ = try TaskFilter(parsing: text, for: .german) }
        }
        #expect(try error("zustädig:ich").suggestions == ["zuständig:"])
        #expect(try error("asignee:me").suggestions == ["zuständig:"])
        #expect(try error("is:opne").suggestions == ["offen"])
        #expect(try error("status:x").rule == .unknownValue(["offen", "aktiv", "wartet", "erledigt", "verworfen"]))
    }

    @Test("a query has at most 2,000 bytes, and one of a megabyte is refused as soon")
    func tooLong() throws {
        #expect(throws: Never.self) { try TaskFilter(parsing: String(repeating: "x", count: 2_000)) }
        for text in [String(repeating: "ü", count: 1_001), "x" + String(repeating: "ü ", count: 400_000)] {
            let error = try Self.error(text)
            #expect(error.rule == .tooLong(2_000) && error.bytes.upperBound == text.utf8.count)
            #expect(error.word.unicodeScalars.count <= 100 && error.bytes.lowerBound <= 2_000)
        }
    }

    @Test("a query whose canonical spelling is too long is refused, since its links could not be followed")
    func tooLongInFull() throws {
        // In full a word that ends in a colon has quotes around it and a star.
        let text = String(repeating: "a: ", count: 40) + String(repeating: "x", count: 1_850)
        #expect(try Self.error(text).rule == .tooLong(2_000))
    }

    @Test("a query has at most 50 terms, every value of a list counted")
    func tooMany() throws {
        let words = Array(repeating: "x", count: 50)
        #expect(try TaskFilter(parsing: words.joined(separator: " ")).conjuncts.count == 50)
        #expect(try Self.error((["is:open"] + words).joined(separator: " ")).word == "x")
        #expect(try Self.error("label:" + words.joined(separator: ",") + ",last").rule == .tooManyTerms(50))
    }

    @Test("parentheses and minus signs stand at most 10 deep", arguments: ["(", "-("])
    func tooDeep(sign: String) throws {
        func text(_ depth: Int) -> String {
            let signs = String(repeating: sign, count: depth / sign.count)
            return signs + "is:open" + signs.filter { $0 == "(" }.map { _ in ")" }.joined()
        }
        #expect(throws: Never.self) { try TaskFilter(parsing: text(10)) }
        #expect(try Self.error(text(12)).rule == .tooDeep(10))
        #expect(try Self.error(String(repeating: sign, count: 400) + "is:open").rule == .tooDeep(10))
        // Without a field it is a title, and one of nothing but signs nothing at all.
        #expect(try TaskFilter(parsing: String(repeating: sign, count: 400) + "x").sought.count == 1)
    }

    @Test(
        "what names no field and is no query is searched for word by word",
        arguments: [
            ("a \"b c", "a b c"), ("27\" screen", "27 screen"), ("a (b", "a \"(b\"*"), ("a b) :(", "a \"b)\"* \":(\"*"),
            ("call f() now", "call \"f()\"* now"), ("or", "\"or\"*"), ("tea or", "tea \"or\"*"),
            ("http:x", "\"http:x\"*"),
            ("Project: Garden (old", "\"Project:\"* Garden \"(old\"*"), ("a -> b -- c", "a -> b -- c"),
            ("--no-verify", "--no-verify"),
        ])
    func words(text: String, expected: String) throws {
        #expect(try TaskFilter(parsing: text).text == expected)
    }

    @Test("a title of more words than a query may have is searched for by the first of them")
    func longTitle() throws {
        let title = (0..<90).map { "w\($0)" }.joined(separator: " ")
        #expect(try TaskFilter(parsing: title).conjuncts.count == TaskFilter.termLimit)
    }

    @Test(
        "a number behind # is that task, alone",
        arguments: [
            ("#570", "id:570"), (" #7 ", "id:7"), ("#7 milk", "\"#7\"* milk"), ("#0", "\"#0\"*"),
            ("\"#7\"*", "\"#7\"*"),
        ])
    func number(text: String, expected: String) throws {
        #expect(try TaskFilter(parsing: text).text == expected)
    }

    @Test("as a failure it is a request that cannot be read, and names the place and what was meant")
    func failure() throws {
        let failure = Failure(try Self.error("is:open asignee:me"), field: "q")
        #expect(failure.kind == .malformed && failure.field == "q")
        #expect(
            failure.message
                == "“asignee”, character 9: There is no such field; in quotes it is searched for. Did you mean assignee:?"
        )
    }
}
