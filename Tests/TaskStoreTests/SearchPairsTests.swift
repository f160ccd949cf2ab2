import Domain
import Foundation
import TaskDomain
import Testing
import TestingElwosa

@testable import Store
@testable import TaskStore

/// A text that is stored, one that is searched for, and whether that finds it.
struct SearchPair: Sendable {
    let language: String
    let stored: String
    let searched: String
    let isFound: Bool

    /// - Source: Tests/Fixtures/search-pairs.tsv, which Tests/Oracles/folding.py compares with ICU.
    static let all: [SearchPair] = {
        let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let text = try! String(contentsOf: fixtures.appending(path: "Fixtures/search-pairs.tsv"), encoding: .utf8)
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            let fields = line.split(separator: "\t").map { plain(String($0)) }
            return SearchPair(language: fields[0], stored: fields[1], searched: fields[2], isFound: fields[3] == "yes")
        }
    }()

    private static func plain(_ text: String) -> String {
        text.replacing(/\\u\{([0-9a-f]+)\}/) { String(Unicode.Scalar(UInt32($0.1, radix: 16)!)!) }
    }
}

@Suite("A search in every language")
struct SearchPairsTests {
    private func found(_ text: String, _ site: TestSite, forgiving: Bool = false) throws -> [String] {
        var query = TaskQuery(try TaskFilter(parsing: text), frame: DayFrame(utc: site.clock.now), limit: 200)
        query.isForgiving = forgiving
        return try site.store.tasks.list(query, for: Person.ada.caller).tasks.map(\.title)
    }

    @Test("finds what people mean, and nothing else")
    func pairs() async throws {
        #expect(SearchPair.all.count >= 200 && Set(SearchPair.all.map(\.language)).count >= 20)
        try await withSite { site in
            for title in Set(SearchPair.all.map(\.stored)) { try site.make(.task(title)) }
            for pair in SearchPair.all {
                let isFound = try found(pair.searched, site).contains(pair.stored)
                #expect(isFound == pair.isFound, "\(pair.language): \(pair.searched) in \(pair.stored)")
            }
        }
    }

    @Test("finds a title by itself, whatever signs are in it")
    func titles() async throws {
        let odd = [
            "27\" screen", "Fix: login (again)", "a (b", "c) d", ":-( or :-)", "call f() now", "tea or", "or",
            "Project: Garden", "http://example.org/?a=b&c", "-> next", "-- later --", "[bug] x", "\"quoted\" title",
            "--no-verify", "Add -v flag", "Buy milk -now", "milk, eggs; bread!", "C++ & C#", "🚀", "+++", "#7 x",
            "100 %",
            "“typographic”", "don't", "a\u{a0}b", "NOT x AND y", "x*", "^x", "{x}", "a:b:c", "e=mc²", "½", "…",
            "x < y > z",
        ]
        let words = (0..<90).map { "w\($0)" }.joined(separator: " ")
        try await withSite { site in
            let titles = odd + [words] + Set(SearchPair.all.map(\.stored))
            for title in titles { try site.make(.task(title)) }
            for title in titles {
                #expect(try found(title, site, forgiving: true).contains(title), "\(title)")
            }
        }
    }
}
