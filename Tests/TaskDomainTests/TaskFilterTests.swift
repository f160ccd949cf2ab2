import Domain
import Testing

@testable import TaskDomain

struct TaskFilterTests {
    @Test(
        "what people type is read, and written out in one spelling",
        arguments: [
            ("", ""), (" \t\n\u{a0}", ""), ("milk", "milk"), ("  Milk   bread ", "Milk bread"),
            ("is:open assignee:me due<7d label:bug -label:later priority>=high \"exact words\"", nil),
            ("IS:Open", "is:open"), ("ist:offen fällig:heute", "is:open due:today"),
            ("Fällig<Morgen zuständig:ich prio:hoch", "due<tomorrow assignee:me priority:high"),
            ("due:<7d", "due<7d"), ("priority=high", "priority:high"), ("due>=-2w due<=3m start>1y", nil),
            ("due:0d wait:1d created:-1d", "due:today wait:tomorrow created:yesterday"), ("due:fri", "due:friday"),
            ("due:2026-11-25", nil), ("updated>=2026-11-25T10:00:00+01:00", "updated>=2026-11-25T09:00:00Z"),
            ("due:none,today", nil), ("due:any", nil), ("completed>now", nil), ("due:9999w", nil),
            ("label:\"needs review\"", nil), ("label:“needs review”", "label:\"needs review\""),
            ("„oat milk“", "\"oat milk\""), ("label:bug,docs,bug", "label:bug,docs"), ("label:none", nil),
            ("label:\"none\" assignee:\"me\"", nil), ("label:\"bug\"", "label:bug"), ("label:a\\b", nil),
            ("label:\"a,b\"", nil), (#"label:"say \"hi\" \\ \x""#, #"label:"say \"hi\" \\ \\x""#),
            ("project:#7,Garden,\"#8\"", nil), ("parent:7", "parent:#7"), ("parent:none", nil), ("id:#7,8", "id:7,8"),
            ("external:bd-12", nil), ("estimate:2h", nil), ("estimate:120", "estimate:2h"),
            ("estimate<1h30m", "estimate<90"), ("estimate:none,5m", "estimate:none,5"), ("estimate>0", nil),
            ("has:step,due", "has:steps,due"), ("status:open,waiting", nil), ("https://example.org/", nil),
            ("12:30", nil), ("foo,bar", nil), ("- -", nil), ("-milk", nil), ("-\"oat milk\"", nil),
            ("--milk", nil), ("-or", "-\"or\"*"), ("\"or\"", nil), ("foo\"bar\"baz", "foo \"bar\" baz"),
            ("\"foo\"*", "foo"), ("a or b", nil), ("a b OR c", "a b or c"), ("(a or b) c", nil),
            ("((a b)) (c)", "a b c"), ("a or (b or c)", "a or b or c"), ("-(a or b)", nil), ("-(a b)", nil),
            ("-((a))", "-a"), ("(a (b or c d)) or e", "a (b or c d) or e"),
            ("sort:-due,title milk sort:due,priority", "milk sort:-due,title,priority"),
            ("a or b sort:due", nil), ("sort:priority,-due", nil), ("label:x(y)", "label:x y"),
        ] as [(String, String?)])
    func canonical(typed: String, expected: String?) throws {
        let filter = try TaskFilter(parsing: typed)
        #expect(filter.text == expected ?? typed)
        #expect(try TaskFilter(parsing: filter.text) == filter)
    }

    @Test(
        "a query is written in the reader's language",
        arguments: [
            ("is:open assignee:me due<=7d", "ist:offen zuständig:ich fällig<=7d"),
            (
                "-(label:none or label:any) sort:-due,title",
                "-(etikett:ohne oder etikett:beliebig) sortierung:-fällig,titel"
            ),
            ("wait>tomorrow completed:monday has:steps", "verborgen>morgen erledigt:montag hat:schritte"),
            ("label:\"ohne\" milk \"or\"", "etikett:\"ohne\" milk \"or\""),
            ("priority>=high status:waiting inbox:me", "priorität>=hoch status:wartet eingang:ich"),
        ])
    func spoken(english: String, german: String) throws {
        let filter = try TaskFilter(parsing: english)
        #expect(filter.text(in: .german) == german && filter.text(in: .english) == english)
        #expect(try TaskFilter(parsing: german) == filter)
    }

    @Test("every name of a language is its own, and no name means something else in another")
    func names() {
        func check<Name: QueryName>(_ name: Name.Type) {
            for language in QueryLanguage.allCases {
                #expect(Set(Name.names(in: language)).count == Name.allCases.count, "\(name)")
                for value in Name.allCases { #expect(Name(name: value.spelled(in: language)) == value) }
            }
        }
        check(QueryField.self)
        check(TaskFlag.self)
        check(TaskPart.self)
        check(TaskStatus.self)
        check(TaskPriority.self)
        check(TaskSort.Key.self)
    }

    @Test("the tree has the values that were typed")
    func tree() throws {
        let filter = try TaskFilter(
            parsing: "milk -\"a b\" is:open,blocked assignee:me,none due<7d (priority>=high or estimate:2h) sort:-due")
        #expect(
            filter.conjuncts == [
                .term(.word("milk")), .not(.term(.phrase("a b"))), .term(.flag([.open, .blocked])),
                .term(.assignee([.value(.me), .none])), .term(.timeCompared(.due, .less, .relative(7, .days))),
                .any([.term(.priorityCompared(.atLeast, .high)), .term(.estimate([.value(120)]))]),
            ])
        #expect(filter.sort == [TaskSort(.due, descending: true)])
        #expect(filter.terms.map(\.isNegated) == [false, true, false, false, false, false, false])
    }

    @Test("quotes make a name of a word that means something else")
    func quoted() throws {
        let filter = try TaskFilter(parsing: "assignee:\"me\" label:\"NONE\" project:\"#7\" label:any")
        #expect(
            filter.conjuncts == [
                .term(.assignee([.value(.name("me"))])), .term(.label([.value("NONE")])),
                .term(.project([.value(.name("#7"))])), .term(.label([.any])),
            ])
    }

    @Test(
        "days that depend on today are resolved to days",
        arguments: [
            // 25 November 2026 is a Wednesday.
            ("today", "2026-11-25"), ("yesterday", "2026-11-24"), ("7d", "2026-12-02"), ("-2w", "2026-11-11"),
            ("3m", "2027-02-25"), ("-9m", "2026-02-25"), ("1y", "2027-11-25"), ("wednesday", "2026-11-25"),
            ("thursday", "2026-11-26"), ("tuesday", "2026-12-01"), ("now", "2026-11-25T22:30:00Z"),
            ("2026-01-01", "2026-01-01"), ("9999y", "9999-12-31"), ("-9999y", "0000-01-01"),
        ])
    func resolved(typed: String, expected: String) throws {
        let now = Instant(rfc3339: "2026-11-25T22:30:00Z")!
        let resolved = try TaskFilter(parsing: "-(a or due<\(typed)) start:\(typed),none sort:due")
            .resolved(today: now.day, now: now)
        #expect(resolved.text == "-(a or due<\(expected)) start:\(expected),none sort:due")
        #expect(resolved.resolved(today: now.day.adding(days: 5), now: now) == resolved)
    }
}
