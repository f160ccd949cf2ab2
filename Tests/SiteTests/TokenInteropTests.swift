import Foundation
import TestingElwosa
import Testing
import Tokens

/// Tokens counted by us and by the library that others use (tiktoken).
@Suite("Tokens and another library", .timeLimit(.minutes(15)))
struct TokenInteropTests {
    private static let repository = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    /// The one that `.ci/python` makes.
    private static let python = repository.appending(path: ".build/venv/bin/python")

    private static let chosen = [
        "", " ", "a", "Hello, world!", "don't DON'T it'ſ we'LL 'Tis", "  two  spaces ", "a\n\n\nb\r\n \t c ",
        "end \n \n",
        "HTTPServer getURLNow camelCase ÄpfelÜber", "1234567 3.14 ²³ Ⅷ १२३४", "日本語のテキスト、とても長い。", "สวัสดีครับ", "नमस्ते दुनिया",
        "e\u{301}a\u{301} \u{301}x \u{301}", "👩‍👩‍👧‍👦🇩🇪 ok", "https://example.org/a/b?c=d#e//\n//", "<|endoftext|> is a text",
        "ǅungla ʰa ªb ﬁn", "\u{a0}\u{2003}x\u{85}y\u{2028}z", "\u{0}\u{7f}\u{feff}",
        "Donaudampfschifffahrtsgesellschaftskapitän",
    ]

    /// What a piece of a text may be made of, so that each rule of the patterns meets each other one.
    private static let pieces: [String] =
        [
            "a", "B", "the", "Haus", "ß", "Ä", "ſ", "'s", "'LL", "'", "ǅ", "ʰ", "ª", "न", "ि", "\u{301}", "日", "本", "ー",
            "1",
            "42", "٣", "½", " ", " ", "  ", "\t", "\n", "\r\n", "\u{a0}", "\u{2028}", ".", ",", "/", "//", "-", "→",
            "👍", "\u{200d}",
            "🏽", "\u{0}", "_", "(", "é",
        ]

    private func texts(seed: UInt64) -> [String] {
        var random = SeededRandom(seed: seed)
        let made = (0..<2_000).map { _ in
            (0..<Int.random(in: 1...40, using: &random)).map { _ in
                Bool.random(using: &random)
                    ? Self.pieces.randomElement(using: &random)!
                    : String(Self.scalar(&random))
            }.joined()
        }
        let long = ["a", "Ab", " ", "\n", "日", "!", "1", "xyz", "\u{301}"].map { String(repeating: $0, count: 5_000) }
        let letters = String(
            (0..<10_000).map { _ in Character(Unicode.Scalar(UInt8.random(in: 97...122, using: &random))) })
        return Self.chosen + made + long + [letters]
    }

    /// One that every Unicode since 15.0 knows: what came later is a letter to the one library and nothing to the other.
    private static func scalar(_ random: inout SeededRandom) -> Unicode.Scalar {
        while true {
            guard let scalar = Unicode.Scalar(UInt32.random(in: 1...0xd7ff, using: &random)),
                let age = scalar.properties.age, age.major <= 15
            else { continue }
            return scalar
        }
    }

    private func counted(_ texts: [String]) throws -> [[Int]] {
        let file = FileManager.default.temporaryDirectory.appending(path: "elwosa-texts-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        try JSONSerialization.data(withJSONObject: texts).write(to: file)
        let process = Process()
        process.executableURL = Self.python
        process.arguments = [
            Bundle.module.bundleURL.appending(path: "Interop/vocabularies.py").path, file.path,
            Self.repository.appending(path: "Sources/CVocabulary").path,
        ]
        let printed = Pipe()
        process.standardOutput = printed
        try process.run()
        let output = printed.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "what it complains about is above")
        return try #require(try JSONSerialization.jsonObject(with: output) as? [[Int]])
    }

    @Test(
        "are as many in 2,000 texts of every kind, and in pieces of 10,000 letters",
        .enabled(if: FileManager.default.isExecutableFile(atPath: python.path), "run .ci/python first"))
    func same() throws {
        let seed = UInt64.random(in: 0...99_999)
        let texts = texts(seed: seed)
        let theirs = try counted(texts)
        #expect(theirs.count == texts.count)
        var differences: [String] = []
        for (text, counts) in zip(texts, theirs) {
            let ours = [TokenVocabulary.o200k, .cl100k].map { $0.count(text) }
            if ours != counts { differences.append("\(text.prefix(80).debugDescription): \(ours), not \(counts)") }
            #expect(TokenVocabulary.bytes.count(text) >= max(counts[0], counts[1]))
        }
        #expect(
            differences.isEmpty, "seed \(seed): \(differences.count), \(differences.prefix(10).joined(separator: "\n"))"
        )
    }
}
