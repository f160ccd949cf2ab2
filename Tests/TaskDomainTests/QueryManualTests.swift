import Domain
import Foundation
import TaskDomain
import Testing

struct QueryManualTests {
    @Test("every example of the manual is a query, and every field's word is known")
    func examples() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let manual = try String(contentsOf: root.appending(path: "docs/api/query.md"), encoding: .utf8)
        let examples = try Self.part("Examples", of: manual).split(separator: "\n").compactMap { line in
            line.hasPrefix("| `") ? String(line.dropFirst(3).prefix { $0 != "`" }) : nil
        }
        #expect(examples.count >= 6)
        for example in examples + Self.fieldTerms(try Self.part("Fields", of: manual)) {
            #expect(throws: Never.self, "\(example)") { try TaskFilter(parsing: example) }
        }
    }

    private static func part(_ title: String, of manual: String) throws -> String {
        let parts = manual.components(separatedBy: "\n## ")
        return try #require(parts.first { $0.hasPrefix(title + "\n") })
    }

    /// Every field of the table with every value beside it.
    private static func fieldTerms(_ table: String) -> [String] {
        table.split(separator: "\n").filter { $0.hasPrefix("| `") }.flatMap { row in
            let cells = row.split(separator: "|").map { $0.matches(of: /`([^`]+)`/).map { String($0.output.1) } }
            return cells[0].flatMap { field in
                cells[1].filter { !notValues.contains("\(field):\($0)") }.map { "\(field):\($0)" }
            }
        }
    }

    /// Texts that the table says in passing.
    private static let notValues = ["is:wait", "status:status:open", "sort:-"]
}
