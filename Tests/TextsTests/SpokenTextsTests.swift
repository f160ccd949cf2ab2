import Foundation
import Testing
import Texts

/// What a native speaker stumbles over, read aloud from every text and every sentence.
struct SpokenTextsTests {
    /// Every text of a language as a page shows it.
    static func all(_ language: Language) throws -> [String] {
        let texts = Texts(language)
        return try EveryText.all.map { $0.words(texts) } + EverySentence.all(texts).values.flatMap { $0 }
    }

    static func words(of text: String) -> [String] { text.split { !$0.isLetter }.map(String.init) }

    /// A task that is blocked, one that is for you and one that is with others each have a word of their own.
    @Test(
        "only the status is called waiting",
        arguments: [
            (
                Language.english, "wait",
                [
                    "Waiting", "what is waiting and has not changed for two weeks",
                    "open, active, waiting, done, dropped, overdue, blocked, mine, unassigned, hidden",
                ]
            ),
            (
                .german, "wart",
                [
                    "Wartet", "was wartet und sich seit zwei Wochen nicht geändert hat",
                    "offen, aktiv, wartet, erledigt, verworfen, überfällig, blockiert, meins, unzugewiesen, verborgen",
                ]
            ),
        ])
    func waiting(language: Language, stem: String, allowed: [String]) throws {
        let found = try Self.all(language).filter { text in
            Self.words(of: text).contains { $0.lowercased().hasPrefix(stem) }
        }
        #expect(Set(found) == Set(allowed))
    }

    @Test("German imperatives are written out, and no example begins with etwa, which counts roughly")
    func written() throws {
        let clipped: Set<String> = [
            "such", "wähl", "prüf", "lösch", "kopier", "versuch", "mach", "leg", "schick", "schreib", "frag", "tipp",
            "kürz", "scann", "verschieb", "kauf", "lad", "zeig", "stell", "weis", "etwa",
        ]
        for text in try Self.all(.german) {
            #expect(Self.words(of: text).allSatisfy { !clipped.contains($0.lowercased()) }, "\(text)")
        }
    }

    @Test("a number stands beside no other number", arguments: Language.allCases)
    func numbers(language: Language) throws {
        for text in try Self.all(language) {
            let words = text.split(separator: " ")
            let pairs = zip(words, words.dropFirst())
            #expect(!pairs.contains { $0.allSatisfy(\.isNumber) && $1.allSatisfy(\.isNumber) }, "\(text)")
        }
    }

    @Test("whoever is not signed in yet is called Du as well: sentences and the pages of the gateway")
    func addressed() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "www/errors")
        let pages = try FileManager.default.contentsOfDirectory(atPath: root.path).map {
            try String(contentsOf: root.appending(path: $0), encoding: .utf8)
        }
        #expect(pages.count == 7)
        let small: Set<String> = ["du", "dir", "dich", "dein", "deine", "deinen", "deiner", "deines", "ihnen"]
        for text in try Self.all(.german) + pages {
            #expect(Self.words(of: text).filter(small.contains) == [], "\(text.prefix(80))")
        }
    }
}
