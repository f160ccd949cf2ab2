import Domain
import JSON
import TaskChanges
import TaskDomain
import Testing
import TestingElwosa

@Suite("Members as they are written")
struct MemberWritingTests {
    @Test("have a row, a version of their project and an event", arguments: RowsKind.allCases)
    func members(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let (project, ben) = (try world.project(), Person.ben.id)
        let mark = try world.mark()
        let steps: [@Sendable (MemberWriting) throws -> Void] = [
            { try $0.add(ben, .viewer, to: project, isProjectNew: true) }, { try $0.add(ben, .editor, to: project) },
            { try $0.set(ben, .owner, of: project, was: .editor) }, { try $0.remove(ben, of: project) },
        ]
        let roles = try steps.map { step in
            try world.change { writing in
                try step(MemberWriting(writing))
                return try writing.rows.role(of: ben, in: project)
            }
        }
        #expect(roles == [.viewer, .editor, .owner, nil])
        let told = try world.told(after: mark)
        #expect(told.map(\.kind) == ["member_set", "member_set", "member_set", "member_removed"])
        #expect(told.allSatisfy { $0.subject == project && $0.place == .project(project) })
        let contents = try [
            #"{"account": 2, "role": "viewer", "version": 1}"#, #"{"account": 2, "role": "editor", "version": 2}"#,
            #"{"account": 2, "role": "owner", "roleBefore": "editor", "version": 3}"#,
            #"{"account": 2, "version": 4}"#,
        ].map { try #require(try JSONParser.parse(Array($0.utf8)).object) }
        #expect(told.map(\.content) == contents)
    }
}
