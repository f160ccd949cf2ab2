import Domain
import Search
import TaskDomain
import Testing
import TestingElwosa

struct SearchSnippetTests {
    /// A snippet as one text: `[…]` around hits, `…` where it is cut.
    private static func snippet(_ text: String, _ query: String, _ length: Int) throws -> String {
        let snippet = SearchText.snippet(of: text, for: try TaskFilter(parsing: query).patterns, length: length)
        return (snippet.isCutBefore ? "…" : "") + written(snippet.pieces) + (snippet.isCutAfter ? "…" : "")
    }

    private static func written(_ pieces: [SearchSnippet.Piece]) -> String {
        pieces.map { $0.isHit ? "[\($0.text)]" : $0.text }.joined()
    }

    @Test(
        "a title has its hits marked, as it was written",
        arguments: [
            ("Müll zur Straße bringen!", "mue strasse", "[Müll] zur [Straße] bringen!"), ("Gass", "gas", "[Gass]"),
            ("Mu\u{308}ller, mueller", "mü", "[Mu\u{308}ller], [mueller]"), ("milk", "bread", "milk"), ("", "x", ""),
            ("oat milk and oats", "\"oat milk\"", "[oat] [milk] and oats"), ("milk milky", "\"milk\"", "[milk] milky"),
            ("foo-bar foo baz", "foo-ba", "[foo]-[bar] [foo] [baz]"), ("a a b", "\"a b\"", "a [a] [b]"),
            ("1\u{fe0f}\u{20e3} one", "1", "[1\u{fe0f}\u{20e3}] one"), ("🎄 tree 🎄", "tree", "🎄 [tree] 🎄"),
            ("x y", "-x", "x y"), ("\u{600}1 one 1", "1", "\u{600}1 one [1]"),
        ])
    func marked(text: String, query: String, expected: String) throws {
        #expect(Self.written(SearchText.marked(text, for: try TaskFilter(parsing: query).patterns)) == expected)
    }

    @Test(
        "a snippet is cut at words around the place with most of what was searched for",
        arguments: [
            ("one two three four five six seven", "four", 16, "…three [four] five…"),
            ("one two three", "two", 40, "one [two] three"), ("one two three four", "one", 9, "[one] two…"),
            ("one two three four.", "four", 11, "…three [four]."), ("one two three", "x", 8, "one two…"),
            ("x a long way to go and then x y at last", "x y", 9, "…[x] [y] at…"),
            ("x far away x x here", "x", 5, "…[x] [x]…"), ("Bindestrich-Wort", "wort", 4, "…[Wort]"),
            ("Donaudampfschifffahrt", "don", 5, "[Donau]…"), ("!!!!!!", "x", 3, "!!!…"), ("", "x", 10, ""),
            ("e\u{301}e\u{301}e\u{301}", "x", 3, "e\u{301}e\u{301}…"),
        ])
    func cut(text: String, query: String, length: Int, expected: String) throws {
        #expect(try Self.snippet(text, query, length) == expected)
    }

    @Test("a snippet is part of the text, whole characters, near its length, and every hit begins with a wanted word")
    func properties() throws {
        var generator = RandomFilter(seed: 29)
        let letters = ["a", "ä", "ae", "s", "ß", "ss", "b", "क", "\u{94d}", "ष", "\u{200d}", "👩", " ", " ", "-", ". "]
        var hits = 0
        for _ in 0..<4_000 {
            let text = generator.soup(0...60, letters + RandomFilter.signs)
            let patterns = (0..<3).compactMap { SearchPattern(generator.soup(1...3, letters), isPrefix: $0 > 0) }
            let snippet = SearchText.snippet(of: text, for: patterns, length: 20)
            let whole = snippet.pieces.map(\.text).joined()
            try #require(Self.isPart(Array(whole), of: Array(text)), "\(text)")
            try #require(whole.dropLast().unicodeScalars.count <= 20)
            try #require(snippet.pieces.allSatisfy { !$0.text.isEmpty })
            for piece in snippet.pieces where piece.isHit {
                hits += 1
                let folded = SearchPattern(piece.text, isPrefix: false)?.words.joined() ?? ""
                try #require(
                    patterns.contains {
                        !$0.signs.isEmpty || $0.words.contains { Array(folded.utf8).contains(Array($0.utf8)) }
                    },
                    "\(text.debugDescription): \(piece.text.debugDescription), \(patterns)")
            }
        }
        #expect(hits > 2_000)
    }

    private static func isPart(_ part: [Character], of text: [Character]) -> Bool {
        part.isEmpty || text.indices.contains { text[$0...].starts(with: part) }
    }

    // These would take minutes if the work grew with the square of the text.
    @Test(
        "64 KB of nothing but hits, or of one character, are cut like other texts",
        arguments: ["a ", "a\u{301}", "\u{915}\u{94d}", "a\u{200d}", "\u{301}"])
    func hostile(sign: String) {
        let text = String(repeating: sign, count: 65_536 / sign.utf8.count)
        let patterns = ["a", "\u{915}"].map { SearchPattern($0, isPrefix: true)! }
        let snippet = SearchText.snippet(of: text, for: patterns, length: 200)
        #expect(text.utf8.starts(with: snippet.pieces.flatMap(\.text.utf8)) && snippet.isCutBefore == false)
        #expect(snippet.pieces.contains(where: \.isHit) == (sign != "\u{301}"))
    }
}
