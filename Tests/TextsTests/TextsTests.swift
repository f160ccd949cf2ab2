import Domain
import Foundation
import Testing
import Texts

struct TextsTests {
    static let german = Texts(.german)
    static let english = Texts(.english)

    @Test("every text is there in both languages, trimmed", arguments: Text.allCases)
    func complete(text: Text) {
        for words in [Self.german[text], Self.english[text]] {
            #expect(!words.isEmpty && words.first?.isWhitespace == false && words.last?.isWhitespace == false)
        }
    }

    @Test("a sentence in German is not the English one", arguments: Text.allCases)
    func translated(text: Text) {
        // Single words such as Name and Status are the same in both; sentences never are.
        if Self.english[text].contains(" ") { #expect(Self.german[text] != Self.english[text]) }
    }

    @Test("German says Du, with a capital, and never Sie", arguments: Text.allCases)
    func addressed(text: Text) {
        let words = Self.german[text].split { !$0.isLetter }
        #expect(words.allSatisfy { !["du", "dir", "dich", "dein", "deine", "Ihr", "Ihre", "Ihnen"].contains($0) })
        #expect(!Self.german[text].contains(" Sie "))
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
        let texts = Text.allCases.flatMap { [Self.german[$0], Self.english[$0]] }
        let promises = (lines + texts).filter { line in
            let line = line.lowercased()
            return (line.contains("@n") || line.contains("mention") || line.contains("erwähn"))
                && ["tells", "notif", "informs", "bescheid", "benachrichtig", "informier"].contains {
                    line.contains($0)
                }
        }
        #expect(promises == [])
    }

    @Test("every event, failure, status and priority has words in both languages")
    func nouns() {
        for texts in [Self.german, Self.english] {
            #expect(EventKind.allCases.allSatisfy { !texts.activity($0).before.isEmpty })
            #expect(Failure.Kind.allCases.allSatisfy { !texts[$0].isEmpty && !texts.advice($0).isEmpty })
            #expect(Set(TaskStatus.allCases.map { texts[$0] }).count == TaskStatus.allCases.count)
            #expect(Set(TaskPriority.allCases.map { texts[$0] }).count == TaskPriority.allCases.count)
        }
    }
}
