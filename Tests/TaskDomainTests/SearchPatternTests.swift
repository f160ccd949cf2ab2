import Domain
import Search
import TaskDomain
import Testing
import TestingElwosa

struct SearchPatternTests {
    /// Patterns as one text: `+` before a sign, `*` behind a word that may go on.
    private static func written(_ patterns: [SearchPattern]) -> String {
        patterns.map { pattern in
            let words = pattern.words.joined(separator: " ")
            let signs = pattern.signs.map { sign in
                "+"
                    + String(
                        String.UnicodeScalarView(
                            sign.unicodeScalars.map {
                                $0.value < 0xe080 && $0.value > 0xdfff ? Unicode.Scalar($0.value - 0xe000)! : $0
                            }))
            }
            return ([words.isEmpty ? "" : words + (pattern.isPrefix ? "*" : "")] + signs).joined()
        }.joined(separator: " & ")
    }

    @Test(
        "words, phrases and signs become patterns, in which nothing typed has a meaning",
        arguments: [
            ("Müller", "muller*"), ("milk \"Oat Bread\"", "milk* & oat bread"), ("foo-bar", "foo bar*"),
            ("\"AND\" NOT near", "and & not* & near*"), ("title* ^x", "title* & x*+^"),
            (#""say \"hi\" now""#, "say hi now"),
            ("is:open", ""), ("milk !!!", "milk* & +!!!"), ("-milk", ""), ("-milk bread", "bread*"),
            ("(milk or bread) x", "x*"), ("(milk bread)", "milk* & bread*"), ("🎄 +++", "+🎄 & ++++"),
            ("a -> b", "a* & +-> & b*"),
            ("東京都", "東京 京都*"), ("\"東京\"", "東京"), ("京", "京*"), ("\"京\"", "京*"), ("AI東京", "ai 東京*"),
            ("東京AI", "東京 京 ai*"), ("รถไฟ", "รถ ถไ ไฟ*"), ("관리", "관리*"), ("№", "no*"), ("a+b", "a b*++"),
        ])
    func patterns(typed: String, expected: String) throws {
        #expect(Self.written(try TaskFilter(parsing: typed).sought) == expected)
    }

    @Test("C++ and C# are words of their own", arguments: ["C++", "C#", "F#", "g++"])
    func ownSigns(name: String) throws {
        let pattern = try #require(try TaskFilter(parsing: name).sought.first)
        #expect(pattern.words.count == 1 && pattern.signs.isEmpty)
        #expect(SearchText.finds(pattern, in: ["A course in \(name), for you"]))
        #expect(!SearchText.finds(pattern, in: ["A course in C, for G and F"]))
        #expect(!SearchText.finds(SearchPattern(String(name.prefix(1)), isPrefix: false)!, in: [name]))
    }

    @Test("what is marked is every word without a minus, within parentheses too, once")
    func marked() throws {
        let filter = try TaskFilter(parsing: "Milk (bread or -salt) -(x -y) milk \"milk\"")
        #expect(Self.written(filter.patterns) == "milk* & bread* & y* & milk")
    }

    @Test("whatever is typed, a pattern has letters and digits for words, and no sign of ASCII")
    func injection() throws {
        var generator = RandomFilter(seed: 28)
        for _ in 0..<5_000 {
            guard let pattern = SearchPattern(generator.soup(1...8, RandomFilter.signs), isPrefix: true) else {
                continue
            }
            let scalars = (pattern.words + pattern.signs).flatMap(\.unicodeScalars)
            try #require(
                scalars.allSatisfy { $0.value >= 0x80 || ("a"..."z").contains($0) || ("0"..."9").contains($0) })
        }
    }
}
