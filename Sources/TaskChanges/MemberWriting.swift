import Domain
import JSON
import TaskDomain

/// Writes the members of projects: each row with the project's next version and the event that tells of it. Its callers
/// have asked the rules before.
package struct MemberWriting {
    /// Appends an event of a project to the log.
    package typealias Append = (
        _ kind: TaskEventKind, _ project: Int64, _ content: (inout JSONWriter) -> Void
    ) throws -> Void

    private let rows: any ProjectRows
    private let append: Append

    package init(_ rows: any ProjectRows, append: @escaping Append) {
        (self.rows, self.append) = (rows, append)
    }

    /// As part of a change.
    package init(_ writing: TaskWriting) {
        self.init(writing.rows) { kind, project, content in
            try writing.append(kind, subject: project, place: .project(project), content: content)
        }
    }

    /// Makes an account a member that could not be one before: the account is new, or the project is. Event
    /// `member_set`.
    ///
    /// - Shape: a project that is new goes on with its first version.
    package func add(
        _ account: Int64, _ role: ProjectRole, to project: Int64, isProjectNew: Bool = false
    ) throws {
        try rows.setMember(account, role, of: project)
        let version = try isProjectNew ? 1 : rows.raiseVersion(ofProject: project)
        try tell(.memberSet, account, of: project, version) { $0.member("role", role.rawValue) }
    }

    /// Gives an account a role in a project. Event `member_set`.
    ///
    /// - Shape: `former` is the role that it had there, nil where it was no member.
    package func set(_ account: Int64, _ role: ProjectRole, of project: Int64, was former: ProjectRole?) throws {
        try rows.setMember(account, role, of: project)
        try tell(.memberSet, account, of: project, rows.raiseVersion(ofProject: project)) { out in
            out.member("role", role.rawValue)
            out.member("roleBefore", former?.rawValue)
        }
    }

    /// Takes a member out of a project. Event `member_removed`.
    package func remove(_ account: Int64, of project: Int64) throws {
        try rows.removeMember(account, of: project)
        try tell(.memberRemoved, account, of: project, rows.raiseVersion(ofProject: project)) { _ in }
    }

    private func tell(
        _ kind: TaskEventKind, _ account: Int64, of project: Int64, _ version: Int64,
        role: (inout JSONWriter) -> Void
    ) throws {
        try append(kind, project) { out in
            out.member("account", account)
            role(&out)
            out.member("version", version)
        }
    }
}
