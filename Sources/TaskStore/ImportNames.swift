import Domain
import JSON
import SQLite
import Store
import TaskChanges
import TaskDomain

/// The labels and people that an imported task calls by their names.
struct ImportNames {
    private let item: ImportedTask
    private let writing: TaskWriting
    private let people: ImportPeople

    init(_ item: ImportedTask, _ importing: TaskImport) {
        self.item = item
        writing = importing.writing
        people = ImportPeople(importing, isWhole: item.isWhole)
    }

    /// Gives a task its labels, assignees and, where the source knows of any, steps.
    func apply(to task: inout TaskItem, _ outcome: inout ImportOutcome) throws {
        let strangers = try says(.assignees) ? setAssignees(&task, &outcome) : []
        if says(.labels) { task.labels = [] }
        if says(.labels) || !strangers.isEmpty { try addLabels(item.draft.labels + strangers, to: &task, &outcome) }
        if says(.steps) { try setSteps(&task) }
    }

    private func says(_ field: SpecialField) -> Bool { item.fields.contains(.special(field)) }

    /// - Shape: the labels that those become who are nobody here.
    private func setAssignees(_ task: inout TaskItem, _ outcome: inout ImportOutcome) throws -> [String] {
        var labels: [String] = []
        task.assignees = []
        for name in item.draft.assignees {
            if let account = try people.find(name, in: task.projectId) {
                if !task.assignees.contains(account) { task.assignees.append(account) }
            } else {
                outcome.skips.append(ImportSkip(.assigneeUnknown, "\(item.name): \(name)"))
                labels += [Self.label(for: name)].compactMap { $0 }
            }
        }
        return labels
    }

    /// As many as a task may have; one that the house has no room for is among what was left out.
    private func addLabels(_ names: [String], to task: inout TaskItem, _ outcome: inout ImportOutcome) throws {
        let names = Array(names.prefix(TaskRules.labelLimit))
        for name in try TaskRules.labels(names) where task.labels.count < TaskRules.labelLimit {
            do {
                let label = try TaskNames(writing).labels([name])[0]
                if !task.labels.contains(label) { task.labels.append(label) }
            } catch let failure as Failure where failure.isOfRoom {
                outcome.skips.append(ImportSkip(.labelsTooMany, "\(item.name): \(name)"))
            }
        }
    }

    /// `was:NAME`, as far as a label can say it.
    private static func label(for name: String) -> String? {
        let name = name.replacing(",", with: " ")
        return try? LabelRules.name("was:" + name.prefix(LabelRules.nameLimit - 4))
    }

    /// Steps have no name of their own, so they are the same where all of them are.
    private func setSteps(_ task: inout TaskItem) throws {
        let steps = try item.draft.steps.map { draft in
            TaskStep(
                id: 0, title: draft.title, done: draft.done,
                assignee: try draft.assignee.flatMap { try people.find($0, in: task.projectId) })
        }
        let isSame = steps.elementsEqual(task.steps) {
            $0.title == $1.title && $0.done == $1.done
                && $0.assignee == $1.assignee
        }
        if !isSame { task.steps = steps }
    }
}

extension Failure {
    /// There are as many as there may be.
    var isOfRoom: Bool {
        switch rule {
        case .houseIsFull, .tooMany: true
        default: false
        }
    }
}

/// The accounts that an import names.
struct ImportPeople {
    private let writing: TaskWriting
    private let tx: WriteTransaction
    private let isWhole: Bool
    /// A whole installation is brought along by its operator.
    private let isMoving: Bool

    init(_ importing: TaskImport, isWhole: Bool) {
        (writing, tx) = (importing.writing, importing.tx)
        self.isWhole = isWhole
        if case .commandLine = writing.change.caller.means { isMoving = isWhole } else { isMoving = false }
    }

    /// The account of that name that may be assigned there. When an installation is moved, one that is not there is
    /// made: disabled, without a credential, so that nothing is lost and nobody can sign in.
    func find(_ name: String, in project: Int64?) throws -> AccountName? {
        guard !isMoving else { return try known(name) ?? make(name) }
        do {
            return try TaskNames(writing).account(name, in: project, field: "assignees")
        } catch let failure as Failure {
            switch failure.rule {
            case .nobody, .noMember: return nil
            default: throw failure
            }
        }
    }

    /// The account whose inbox a task is to be in; nil for the importer's own.
    func ofInbox(_ name: String) throws -> Int64? {
        if isMoving { return try find(name, in: nil)?.id }
        guard let account = try known(name) else {
            guard writing.rights.accountId != nil else { throw Failure(.unknown, field: "inbox") }
            return nil
        }
        return try writing.rights.role(in: .inbox(account.id)) == .owner ? account.id : nil
    }

    /// The author of a comment. Only the operator's word counts for it: a file of anybody else could put words into
    /// somebody's mouth. What somebody else had brought along before is nobody's by being moved.
    func author(of comment: ImportedComment) throws -> AccountName? {
        guard isMoving, !comment.isImported, let name = comment.author else { return nil }
        return try known(name)
    }

    /// The accounts that a comment names. A file of anybody but the operator calls nobody.
    func mentions(in text: String, of task: TaskItem) throws -> [Int64] {
        isMoving ? try Mentions(writing.rows).accounts(in: text, of: task) : []
    }

    private func known(_ name: String) throws -> AccountName? {
        try tx.one("SELECT id, name FROM account WHERE id = ?", NameKeys.account(name, tx)) { row in
            AccountName(id: try row[0], name: try row[1])
        }
    }

    /// Events `account_created` and `account_disabled`.
    private func make(_ name: String) throws -> AccountName {
        let (name, now) = (try AccountRules.name(name), writing.change.instant)
        try tx.requireRoomForAccount()
        try tx.run(
            """
            INSERT INTO account (name, nameKey, kind, role, createdAt, disabledAt) VALUES (?, ?, 'person', ?, ?, ?)
            """, name, AccountRules.key(of: name), Role.viewer.name, now, now)
        let account = AccountName(id: try tx.lastInsertRowID, name: name)
        for kind in [AccountEventKind.accountCreated, .accountDisabled] {
            try writing.append(.account(kind), subject: account.id, place: nil) { out in
                out.member("name", name)
                out.member("kind", Account.Kind.person.rawValue)
                out.member("role", Role.viewer.name)
            }
        }
        return account
    }
}

extension CommentRow {
    /// A comment of an imported task, about to be inserted.
    init(_ comment: ImportedComment, of item: ImportedTask, _ task: TaskItem, _ importing: TaskImport) throws {
        let people = ImportPeople(importing, isWhole: item.isWhole)
        let author = try people.author(of: comment)
        self.init(
            id: 0, taskId: task.id, authorId: author?.id, authorName: author == nil ? comment.author ?? "" : nil,
            text: comment.text, createdAt: comment.createdAt, editedAt: comment.editedAt)
        mentions = try people.mentions(in: text, of: task)
    }
}
