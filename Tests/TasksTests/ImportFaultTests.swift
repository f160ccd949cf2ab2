import Domain
import Store
import TaskDomain
import TaskFormats
import TaskStore
import Tasks
import Testing
import TestingElwosa

@Suite("Files that cannot be taken")
struct ImportFaultTests {
    @Test("what cannot be read is named by line and column, in characters")
    func column() async throws {
        try await withSite { site in
            let failure = try #require(throws: Failure.self) {
                try site.importing(issue("bd-1") + #"{"id":"äöü","title":}"#, as: BeadsFormat.self)
            }
            #expect(failure.message.hasPrefix("Line 2, column 21: A JSON value was expected."))
        }
    }

    @Test(
        "a file of another kind is refused before any of it is taken, and named",
        arguments: [
            (#"{"format":"elwosa","version":1}"# + "\n" + #"{"end":{"tasks":0}}"#, Rule.otherFormat("ELWOSA")),
            ("PK\u{3}\u{4}\u{14}", .packed), ("%PDF-1.7", .packed), ("i\0d\0", .notText),
        ])
    func otherKind(file: String, rule: Rule) async throws {
        try await withSite { site in
            let mark = try site.lastEvent()
            var run = ImportRun(BeadsFormat.self, into: site.store.tasks) {
                Change(by: .commandLine, at: site.clock.now)
            }
            let failure = try #require(throws: Failure.self) {
                try run.take(Array(file.utf8))
                _ = try run.finish()
            }
            #expect(failure.kind == .malformed && run.stop?.failure.rule == rule)
            #expect(try site.events(after: mark) == [])
        }
    }
}
