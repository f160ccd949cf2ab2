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
        items = try Self.project(board) + Self.told(of: board)
        let lists = try board.objects("lists") { list throws(Failure) in
            (try list.required("id"), (name: try list.text("name") ?? "", isClosed: list.isTrue("closed")))
        }
        self.lists = Dictionary(lists) { $1 }
        let members = try board.objects("members") { member throws(Failure) in
            let names = [try member.text("username"), try member.text("fullName")]
            return (try member.required("id"), names.compactMap { $0 }.first ?? "")
        }
        self.members = Dictionary(members) { $1 }
        steps = try Self.steps(of: board)
        comments = try Self.comments(of: board)
    }

    private static func project(_ board: ImportLine) throws(Failure) -> [ImportItem] {
        let (draft, told) = try ProjectDraft.foreign(
            board.text("name") ?? "", board.text("desc") ?? "", or: "Trello")
        let created = try created(board.text("id"))
        var project = ImportedProject(
            number: 1, draft: draft, members: [], createdAt: created ?? Instant(seconds: 0),
            archivedAt: board.isTrue("closed")
                ? try board.text("dateLastActivity").flatMap(ImportTimes.instant) ?? created : nil)
        project.isUndated = created == nil
        return [.project(project)] + told
    }

    /// Trello's file has the newest 1,000 actions, and no comment of before.
    private static func told(of board: ImportLine) throws(Failure) -> [ImportItem] {
        let isCut = try board.items("actions").count >= 1_000
        return isCut ? [.skipped(ImportSkip(.partUnknown, "comments of before the last 1,000 actions"))] : []
    }

    /// The second in which an object was made, which its number begins with.
    private static func created(_ id: String?) -> Instant? {
        guard let id, id.utf8.count == 24, let seconds = Int64(id.prefix(8), radix: 16) else { return nil }
        return Instant(seconds: seconds)
    }

    private static func steps(
        of board: ImportLine
    ) throws(Failure) -> [String: [(title: String, isDone: Bool, member: String?)]] {
        let lists = try board.objects("checklists") { list throws(Failure) in
            (
                card: try list.required("idCard"), name: try list.text("name") ?? "", place: list.position,
                items: try list.objects("checkItems") { item throws(Failure) in
                    (
                        title: try item.text("name") ?? "", isDone: try item.text("state") == "complete",
                        member: try item.text("idMember"), place: item.position
                    )
                }
            )
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
        of board: ImportLine
    ) throws(Failure) -> [String: [(text: String, author: String?, date: Instant?)]] {
        var comments: [String: [(text: String, author: String?, date: Instant?)]] = [:]
        let found = try board.objects("actions") { action throws(Failure) in
            guard ["commentCard", "copyCommentCard"].contains(try action.text("type") ?? ""),
                let data = action.object["data"]?.object, let text = data["text"]?.string,
                let card = data["card"]?.object?["id"]?.string
            else { return nil as (card: String, text: String, author: String?, date: Instant?)? }
            let author = action.object["memberCreator"]?.object
            return (
                card, text, author?["fullName"]?.string ?? author?["username"]?.string,
                try action.text("date").flatMap(ImportTimes.instant)
            )
        }
        // The newest come first.
        for comment in found.compactMap({ $0 }).reversed() {
            comments[comment.card, default: []].append((comment.text, comment.author, comment.date))
        }
        return comments
    }

    /// One card as a task.
    func items(of card: ImportLine) throws(Failure) -> [ImportItem] {
        let id = try card.required("id")
        let title = try card.text("name") ?? ""
        var draft = ImportDraft(name: title.isEmpty ? id : title, externalId: "trello:" + id)
        draft.project = 1
        draft.setTitle(title)
        draft.add(section: try card.text("desc"))
        try place(card, &draft)
        for name in try card.objects("labels", Self.label) { draft.add(label: name) }
        for member in try card.texts("idMembers") { draft.add(assignee: members[member]) }
        for (name, field) in [("due", PlainField.dueAt), ("start", .startAt)] {
            let time = try card.text(name).flatMap(ImportTimes.instant)
            draft.set(field, time.map { .time(.instant($0)) })
        }
        for step in steps[id] ?? [] {
            draft.add(step: step.title, done: step.isDone, assignee: step.member.flatMap { members[$0] })
        }
        for comment in comments[id] ?? [] { draft.add(comment: comment.text, by: comment.author, at: comment.date) }
        for link in try card.objects("attachments", { file throws(Failure) in try file.text("url") }) {
            if let link { draft.add(foot: "attachment", link) }
        }
        if !(try card.items("customFieldItems")).isEmpty { draft.tell(.partUnknown, "customFieldItems") }
        let created = Self.created(id)
        return try draft.items(
            createdAt: created, updatedAt: card.text("dateLastActivity").flatMap(ImportTimes.instant) ?? created,
            completedAt: nil)
    }

    /// The list of a card is a label, and says how far it is where it is called so; one that was put away and not
    /// finished is dropped.
    private func place(_ card: ImportLine, _ draft: inout ImportDraft) throws(Failure) {
        let list = try card.text("idList").flatMap { lists[$0] }
        if let list { draft.add(label: "list:" + list.name) }
        let told = list.flatMap { ForeignWords.status($0.name) } ?? .open
        if card.isTrue("dueComplete") || told == .done {
            draft.status = .done
        } else {
            draft.status = card.isTrue("closed") || list?.isClosed == true ? .dropped : told
        }
    }

    /// One without a name is called by its colour.
    private static func label(_ label: ImportLine) throws(Failure) -> String {
        let name = try label.text("name") ?? ""
        return name.isEmpty ? try label.text("color") ?? "" : name
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
