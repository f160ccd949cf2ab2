import Domain
import Foundation
import TaskDomain
import Testing
import TestingElwosa

@testable import Search

struct SearchTextTests {
    @Test(
        "spellings of one word meet",
        arguments: [
            ["Müller", "mueller", "MULLER", "Mu\u{308}ller", "mÜller"], ["Straße", "Strasse", "STRASSE", "STRAẞE"],
            ["Citroën", "citroen", "Citroen"], ["Ærø", "Aeroe", "aro"], ["Łódź", "lodz"], ["İstanbul", "ıstanbul"],
            ["Đorđe", "dorde"], ["señor", "senor"], ["naïve", "naive"], ["Ångström", "\u{212b}ngstroem", "angstrom"],
            ["\u{212a}elvin", "kelvin"], ["Ελλάδα", "ΕΛΛΑΔΑ"], ["ὀδυσσεύς", "ΟΔΥΣΣΕΥΣ"], ["Ёлка", "елка"],
            ["Việt", "viet"], ["Müll\u{ad}abfuhr", "muellabfuhr"], ["Goethe", "göthe"], ["ſs", "ß", "s"],
        ])
    func meet(spellings: [String]) {
        #expect(Set(spellings.map(SearchText.fold)).count == 1)
    }

    @Test(
        "folding is lower case without marks",
        arguments: [
            ("ﬁne Ⅷ ½ ＡＢＣ ｶﾞ", "fine viii 1⁄2 abc カ\u{3099}"), ("٣ ۴ ५", "3 4 5"), ("👩🏽\u{200d}🚀", "👩🚀"),
            ("Müller & Söhne", "muller & sohne"), ("a e", "a e"), ("s-s", "s-s"), ("aeee", "a"), ("sss", "s"),
            ("日本 𝄞 🎄", "日本 𝄞 🎄"), ("", ""), ("þ", "þ"), ("queue", "quu"), ("𐐀", "𐐨"), ("\u{0}", "\u{0}"),
        ])
    func folded(text: String, expected: String) {
        #expect(SearchText.fold(text) == expected)
    }

    @Test("every scalar folds to what stays, and in every normal form to the same")
    func everyScalar() throws {
        for value in UInt32(0)...0x10ffff {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = String(scalar)
            let folded = SearchText.fold(text)
            let forms = [folded, text.decomposedStringWithCanonicalMapping, text.precomposedStringWithCanonicalMapping]
            guard forms.allSatisfy({ SearchText.fold($0).utf8.elementsEqual(folded.utf8) }) else {
                Issue.record("U+\(String(value, radix: 16)) folds to \(folded), in another form to another")
                return
            }
        }
    }

    @Test("letters with marks are those that Foundation takes apart, and the few that Unicode leaves whole")
    func table() {
        var whole: Set<String> = []
        for value in Array(UInt32(0xc0)..<0x500) + Array(0x1e00..<0x2000) {
            let scalar = Unicode.Scalar(value)!
            guard scalar.properties.isAlphabetic, scalar.properties.generalCategory != .nonspacingMark else { continue }
            // Twice, for capitals that are lower case only without their mark.
            let letter = Self.withoutMark(Self.withoutMark(String(scalar)))
            if letter != " ", !SearchText.fold(String(scalar)).hasPrefix(letter) { whole.insert(letter) }
        }
        #expect(whole == Set("ßæœøłđðħŧıƀɓƃƈɖɗƌƒɠƙƚɨɲƞɵƥʈƭƫʋƴƶȥⱥȼɇɉɍɏⱦʉǥȡȴȵȶȷς".map(String.init)))
    }

    private static func withoutMark(_ letter: String) -> String {
        String(letter.lowercased().decomposedStringWithCompatibilityMapping.unicodeScalars.first!)
    }

    @Test("the beginning of a word folds to a beginning of what the whole word folds to, in every spelling")
    func prefixes() throws {
        for typed in ["strass", "straß", "stras", "STRASS", "s"] { #expect(Self.finds(typed, "Straße")) }
        for typed in ["m", "mu", "mü", "mue", "muell", "müller"] {
            for stored in ["Müller", "Mueller", "MULLER"] { #expect(Self.finds(typed, stored)) }
        }
        var generator = RandomFilter(seed: 26)
        for _ in 0..<5_000 {
            let word = generator.soup(0...12, Self.letters)
            let start = word.unicodeScalars.prefix(Int.random(in: 0...12, using: &generator.random))
            try #require(Self.finds(String(String.UnicodeScalarView(start)), word), "\(word)")
        }
    }

    private static let letters = ["a", "ä", "e", "E", "o", "ø", "u", "ü", "s", "ß", "S", "\u{308}", "x", "日", "\u{ad}"]

    private static func finds(_ typed: String, _ stored: String) -> Bool {
        SearchText.fold(stored).utf8.starts(with: SearchText.fold(typed).utf8)
    }

    @Test("folding twice changes nothing more, and what stands apart folds apart")
    func properties() throws {
        var generator = RandomFilter(seed: 27)
        for _ in 0..<5_000 {
            let left = generator.soup(0...12, Self.letters + RandomFilter.signs)
            let right =
                String(decoding: generator.random.bytes(12), as: UTF8.self) + generator.soup(0...6, Self.letters)
            let folded = SearchText.fold(left)
            try #require(Array(SearchText.fold(folded).utf8) == Array(folded.utf8))
            for border in [" ", "-", "\n", "日"] {
                let together = SearchText.fold(left + border + right)
                try #require(Array(together.utf8) == Array((folded + border + SearchText.fold(right)).utf8))
            }
        }
    }

    @Test(
        "words are runs of letters and digits, pairs of letters where no spaces stand, and signs",
        arguments: [
            ("", []), (" ,;!🎄 ", ["🎄"]), ("Müller-Straße 7b", ["muller", "strase", "7b"]),
            ("snake_case", ["snake", "case"]), ("x\u{301}y", ["xy"]), ("\u{301}", []),
            ("日本語", ["日本", "本語", "語"]), ("a\u{0}b", ["a", "b"]), ("½ Ⅷ", ["1", "⁄", "2", "viii"]),
            ("don't", ["don", "t"]), ("Gass", ["gas"]), ("\u{e000}", ["\u{e000}"]), ("日 本", ["日", "本"]),
            ("か\u{3099}き", ["か\u{3099}き", "き"]), ("한국", ["한국", "국"]), ("\u{1112}\u{1161}\u{11ab}국", ["한국", "국"]),
        ])
    func words(text: String, expected: [String]) {
        var tokens: [String] = []
        SearchText.forEachToken(text) { token in
            if token.kind != .punctuation { tokens.append(String(decoding: token.folded, as: UTF8.self)) }
        }
        #expect(tokens.map { Array($0.utf8) } == expected.map { Array($0.utf8) })
    }

    @Test("a word that nobody types whole is kept to its beginning")
    func longest() {
        var searched = SearchedText()
        #expect(searched.add(String(repeating: "x", count: 60_000)).utf8.count < 200)
    }
}
