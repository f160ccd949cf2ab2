import Domain
import JSON
import TaskDomain

/// A board of Trello, as its menu exports it to JSON.
///
/// - Source: Trello's REST API, objects Board, List, Card, Checklist and Action; docs/api/import.md says what becomes of
///   each member.
package struct TrelloFormat: ImportFormat {
    package static let name = "trello"
    package static let title = "Trello"
    package static let fileName = "board.json"

    private var document = ImportDocument()

    package init(_ settings: ImportSettings) {}

    package static func resembles(_ head: ImportHead) -> Bool {
        head.isObject
            && [#""idOrganization""#, #""idBoard""#, #""idList""#, "cloud:trello", #""shortLink""#].contains(
                where: head.contains)
    }

    package mutating func read(_ line: [UInt8]) throws(ImportFault) -> [ImportItem] {
        try document.add(line)
        return []
    }

    package func finish() throws(ImportFault) -> [ImportItem] {
        let value = try document.value()
        return try ImportDocument.located { () throws(Failure) in
            guard case .object(let object) = value, object["cards"] != nil else {
                throw Failure(.malformed, "This is no board of Trello: it would have cards.")
            }
            let line = ImportLine(object: object)
            let board = try TrelloBoard(line)
            return try board.items + line.objects("cards", board.items(of:)).flatMap { $0 }
        }
    }
}

/// The parts of a board that its cards call by their names.
struct TrelloBoard {
    /// The project that the board becomes, and what is told of it.
    let items: [ImportItem]
    private let lists: [String: (name: String, isClosed: Bool)]
    private let members: [String: String]
    private let steps: [String: [(title: String, isDone: Bool, member: String?)]]
    private let comments: [String: [(text: String, author: String?, date: Instant?)]]

    init(_ board: ImportLine) throws(Failure) {
        var notes = ImportNotes()
        let project = try Self.project(board, &notes)
        let lists = board.objects("lists", telling: &notes).compactMap { list in
            list.plainText("id").map { id in
                (id, (name: list.text("name", telling: &notes) ?? "", isClosed: list.isTrue("closed")))
            }
        }
        self.lists = Dictionary(lists) { $1 }
        let members = board.objects("members", telling: &notes).compactMap { member in
            let name = member.plainText("username") ?? member.plainText("fullName") ?? ""
            return member.plainText("id").map { ($0, name) }
        }
        self.members = Dictionary(members) { $1 }
        steps = Self.steps(of: board, &notes)
        comments = Self.comments(of: board, &notes)
        items = project + notes.items
    }

    private static func project(_ board: ImportLine, _ notes: inout ImportNotes) throws(Failure) -> [ImportItem] {
        let (draft, told) = try ProjectDraft.foreign(
            board.text("name", telling: &notes) ?? "", board.text("desc", telling: &notes) ?? "", or: "Trello")
        let created = created(board.plainText("id"))
        var project = ImportedProject(
            number: 1, draft: draft, members: [], createdAt: created ?? Instant(seconds: 0),
            archivedAt: board.isTrue("closed")
                ? board.plainText("dateLastActivity").flatMap(ImportTimes.instant) ?? created : nil)
        project.isUndated = created == nil
        return [.project(project)] + told
    }

    /// The second in which an object was made, which its number begins with.
    private static func created(_ id: String?) -> Instant? {
        guard let id, id.utf8.count == 24, let seconds = Int64(id.prefix(8), radix: 16) else { return nil }
        return Instant(seconds: seconds)
    }

    private static func steps(
        of board: ImportLine, _ notes: inout ImportNotes
    ) -> [String: [(title: String, isDone: Bool, member: String?)]] {
        let lists = board.objects("checklists", telling: &notes).compactMap { list in
            list.plainText("idCard").map { card in
                (
                    card: card, name: list.text("name", telling: &notes) ?? "", place: list.position,
                    items: list.objects("checkItems", telling: &notes).map { item in
                        (
                            title: item.text("name", telling: &notes) ?? "",
                            isDone: item.plainText("state") == "complete", member: item.plainText("idMember"),
                            place: item.position
                        )
                    }
                )
            }
        }
        var steps: [String: [(title: String, isDone: Bool, member: String?)]] = [:]
        for (card, lists) in Dictionary(grouping: lists, by: \.card) {
            for list in lists.sorted(by: { $0.place < $1.place }) {
                steps[card, default: []] += list.items.sorted { $0.place < $1.place }.map { item in
                    (lists.count > 1 ? "\(list.name): \(item.title)" : item.title, item.isDone, item.member)
                }
            }
        }
        return steps
    }

    private static func comments(
        of board: ImportLine, _ notes: inout ImportNotes
    ) -> [String: [(text: String, author: String?, date: Instant?)]] {
        let actions = board.objects("actions", telling: &notes)
        // The file has no comment of before.
        if actions.count >= 1_000 { notes.tell(.partUnknown, "comments of before the last 1,000 actions") }
        var comments: [String: [(text: String, author: String?, date: Instant?)]] = [:]
        // The newest come first.
        for action in actions.reversed() {
            guard ["commentCard", "copyCommentCard"].contains(action.plainText("type")),
                let data = action.object["data"]?.object, let text = data["text"]?.plainText,
                let card = data["card"]?.object?["id"]?.plainText
            else { continue }
            let creator = action.object["memberCreator"]?.object
            let author = creator?["fullName"]?.plainText ?? creator?["username"]?.plainText
            let date = action.plainText("date").flatMap(ImportTimes.instant)
            comments[card, default: []].append((text, author, date))
        }
        return comments
    }

    /// One card as a task.
    ///
    /// - Errors: `.invalid` for one without a number, by which it would be known again.
    func items(of card: ImportLine) throws(Failure) -> [ImportItem] {
        guard let id = card.plainText("id") else { throw Failure(.required, field: "id") }
        let title = card.plainText("name") ?? ""
        var draft = ImportDraft(name: title.isEmpty ? id : title, externalId: "trello:" + id)
        draft.project = 1
        draft.setTitle(card.text("name", telling: &draft))
        draft.add(section: card.text("desc", telling: &draft))
        place(card, &draft)
        for label in card.objects("labels", telling: &draft) { draft.add(label: Self.name(of: label)) }
        for member in card.texts("idMembers", telling: &draft) { draft.add(assignee: members[member]) }
        for (name, field) in [("due", PlainField.dueAt), ("start", .startAt)] {
            draft.set(field, card.moment(name, keptIn: &draft).map { .time(.instant($0)) })
        }
        for step in steps[id] ?? [] {
            draft.add(step: step.title, done: step.isDone, assignee: step.member.flatMap { members[$0] })
        }
        for comment in comments[id] ?? [] { draft.add(comment: comment.text, by: comment.author, at: comment.date) }
        for file in card.objects("attachments", telling: &draft) {
            if let link = file.plainText("url") { draft.add(foot: "attachment", link) }
        }
        if !card.items(orOne: "customFieldItems").isEmpty { draft.tell(.partUnknown, "customFieldItems") }
        let created = Self.created(id)
        return try draft.items(
            createdAt: created,
            updatedAt: card.plainText("dateLastActivity").flatMap(ImportTimes.instant) ?? created, completedAt: nil)
    }

    /// The list of a card is a label, and says how far it is where it is called so; one that was put away and not
    /// finished is dropped.
    private func place(_ card: ImportLine, _ draft: inout ImportDraft) {
        let list = card.plainText("idList").flatMap { lists[$0] }
        if let list { draft.add(label: "list:" + list.name) }
        let told = list.flatMap { ForeignWords.status($0.name) } ?? .open
        if card.isTrue("dueComplete") || told == .done {
            draft.status = .done
        } else {
            draft.status = card.isTrue("closed") || list?.isClosed == true ? .dropped : told
        }
    }

    /// One without a name is called by its colour.
    private static func name(of label: ImportLine) -> String {
        let name = label.plainText("name") ?? ""
        return name.isEmpty ? label.plainText("color") ?? "" : name
    }
}

extension ImportLine {
    fileprivate func isTrue(_ name: String) -> Bool { object[name]?.bool == true }

    /// The place at which Trello shows it among its like.
    fileprivate var position: Double {
        switch object["pos"] {
        case .integer(let number): Double(number)
        case .number(let number): number
        default: 0
        }
    }
}
