import Domain
import HouseStore
import MemoryDomain
import MemoryStore
import Store
import TestingElwosa

/// The spaces of the house: of each person one of its own, under the number of its account; one of each project; and
/// three shared ones. Each has an entry of two versions.
struct MatrixSpaces {
    private static let entry = "1"
    private var spaces: [MatrixObject: Int64] = [:]
    private var changes: [Int64: Int64] = [:]

    init(_ site: TestSite) throws {
        for person in Person.allCases {
            let kind: MemorySpace.Kind = person.kind == .agent ? .agent : .personal
            let caller = person.caller
            let space = try make(SpaceDraft(kind: kind, name: person.name), caller, site)
            changes[person.id] = try write(space, caller, site)
        }
    }

    /// The space of a project whose owner Fay is.
    mutating func furnish(_ site: TestSite, _ object: MatrixObject, project: Int64, _ fay: Caller) throws {
        let space = try make(SpaceDraft(kind: .project, name: "\(object)", projectId: project), fay, site)
        _ = try write(space, fay, site)
        spaces[object] = space
    }

    /// Spaces that are open to a person to read and to write, and one of the person's own that is open to Fay.
    mutating func furnishShared(_ site: TestSite, _ fay: Caller, person: Person?) throws {
        for (object, role) in [(MatrixObject.opened, SpaceRole.reader), (.openedToWrite, .writer)] {
            let space = try make(SpaceDraft(kind: .shared, name: "\(object)"), fay, site)
            if let person { try open(space, to: person.name, role, fay, site) }
            _ = try write(space, fay, site)
            spaces[object] = space
        }
        let owner = person?.caller ?? fay
        let space = try make(SpaceDraft(kind: .shared, name: "own"), owner, site)
        if person != nil { try open(space, to: "Fay", .writer, owner, site) }
        _ = try write(space, owner, site)
        spaces[.openedByCaller] = space
    }

    private func make(_ draft: SpaceDraft, _ caller: Caller, _ site: TestSite) throws -> Int64 {
        try site.store.memory().createSpace(draft, by: Change(by: caller, at: site.clock.now)).space.id
    }

    private func open(_ space: Int64, to name: String, _ role: SpaceRole, _ caller: Caller, _ site: TestSite) throws {
        let change = Change(by: caller, at: site.clock.now)
        _ = try site.store.memory().setSpaceMember(name, role, of: space, by: change)
    }

    /// - Shape: the number of the last change.
    private func write(_ space: Int64, _ caller: Caller, _ site: TestSite) throws -> Int64? {
        let change = Change(by: caller, at: site.clock.now)
        var last: Int64?
        for text in ["one", "two"] {
            let draft = EntryDraft(EntryFields(content: .text(text)))
            last = try site.store.memory().putEntry(.named(Self.entry), draft, of: space, by: change).change
        }
        return last
    }

    /// The numbers that stand in the addresses of a pattern, by the object that they name.
    func numbers(in pattern: String, of account: Int64) -> [(MatrixObject, [String: Int64])] {
        let (own, other) = (max(account, 1), account == 1 ? 2 : 1 as Int64)
        if pattern.contains("{mark}") {
            return [(.own, own), (.foreign, other), (.absent, 9_999)].map { object, person in
                (object, ["mark": changes[person] ?? person])
            }
        }
        let named = [(MatrixObject.own, own), (.foreign, other), (.absent, 9_999)] + spaces.map { ($0, $1) }
        return named.map { object, space in
            (object, ["id": space, "space": space, "key": 1, "version": 1, "account": MatrixWorld.fay])
        }
    }
}
