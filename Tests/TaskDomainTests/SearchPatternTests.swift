import Domain
import Search
import TaskDomain
import Testing
import TestingElwosa

struct SearchPatternTests {
    @Test(
        "words and phrases become an expression for MATCH, in which nothing typed has a meaning",
        arguments: [
            ("Müller", "\"muller\"*"), ("milk \"Oat Bread\"", "\"milk\"* AND \"oat bread\""),
            ("foo-bar", "\"foo bar\"*"), ("\"AND\" NOT near", "\"and\" AND \"not\"* AND \"near\"*"),
            ("title* ^x", "\"title\"* AND \"x\"*"), (#""say \"hi\" now""#, "\"say hi now\""), ("is:open", nil),
            ("", nil), ("!!! \"🎄\"", nil), ("milk !!!", "\"milk\"*"), ("-milk", nil), ("-milk bread", "\"bread\"*"),
            ("(milk or bread) x", "\"x\"*"), ("(milk bread)", "\"milk\"* AND \"bread\"*"),
        ] as [(String, String?)])
    func match(typed: String, expected: String?) throws {
        #expect(try TaskFilter(parsing: typed).match() == expected)
    }

    @Test("an expression can be for one column")
    func column() throws {
        let filter = try TaskFilter(parsing: "milk bread")
        #expect(filter.match(in: .title) == "title : (\"milk\"* AND \"bread\"*)")
        #expect(try TaskFilter(parsing: "is:open").match(in: .description) == nil)
    }

    @Test("what is marked is every word without a minus, within parentheses too, once")
    func patterns() throws {
        let filter = try TaskFilter(parsing: "Milk (bread or -salt) -(x -y) milk \"milk\"")
        #expect(filter.patterns.map(\.match) == ["\"milk\"*", "\"bread\"*", "\"y\"*", "\"milk\""])
    }

    @Test("whatever is typed, an expression has quotes only around letters, digits and spaces")
    func injection() throws {
        var generator = RandomFilter(seed: 28)
        for _ in 0..<5_000 {
            guard let pattern = SearchPattern(generator.soup(1...8, RandomFilter.signs), isPrefix: true) else {
                continue
            }
            let inside = pattern.match.dropFirst().dropLast(2)
            try #require(pattern.match == "\"\(inside)\"*" && !inside.isEmpty)
            try #require(
                inside.unicodeScalars.allSatisfy { $0 == " " || $0.properties.numericType != nil || $0.isLetter })
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isLetter: Bool { properties.isAlphabetic }
}
