/// Projects and their members.
///
/// - Errors: `.notFound` for a project that is absent or of which the caller is no member; `.forbidden` for a role that
///   may not do this; `.stale` where `ifVersion` is given and is not the stored version.
/// - Source: tables `project` and `projectMember`, migration 0004.
public protocol ProjectRepository: Sendable {
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

public struct ProjectSummary: Identifiable, Sendable, Equatable {
    public let project: Project
    /// The caller's own; nil for the command line.
    public let role: ProjectRole?
    /// Tasks that are neither done nor dropped.
    public let live: Int

    public var id: Int64 { project.id }

    public init(project: Project, role: ProjectRole?, live: Int) {
        self.project = project
        self.role = role
        self.live = live
    }
}

public struct ProjectDetail: Sendable, Equatable {
    public let summary: ProjectSummary
    /// Owners first, then by name.
    public let members: [ProjectMember]

    public init(summary: ProjectSummary, members: [ProjectMember]) {
        self.summary = summary
        self.members = members
    }

    public var project: Project { summary.project }
}

public struct ProjectDraft: Sendable, Equatable {
    public let name: String
    public let description: String

    /// - Errors: as `ProjectRules`.
    public init(name: String, description: String = "") throws(Failure) {
        self.name = try ProjectRules.name(name)
        self.description = try ProjectRules.description(description)
    }
}

/// nil leaves a field as it is.
public struct ProjectPatch: Sendable, Equatable {
    public var name: String?
    public var description: String?
    public var isArchived: Bool?

    public init(name: String? = nil, description: String? = nil, isArchived: Bool? = nil) throws(Failure) {
        self.name = name == nil ? nil : try ProjectRules.name(name!)
        self.description = description == nil ? nil : try ProjectRules.description(description!)
        self.isArchived = isArchived
    }
}

/// Labels, which all projects share.
///
/// - Errors: `.notFound`; `.stale` where the change is made for another version than the stored one.
/// - Source: tables `label` and `taskLabel`, migration 0004.
public protocol LabelRepository: Sendable {
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
public struct LabelQuery: Sendable {
    public enum Cursor: Sendable, Equatable {
        case first
        /// Those behind this one.
        case after(Int64)
        /// This one and those behind it.
        case from(Int64)
    }

    public let cursor: Cursor
    public let limit: Int

    public static let limitRange = 1...500
    public static let usual = 100

    public init(_ cursor: Cursor, limit: Int = usual) {
        (self.cursor, self.limit) = (cursor, limit)
    }
}

public struct LabelPage: Sendable {
    public let labels: [LabelUse]
    /// Goes into `after` of the next page; nil on the last.
    public let next: Int64?

    public init(labels: [LabelUse], next: Int64?) {
        (self.labels, self.next) = (labels, next)
    }
}

/// Queries with a name; each person has its own.
///
/// - Errors: `.notFound` for another's too; `.stale` where the change is made for another version than the stored one.
/// - Source: table `savedView`, migration 0004. Views are nobody else's affair: their events are in nobody's
/// activity, only in the audit.
public protocol SavedViewRepository: Sendable {
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

public struct SavedView: Identifiable, Sendable, Equatable {
    public let id: Int64
    public let name: String
    public let query: String
    /// Begins at 1 and grows with every change.
    public let version: Int64

    public init(id: Int64, name: String, query: String, version: Int64 = 1) {
        self.id = id
        self.name = name
        self.query = query
        self.version = version
    }

    public static let limit = 50
    public static let nameLimit = 100
}

/// The comments on tasks.
///
/// - Errors: as `TaskRepository`; a commenter's role suffices for one's own comments. `.stale` where the change is made
///   for another version of the comment than the stored one.
/// - Source: tables `comment` and `mention`, migration 0004.
public protocol CommentRepository: Sendable {
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
public struct CommentQuery: Sendable {
    public enum Cursor: Sendable, Equatable {
        /// The first that are newer than this one.
        case after(Int64)
        /// The last that are older than this one.
        case before(Int64)
    }

    public let cursor: Cursor
    public let limit: Int

    public static let limitRange = 1...200
    public static let usual = 50

    public init(_ cursor: Cursor, limit: Int = usual) {
        (self.cursor, self.limit) = (cursor, limit)
    }

    /// The last ones there are.
    public static var newest: CommentQuery { CommentQuery(.before(.max)) }
}

public struct CommentPage: Sendable, Equatable {
    /// The oldest first.
    public let comments: [Comment]
    /// There are more comments in the direction that was asked for.
    public let hasMore: Bool
    /// All that the task has.
    public let total: Int

    public init(comments: [Comment], hasMore: Bool, total: Int) {
        (self.comments, self.hasMore, self.total) = (comments, hasMore, total)
    }
}

public struct Comment: Identifiable, Sendable, Equatable {
    public let id: Int64
    /// nil where it was imported, or the account is gone.
    public let author: AccountName?
    /// The name of an imported comment's author, empty where nobody was named: a name, and no account. nil for a
    /// comment that was written here.
    public let importedAuthor: String?
    public let text: String
    public let mentions: [AccountName]
    public let createdAt: Instant
    public let editedAt: Instant?
    /// Begins at 1 and grows with every change.
    public let version: Int64

    public init(
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
    public var isImported: Bool { importedAuthor != nil }

    /// Who said it, as far as anybody knows.
    public var authorName: String? { author?.name ?? (importedAuthor == "" ? nil : importedAuthor) }
}

/// A comment as a change left it, and the number of that change; nil when nothing changed.
public struct CommentOutcome: Sendable, Equatable {
    public let comment: Comment
    public let change: Int64?

    public init(comment: Comment, change: Int64?) {
        self.comment = comment
        self.change = change
    }
}
