import Domain
import JSON
import Store
import TaskDomain
import TaskFormats
import TaskStore
import Testing
import TestingElwosa

@testable import Tasks

/// Files of other systems with one member of another type than is usual.
@Suite("Odd members")
struct OddMembersTests {
    struct Form: Sendable, CustomTestStringConvertible {
        let format: any ImportFormat.Type
        let file: String
        /// Members without which a task is none, or not known again.
        let needed: Set<String>
        /// Those that say how many tasks there are.
        let counted: Set<String>

        var testDescription: String { format.name }
    }

    private static let forms = [
        Form(format: TrelloFormat.self, file: TrelloImportTests.file, needed: ["id", "cards"], counted: []),
        Form(format: VikunjaFormat.self, file: VikunjaImportTests.file, needed: ["id", "tasks"], counted: ["tasks"]),
        Form(
            format: TaskwarriorFormat.self, file: "[" + TaskwarriorImportTests.lines.joined(separator: ",") + "]",
            needed: ["uuid"], counted: ["status"]),
    ]

    @Test("a member of any type keeps no task out of a file", arguments: forms)
    func types(_ form: Form) async throws {
        let value = try JSONParser.parse(Array(form.file.utf8))
        try await withSite { site in
            let whole = try tasks(form.file, form, site)
            #expect(whole >= 3)
            for text in [
                "null", "7", "-1.5", "true", "[]", "{}", "[[1]]", #""x""#, #"{"a":{"b":1}}"#, "9007199254740993",
            ] {
                var place = 0
                while true {
                    var change = MemberChange(place: place, text: text)
                    let changed = change.write(value)
                    guard let name = change.name else { break }
                    do {
                        let found = try tasks(changed, form, site)
                        let isOther = form.needed.union(form.counted).contains(name)
                        #expect(found == whole || isOther, "\(name) \(place): \(text)")
                    } catch let failure as Failure {
                        #expect(form.needed.contains(name), "\(name) \(place): \(text): \(failure.message)")
                    }
                    place += 1
                }
            }
        }
    }

    /// The number of tasks that a file is found to have.
    private func tasks(_ file: String, _ form: Form, _ site: TestSite) throws -> Int {
        let count = try site.importing(file, as: form.format, piece: 100_000).count
        return count.created + count.updated + count.unchanged
    }
}

/// A JSON text of which one member has another value.
private struct MemberChange {
    /// The member, counted through the whole text.
    let place: Int
    let text: String
    private var count = 0
    /// The name of the changed member, once it was written.
    private(set) var name: String?

    init(place: Int, text: String) { (self.place, self.text) = (place, text) }

    mutating func write(_ value: JSON) -> String {
        switch value {
        case .array(let items): return "[" + items.map { write($0) }.joined(separator: ",") + "]"
        case .object(let object):
            return "{" + object.members.map { write($0.name, $0.value) }.joined(separator: ",") + "}"
        default: return String(decoding: value.json, as: UTF8.self)
        }
    }

    private mutating func write(_ name: String, _ value: JSON) -> String {
        count += 1
        let isChanged = count == place + 1
        if isChanged { self.name = name }
        let old = write(value)
        return String(decoding: name.json, as: UTF8.self) + ":" + (isChanged ? text : old)
    }
}
