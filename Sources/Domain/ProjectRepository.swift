/// Projects and their members.
///
/// - Errors: `.notFound` for a project that is absent or of which the caller is no member; `.forbidden` for a role that
///   may not do this; `.stale` where `ifVersion` is given and is not the stored version.
/// - Source: tables `project` and `projectMember`, migration 0004.
package protocol ProjectRepository: Sendable {
    /// The caller's projects by name; those that are archived only where asked for.
    func projects(archived: Bool, for caller: Caller) throws(Failure) -> [ProjectSummary]

    func project(_ id: Int64, for caller: Caller) throws(Failure) -> ProjectDetail

    /// Those to whom a task there can be given and who can be mentioned in it, by name: the members of a project; where
    /// there is none, everybody who may sign in.
    func people(in projectId: Int64?, for caller: Caller) throws(Failure) -> [AccountName]

    /// Makes a project whose owner is the caller; the command line makes it for nobody. Event `project_created`.
    func createProject(_ draft: ProjectDraft, by change: Change) throws(Failure) -> ProjectDetail

    /// Event `project_changed`.
    func updateProject(
        _ id: Int64, _ patch: ProjectPatch, ifVersion: Int64?, by change: Change
    ) throws(Failure) -> ProjectDetail

    /// Removes a project that has no tasks; its trash goes with it, for good, and so does what the log says of it but
    /// its name. Events `task_purged` and
    /// `project_deleted`.
    ///
    /// - Errors: `.conflict` on `project` while it has tasks.
    func deleteProject(_ id: Int64, ifVersion: Int64?, by change: Change) throws(Failure)

    /// Makes somebody a member, or gives a member another role. Event `member_set`.
    ///
    /// - Errors: `.invalid` on `account` for a name that is not there; `.conflict` on `role` when the last owner would
    ///   be one no more.
    func setMember(_ account: String, _ role: ProjectRole, of id: Int64, by change: Change) throws(Failure)
        -> ProjectDetail

    /// Event `member_removed`. Members may remove themselves.
    ///
    /// - Errors: `.conflict` on `role` for the last owner.
    func removeMember(_ accountId: Int64, of id: Int64, by change: Change) throws(Failure)
}

package struct ProjectSummary: Identifiable, Sendable, Equatable {
    package let project: Project
    /// The caller's own; nil for the command line.
    package let role: ProjectRole?
    /// Tasks that are neither done nor dropped.
    package let live: Int

    package var id: Int64 { project.id }

    package init(project: Project, role: ProjectRole?, live: Int) {
        self.project = project
        self.role = role
        self.live = live
    }
}

package struct ProjectDetail: Sendable, Equatable {
    package let summary: ProjectSummary
    /// Owners first, then by name.
    package let members: [ProjectMember]

    package init(summary: ProjectSummary, members: [ProjectMember]) {
        self.summary = summary
        self.members = members
    }

    package var project: Project { summary.project }
}

package struct ProjectDraft: Sendable, Equatable {
    package let name: String
    package let description: String

    /// - Errors: as `ProjectRules`.
    package init(name: String, description: String = "") throws(Failure) {
        self.name = try ProjectRules.name(name)
        self.description = try ProjectRules.description(description)
    }
}

/// nil leaves a field as it is.
package struct ProjectPatch: Sendable, Equatable {
    package var name: String?
    package var description: String?
    package var isArchived: Bool?

    package init(name: String? = nil, description: String? = nil, isArchived: Bool? = nil) throws(Failure) {
        self.name = name == nil ? nil : try ProjectRules.name(name!)
        self.description = description == nil ? nil : try ProjectRules.description(description!)
        self.isArchived = isArchived
    }
}

/// Labels, which all projects share.
///
/// - Errors: `.notFound`; `.stale` where the change is made for another version than the stored one.
/// - Source: tables `label` and `taskLabel`, migration 0004.
package protocol LabelRepository: Sendable {
    /// Those that the caller sees, by name: its own, and those of tasks in sight.
    func labels(for caller: Caller) throws(Failure) -> [LabelUse]

    func label(_ id: Int64, for caller: Caller) throws(Failure) -> LabelUse

    /// One page of them.
    func labels(_ query: LabelQuery, for caller: Caller) throws(Failure) -> LabelPage

    /// The names alone, for fields in which one can be typed.
    ///
    /// - Shape: the first `limit` of them.
    func labelNames(limit: Int, for caller: Caller) throws(Failure) -> [String]

    /// Event `label_created`.
    ///
    /// - Errors: `.conflict` on `name` if there is one of that name; `.invalid` on it where the house has as many as it
    ///   may have.
    func createLabel(_ name: String, _ colour: LabelColour, by change: Change) throws(Failure) -> LabelUse

    /// Event `label_changed`.
    ///
    /// - Errors: `.forbidden` on `label` where it is on a task that the caller does not see.
    func updateLabel(
        _ id: Int64, name: String?, colour: LabelColour?, by change: Change
    ) throws(Failure) -> LabelUse

    /// Takes the label from all tasks in sight, and deletes it unless hidden ones have it still. Events `task_changed` for each and
    /// `label_deleted`; undone, all of them get it back under its number, with `label_restored`.
    ///
    /// - Shape: the number of the change; nil for a request that was carried out before.
    /// - Errors: `.conflict` on `label` while it is on more tasks than one request may change.
    @discardableResult
    func deleteLabel(_ id: Int64, by change: Change) throws(Failure) -> Int64?
}

/// Which labels are wanted, by name.
package struct LabelQuery: Sendable {
    package enum Cursor: Sendable, Equatable {
        case first
        /// Those behind this one.
        case after(Int64)
        /// This one and those behind it.
        case from(Int64)
    }

    package let cursor: Cursor
    package let limit: Int

    package static let limitRange = 1...500
    package static let usual = 100

    package init(_ cursor: Cursor, limit: Int = usual) {
        (self.cursor, self.limit) = (cursor, limit)
    }
}

package struct LabelPage: Sendable {
    package let labels: [LabelUse]
    /// Goes into `after` of the next page; nil on the last.
    package let next: Int64?

    package init(labels: [LabelUse], next: Int64?) {
        (self.labels, self.next) = (labels, next)
    }
}

/// Queries with a name; each person has its own.
///
/// - Errors: `.notFound` for another's too; `.stale` where the change is made for another version than the stored one.
/// - Source: table `savedView`, migration 0004. Views are nobody else's affair: their events are in nobody's
/// activity, only in the audit.
package protocol SavedViewRepository: Sendable {
    func savedViews(of accountId: Int64) throws(Failure) -> [SavedView]

    func savedView(_ id: Int64, of accountId: Int64) throws(Failure) -> SavedView

    /// Event `view_saved`.
    ///
    /// - Errors: `.invalid` on `views` when there are 50.
    func saveView(_ name: String, _ query: String, by change: Change) throws(Failure) -> SavedView

    /// Event `view_changed`, if anything changed.
    func updateView(_ id: Int64, name: String?, query: String?, by change: Change) throws(Failure) -> SavedView

    /// Event `view_removed`.
    func deleteView(_ id: Int64, by change: Change) throws(Failure)
}

package struct SavedView: Identifiable, Sendable, Equatable {
    package let id: Int64
    package let name: String
    package let query: String
    /// Begins at 1 and grows with every change.
    package let version: Int64

    package init(id: Int64, name: String, query: String, version: Int64 = 1) {
        self.id = id
        self.name = name
        self.query = query
        self.version = version
    }

    package static let limit = 50
    package static let nameLimit = 100
}

/// The comments on tasks.
///
/// - Errors: as `TaskRepository`; a commenter's role suffices for one's own comments. `.stale` where the change is made
///   for another version of the comment than the stored one.
/// - Source: tables `comment` and `mention`, migration 0004.
package protocol CommentRepository: Sendable {
    /// All of them, the oldest first.
    func comments(of taskId: TaskItem.ID, for caller: Caller) throws(Failure) -> [Comment]

    func comment(_ id: Int64, of taskId: TaskItem.ID, for caller: Caller) throws(Failure) -> Comment

    /// One page of them, the oldest first.
    func comments(of taskId: TaskItem.ID, _ query: CommentQuery, for caller: Caller) throws(Failure) -> CommentPage

    /// Event `comment_added`. Whoever `@name` names and may see the task is among its mentions.
    ///
    /// - Errors: `.invalid` on `comments` when the task has as many as it may have, or as long ones; on `text` when it
    ///   names too many people.
    func addComment(_ text: String, to taskId: TaskItem.ID, by change: Change) throws(Failure) -> CommentOutcome

    /// Event `comment_changed`.
    ///
    /// - Errors: `.forbidden` for another's.
    func updateComment(
        _ id: Int64, of taskId: TaskItem.ID, _ text: String, by change: Change
    ) throws(Failure) -> CommentOutcome

    /// Event `comment_removed`. An owner of the project, too, may remove one.
    ///
    /// - Shape: the number of the change.
    @discardableResult
    func removeComment(_ id: Int64, of taskId: TaskItem.ID, by change: Change) throws(Failure) -> Int64?
}

/// Which comments of a task are wanted.
package struct CommentQuery: Sendable {
    package enum Cursor: Sendable, Equatable {
        /// The first that are newer than this one.
        case after(Int64)
        /// The last that are older than this one.
        case before(Int64)
    }

    package let cursor: Cursor
    package let limit: Int

    package static let limitRange = 1...200
    package static let usual = 50

    package init(_ cursor: Cursor, limit: Int = usual) {
        (self.cursor, self.limit) = (cursor, limit)
    }

    /// The last ones there are.
    package static var newest: CommentQuery { CommentQuery(.before(.max)) }
}

package struct CommentPage: Sendable, Equatable {
    /// The oldest first.
    package let comments: [Comment]
    /// There are more comments in the direction that was asked for.
    package let hasMore: Bool
    /// All that the task has.
    package let total: Int

    package init(comments: [Comment], hasMore: Bool, total: Int) {
        (self.comments, self.hasMore, self.total) = (comments, hasMore, total)
    }
}

package struct Comment: Identifiable, Sendable, Equatable {
    package let id: Int64
    /// nil where it was imported, or the account is gone.
    package let author: AccountName?
    /// The name of an imported comment's author, empty where nobody was named: a name, and no account. nil for a
    /// comment that was written here.
    package let importedAuthor: String?
    package let text: String
    package let mentions: [AccountName]
    package let createdAt: Instant
    package let editedAt: Instant?
    /// Begins at 1 and grows with every change.
    package let version: Int64

    package init(
        id: Int64, author: AccountName?, importedAuthor: String?, text: String, mentions: [AccountName],
        createdAt: Instant, editedAt: Instant?, version: Int64 = 1
    ) {
        self.version = version
        self.id = id
        self.author = author
        self.importedAuthor = importedAuthor
        self.text = text
        self.mentions = mentions
        self.createdAt = createdAt
        self.editedAt = editedAt
    }

    /// The comment was brought along by a file, so nobody here said it.
    package var isImported: Bool { importedAuthor != nil }

    /// Who said it, as far as anybody knows.
    package var authorName: String? { author?.name ?? (importedAuthor == "" ? nil : importedAuthor) }
}

/// A comment as a change left it, and the number of that change; nil when nothing changed.
package struct CommentOutcome: Sendable, Equatable {
    package let comment: Comment
    package let change: Int64?

    package init(comment: Comment, change: Int64?) {
        self.comment = comment
        self.change = change
    }
}
