import AuthTexts
import Domain
import Foundation
import HouseTexts
import TaskDomain
import TaskTexts
import Testing
import Texts

struct TextsTests {
    static let german = Texts(.german)
    static let english = Texts(.english)

    @Test("every text is there in both languages, trimmed", arguments: EveryText.all)
    func complete(text: EveryText) {
        for words in [text.words(Self.german), text.words(Self.english)] {
            #expect(!words.isEmpty && words.first?.isWhitespace == false && words.last?.isWhitespace == false)
        }
    }

    @Test("a sentence in German is not the English one", arguments: EveryText.all)
    func translated(text: EveryText) {
        // Single words such as Name and Status are the same in both; sentences never are.
        if text.words(Self.english).contains(" ") { #expect(text.words(Self.german) != text.words(Self.english)) }
    }

    @Test("German says Du, with a capital, and never Sie", arguments: EveryText.all)
    func addressed(text: EveryText) {
        let words = text.words(Self.german).split { !$0.isLetter }
        #expect(words.allSatisfy { !["du", "dir", "dich", "dein", "deine", "Ihr", "Ihre", "Ihnen"].contains($0) })
        #expect(!text.words(Self.german).contains(" Sie "))
    }

    @Test("until there are notices, no text promises that naming somebody tells anybody")
    func noNotices() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let papers =
            try ["README.md", "CHANGELOG.md", "www/openapi.json"]
            + FileManager.default.subpathsOfDirectory(atPath: root.appending(path: "docs").path)
            .filter { $0.hasSuffix(".md") }.map { "docs/" + $0 }
        let lines = try papers.flatMap {
            try String(contentsOf: root.appending(path: $0), encoding: .utf8)
                .split(separator: "\n").map(String.init)
        }
        let texts = EveryText.all.flatMap { [$0.words(Self.german), $0.words(Self.english)] }
        let promises = (lines + texts).filter { line in
            let line = line.lowercased()
            return (line.contains("@n") || line.contains("mention") || line.contains("erwähn"))
                && ["tells", "notif", "informs", "bescheid", "benachrichtig", "informier"].contains {
                    line.contains($0)
                }
        }
        #expect(promises == [])
    }

    @Test("every event, permission, failure, status and priority has words in both languages")
    func nouns() {
        for texts in [Self.german, Self.english] {
            #expect(EventKind.all.allSatisfy { texts.activity($0)?.before.isEmpty == false })
            #expect(Set(Permission.allCases.map { texts[$0] }).count == Permission.allCases.count)
            #expect(Failure.Kind.allCases.allSatisfy { !texts[$0].isEmpty && !texts.advice($0).isEmpty })
            #expect(Set(TaskStatus.allCases.map { texts[$0] }).count == TaskStatus.allCases.count)
            #expect(Set(TaskPriority.allCases.map { texts[$0] }).count == TaskPriority.allCases.count)
        }
    }
}
