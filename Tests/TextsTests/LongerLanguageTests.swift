import AuthTexts
import Foundation
import TaskTexts
import Testing
import TestingElwosa
import Texts

/// A further language, pretended: it does not compile until it has everything.
struct LongerLanguageTests {
    private static let english = Texts(.english)
    private static let longer = LongerLanguage.texts()

    @Test("every text of every catalogue is there in a further language, and longer by 40 %", arguments: EveryText.all)
    func texts(text: EveryText) {
        #expect(Self.isLonger(text.words(Self.longer), than: text.words(Self.english)))
    }

    @Test("every sentence is there in a further language, and longer by 40 %, with its names as they are")
    func sentences() throws {
        let english = try EverySentence.all(Self.english)
        for (list, sentences) in try EverySentence.all(Self.longer) {
            for (longer, english) in zip(sentences, try #require(english[list])) {
                #expect(longer.count { $0 == "§" } == english.count { $0 == "§" })
                #expect(Self.isLonger(longer, than: english))
            }
        }
    }

    @Test("a further language, and each of ours, is walked in the catalogue of every room of words")
    func rooms() throws {
        let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources")
        let files = try FileManager.default.subpathsOfDirectory(atPath: sources.standardizedFileURL.path)
            .filter { $0.split(separator: "/").first?.hasSuffix("Texts") == true }
        func lists(_ ending: String) -> Set<String> {
            Set(
                files.compactMap { $0.split(separator: "/").last }.filter { $0.hasSuffix(ending) }
                    .map { $0.dropLast(ending.count) + "Text" })
        }
        #expect(Set(EveryText.all.map(\.list)) == lists("Catalogue.swift"))
        #expect(try Set(EverySentence.all(Self.longer).keys) == lists("Catalogue.swift"))
        #expect(lists("Catalogue.swift") == lists("Text.swift"))
    }

    /// Tells whether a text is longer; what has no letter, and what stands for a name, cannot be.
    private static func isLonger(_ longer: String, than english: String) -> Bool {
        guard english.contains(where: \.isLetter) else { return longer == english }
        return Double(longer.count - english.count) >= 0.4 * Double(english.count { $0 != "§" })
    }
}
