import Domain
import JSON
import TaskChanges
import TaskDomain
import Testing
import TestingElwosa

@Suite("Projects and their members")
struct ProjectChangesTests {
    private func delete(_ id: Int64, by person: Person = .ada, _ world: RuleWorld) throws {
        try world.change(by: person) { try ProjectChanges($0).delete(id, ifVersion: nil) {} }
    }

    @Test("the last owner stays one, unless another can sign in", arguments: RowsKind.allCases)
    func lastOwner(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let project = try world.project(with: [.ben: .editor])
        let last = Failure(.lastOwner, field: "role", kind: .conflict)
        let mark = try world.mark()
        #expect(throws: last) { try world.setMember(.ada, .editor, of: project) }
        #expect(throws: last) { try world.removeMember(.ada, of: project) }
        #expect(try world.mark() == mark)
        try world.setMember(.ben, .owner, of: project)
        try world.disable(.ben)
        #expect(throws: last) { try world.removeMember(.ada, of: project) }
        try world.setMember(.cleo, .owner, of: project)
        try world.removeMember(.ada, of: project)
        #expect(try world.change { try $0.rows.members(of: project) } == [Person.ben.id, Person.cleo.id])
    }

    @Test("owners decide, members leave, and others find nothing", arguments: RowsKind.allCases)
    func rights(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let project = try world.project(with: [.ben: .editor, .cleo: .viewer])
        let patch = try ProjectPatch(name: "x")
        for (person, kind) in [(Person.ben, Failure.Kind.forbidden), (.dot, .notFound)] {
            for attempt: () throws -> Void in [
                {
                    _ = try world.change(by: person) {
                        try ProjectChanges($0).update(project, patch, ifVersion: nil)
                    }
                }, { try world.setMember(person, .owner, of: project, by: person) },
                { try world.removeMember(.cleo, of: project, by: person) }, { try delete(project, by: person, world) },
            ] {
                let failure = #expect(throws: Failure.self) { try attempt() }
                #expect(failure?.kind == kind)
            }
        }
        try world.removeMember(.cleo, of: project, by: .cleo)
        #expect(throws: Failure.notFound) { try world.removeMember(.cleo, of: project) }
    }

    @Test("every change raises the version, and one for another version is refused", arguments: RowsKind.allCases)
    func versions(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let project = try world.project(with: [.ben: .editor])
        func update(_ name: String, ifVersion: Int64?) throws -> ProjectDetail {
            let patch = try ProjectPatch(name: name)
            return try world.change { try ProjectChanges($0).update(project, patch, ifVersion: ifVersion) }
        }
        #expect(try update("x", ifVersion: 2).project.version == 3)
        let failure = #expect(throws: Failure.self) { try update("y", ifVersion: 2) }
        #expect(failure?.kind == .stale && failure?.field == "version")
        let seen = #expect(throws: Failure.self) {
            try world.change(seen: 2) { try ProjectChanges($0).setMember("Cleo", .viewer, of: project) }
        }
        #expect(seen?.kind == .stale)
        let mark = try world.mark()
        #expect(try update("x", ifVersion: 3).project.version == 3 && world.mark() == mark)
    }

    @Test("a project goes without tasks alone", arguments: RowsKind.allCases)
    func deleting(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let project = try world.project(with: [.ben: .editor])
        let task = try world.make { $0.projectId = project }.id
        let failure = #expect(throws: Failure.self) { try delete(project, world) }
        #expect(failure == Failure(.hasTasks, field: "project", kind: .conflict))
        try world.update(task) { $0.projectId = .some(nil) }
        try delete(project, world)
        #expect(throws: Failure.notFound) { try delete(project, world) }
        let told = try #require(try world.told().last)
        #expect(told.kind == "project_deleted" && told.content["members"]?.integers == [1, 2])
    }

    @Test("an account owns so many, and is a member of so many", arguments: RowsKind.allCases)
    func room(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        try world.change { writing in
            for place in 0..<ProjectRules.membershipLimit {
                let id = try writing.rows.insert(ProjectDraft(name: "P"), at: writing.change.instant)
                try writing.rows.setMember(1, place < ProjectRules.ownedLimit ? .owner : .viewer, of: id)
            }
        }
        let owned = #expect(throws: Failure.self) { try world.project() }
        #expect(owned == Failure(.tooMany(ProjectRules.ownedLimit), field: "projects"))
        let others = try world.project(by: .ben)
        let member = #expect(throws: Failure.self) { try world.setMember(.ada, .viewer, of: others, by: .ben) }
        #expect(member == Failure(.tooMany(ProjectRules.membershipLimit), field: "account"))
    }
}
