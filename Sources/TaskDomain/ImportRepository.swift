import Domain

/// Takes tasks, and what they belong to, from other systems and other installations.
///
/// Each call is one transaction, all of it or nothing. Whoever is not the command line makes and changes only what it
/// could by hand: what would need more is skipped, and the outcome says so.
///
/// No time after the change's own is stored: one that lies ahead becomes an earlier one, and the outcome says so.
///
/// - Errors: `.unavailable` and `.storageFull` as for every change.
/// - Source: docs/api/import.md.
package protocol ImportRepository: Sendable {
    /// Makes the labels that are not there. Event `label_created` for each.
    func importLabels(_ labels: [ImportedLabel], by change: Change) throws(Failure) -> ImportOutcome

    /// Makes the projects that are not there, with those of their members who are. Event `project_created` for each.
    ///
    /// - Shape: a project is known by its number and the time it was made, or by its name and that time; a known one
    ///   stays as it is.
    func importProjects(_ projects: [ImportedProject], by change: Change) throws(Failure) -> ImportOutcome

    /// Makes the tasks that are not there, and brings up to date those whose source is newer than what is here.
    /// Parents and blockers come last of all, by `importTies`.
    ///
    /// - Shape: a task is known by its `externalId`, or by its number and the time it was made, among those that the caller
    ///   may change: what is hidden is for an import as if it were not there. Events `task_imported`,
    ///   `task_changed`, `comment_added`, and `label_created` on the way.
    func importTasks(_ tasks: [ImportedTask], by change: Change) throws(Failure) -> ImportOutcome

    /// Ties tasks to their parents and blockers, in the order given, as far as both ends are there. A tie that would
    /// close a circle is left out, and so is every tie of a task that was changed here after its source was.
    ///
    /// Called once all tasks are there, so that the batches they came in make no difference. Event `task_changed`.
    func importTies(_ ties: [ImportedTies], by change: Change) throws(Failure) -> ImportOutcome

    /// Notes the end of an import that took something. Event `import_finished`.
    ///
    /// - Shape: `changes` are what its calls came back with, in their order, and `size` is what they were together. The
    ///   number by which all of them are taken back at once: tasks, ties and comments, and labels that nobody uses
    ///   otherwise; projects and accounts that it made stay. nil where it took nothing, or more than one request may
    ///   change.
    func finishImport(
        from source: String, _ count: ImportCount, changes: [Int64], size: ChangeSize, by change: Change
    ) throws(Failure) -> Int64?
}

package struct ImportedLabel: Sendable, Equatable {
    package let name: String
    package let colour: LabelColour

    package init(name: String, colour: LabelColour) {
        self.name = name
        self.colour = colour
    }
}

package struct ImportedProject: Sendable, Equatable {
    /// As the file numbers it.
    package let number: Int64
    package let draft: ProjectDraft
    package let members: [(account: String, role: ProjectRole)]
    package let createdAt: Instant
    package let archivedAt: Instant?
    /// The source does not say when it was made: it is known by its name among those that the caller has made, and is as
    /// old as its import.
    package var isUndated = false

    package init(
        number: Int64, draft: ProjectDraft, members: [(account: String, role: ProjectRole)], createdAt: Instant,
        archivedAt: Instant?
    ) {
        self.number = number
        self.draft = draft
        self.members = members
        self.createdAt = createdAt
        self.archivedAt = archivedAt
    }

    package static func == (left: ImportedProject, right: ImportedProject) -> Bool {
        left.number == right.number && left.draft == right.draft && left.createdAt == right.createdAt
            && left.archivedAt == right.archivedAt && left.isUndated == right.isUndated
            && left.members.elementsEqual(right.members) { $0.account == $1.account && $0.role == $1.role }
    }
}

/// A task as another system had it, its times included.
package struct ImportedTask: Sendable, Equatable {
    /// Its project is one of this installation. Assignees that nobody here is called become labels `was:NAME`.
    package var draft: TaskDraft
    /// Its number in another installation, under which it is known again if it has no `externalId`.
    package var number: Int64?
    /// The source says all that there is to say of a task, as another installation does.
    package var isWhole = false
    /// The fields that the source speaks of. What it does not know stays as it is here when a task is brought up to date.
    package var fields: Set<TaskField> = Self.common
    /// The source does not say when the task was made and changed: it is as old as its import, and what is known already
    /// stays as it is.
    package var isUndated = false
    package var ties = ImportedTies()
    package var comments: [ImportedComment] = []
    package let createdAt: Instant
    package let updatedAt: Instant
    package let completedAt: Instant?
    /// The fields that every tracker knows.
    package static let common = Set(
        [SpecialField.title, .description, .status, .priority, .labels, .assignees].map(TaskField.special))

    /// When it was made, as the file says: by it and its number it is known again, however that time was bounded.
    package var statedAt: Instant

    package init(draft: TaskDraft, createdAt: Instant, updatedAt: Instant, completedAt: Instant?) {
        self.draft = draft
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.completedAt = completedAt
        statedAt = createdAt
    }

    /// The name that a report calls it by, where its source knows a better one than its names.
    package var reportName: String?
    /// The name that a report calls it by.
    package var name: String { reportName ?? draft.externalId ?? number.map { "#\($0)" } ?? draft.title }
}

/// The end of a tie, as it is found.
package enum TaskReference: Hashable, Sendable {
    case externalId(String)
    /// A number here, 0 where it is not there; a file may number it otherwise.
    case number(TaskItem.ID, inFile: Int64)

    /// The name that a report calls it by.
    package var name: String {
        switch self {
        case .externalId(let name): name
        case .number(_, let number): "#\(number)"
        }
    }
}

/// The ties of an imported task: the tasks it is part of, and those it waits for.
package struct ImportedTies: Sendable, Equatable {
    /// The task here that the ties are of; 0 until it is there.
    package var taskId: TaskItem.ID = 0
    /// The name that a report calls it by.
    package var name = ""
    /// The first that is there counts, as a task has one parent.
    package var parents: [TaskReference] = []
    package var blockers: [TaskReference] = []
    /// When its source was changed last.
    package var updatedAt = Instant(seconds: 0)

    package init(parents: [TaskReference] = [], blockers: [TaskReference] = []) {
        self.parents = parents
        self.blockers = blockers
    }

    package var isEmpty: Bool { parents.isEmpty && blockers.isEmpty }
}

/// A comment as another system had it.
package struct ImportedComment: Sendable, Equatable {
    /// nil where nobody knows any more.
    package let author: String?
    package let text: String
    package let createdAt: Instant
    package let editedAt: Instant?
    /// The comment had come to its installation by an import already, so its author is only a name.
    package let isImported: Bool
    /// The comment's time had to be bounded, so it is no mark to know the comment by.
    package var isBounded = false

    package init(
        author: String?, text: String, createdAt: Instant, editedAt: Instant? = nil, isImported: Bool = false
    ) {
        self.isImported = isImported
        self.author = author
        self.text = text
        self.createdAt = createdAt
        self.editedAt = editedAt
    }
}

/// The outcome of one batch.
package struct ImportOutcome: Sendable, Equatable {
    package var count = ImportCount()
    /// The number that each has here, in their order; nil for what was skipped.
    package var ids: [Int64?] = []
    package var skips: [ImportSkip] = []
    /// Those of `ids` that were not here before.
    package var made: Set<Int64> = []
    /// The change that this was; nil where nothing changed.
    package var change: Int64?
    package var size = ChangeSize()

    package init() {}
}

package struct ImportCount: Sendable, Equatable {
    package var created: Int
    package var updated: Int
    package var unchanged: Int
    /// Projects that were made.
    package var projects: Int
    /// Parents and blockers that tasks were tied to.
    package var ties: Int

    package init(created: Int = 0, updated: Int = 0, unchanged: Int = 0, projects: Int = 0, ties: Int = 0) {
        self.created = created
        self.updated = updated
        self.unchanged = unchanged
        self.projects = projects
        self.ties = ties
    }

    package static func += (left: inout ImportCount, right: ImportCount) {
        left.created += right.created
        left.updated += right.updated
        left.unchanged += right.unchanged
        left.projects += right.projects
        left.ties += right.ties
    }

    package var changedNothing: Bool { created + updated + projects + ties == 0 }
}

/// Something that an import left out.
package struct ImportSkip: Sendable, Equatable {
    package enum Reason: String, CaseIterable, Sendable {
        /// Deleted in its own system already.
        case deletedThere
        /// Deleted here.
        case inTrash
        /// Its project is not in the file.
        case projectMissing
        case parentMissing
        case blockerMissing
        /// A task has one parent.
        case secondParent
        case circle
        case tooDeep
        /// The parent is in another project.
        case otherProject
        /// It was changed here after its source was.
        case changedHere
        /// A time that lies ahead became an earlier one.
        case timeAhead
        /// The assignee of a task became a label.
        case assigneeUnknown
        case memberUnknown
        /// A task has as many comments as it may have.
        case commentsTooMany
        /// A task has as many subtasks, or waits for as many others, as it may.
        case tiesTooMany
        /// A tie that the caller may not make.
        case notAllowed
        /// A label that the house has no room for.
        case labelsTooMany
        /// A line of the file that is no task.
        case notATask
        /// A part of the file, a member or a column, that has no place here.
        case partUnknown
        /// A value that its field does not take stands in the description.
        case valueKept
        /// A task that comes again and again, of which there are none here; how often stands in the description.
        case recurring
        /// A text that was too long goes on elsewhere: a title in the description, a description in comments, a comment
        /// in others.
        case textContinued
        /// Control characters, such as a terminal's colours, were taken out of a text.
        case signsRemoved
        /// It had no title, and is called by its name.
        case titleMissing
    }

    package let reason: Reason
    /// The name of what was left out: `bd-12`, or for a tie both of its ends, `bd-12 → bd-9`.
    package let name: String

    package init(_ reason: Reason, _ name: String) {
        self.reason = reason
        self.name = name
    }
}
