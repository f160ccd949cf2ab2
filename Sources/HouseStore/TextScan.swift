import Domain
import JSON
import SQLite
import Store
import TaskDomain

/// Something that holds a text which is to be erased.
struct TextPlace: Sendable {
    enum Kind: Sendable {
        case body
        case row(ErasableRow)
    }

    /// The thing that a text is of. Whatever is of one goes in one step as far as that goes: then log and tables say
    /// the same after each.
    struct Owner: Hashable, Comparable, Sendable {
        let kind: Int
        let id: Int64

        static func < (left: Owner, right: Owner) -> Bool { (left.kind, left.id) < (right.kind, right.id) }
    }

    let owner: Owner
    let kind: Kind
    /// The number of the event or of the row.
    let id: Int64
}

/// Looks through log and tables for a text, so many rows at a time: no snapshot is kept for long, and nobody waits.
struct TextScan {
    /// Rows that are looked at in one snapshot.
    private static let stride: Int64 = 2_000
    /// So many bodies may be long.
    private static let patience = Duration.seconds(600)
    /// Places that are found before the caller erases them.
    private static let limit = 10_000

    private let erased: ErasedText
    private var sources: ArraySlice<TextSource> = TextSource.all[...]
    private var last: Int64 = 0

    init(_ erased: ErasedText) {
        self.erased = erased
    }

    /// The places that come next, those of one thing together.
    ///
    /// - Shape: nil at the end.
    mutating func next(_ store: Store) throws(Failure) -> [TextPlace]? {
        var found: [TextPlace] = []
        while found.count < Self.limit, let source = sources.first {
            let (erased, from) = (erased, last)
            let (places, next) = try store.read(deadline: Self.patience) { tx in
                (
                    try source.places(of: erased, in: from..<from + Self.stride, tx),
                    try source.first(from: from + Self.stride, tx)
                )
            }
            found += places
            if next == nil { sources = sources.dropFirst() }
            last = next ?? 0
        }
        return found.isEmpty ? nil : found.sorted { $0.owner < $1.owner }
    }
}

/// A table with texts of people, and how what it holds is found.
private enum TextSource {
    case log
    case rows(ErasableRow)

    static let all: [TextSource] = [.log] + ErasableRow.allCases.map { .rows($0) }

    /// The number of the first row from here on: after a restore there may be a gap that nobody walks through.
    func first(from number: Int64, _ tx: ReadTransaction) throws -> Int64? {
        switch self {
        case .log: try tx.value("SELECT min(seq) FROM eventBody WHERE seq >= ?", number) as Int64?? ?? nil
        case .rows(let row):
            try tx.value(SQL(composed: "SELECT min(id) FROM \(row.table) WHERE id >= ?"), number) as Int64?? ?? nil
        }
    }

    func places(of erased: ErasedText, in range: Range<Int64>, _ tx: ReadTransaction) throws -> [TextPlace] {
        let bounds: [(any Bindable)?] = [range.lowerBound, range.upperBound]
        switch self {
        case .log:
            let sql = SQL(
                composed: """
                    SELECT seq, kind, subject, content FROM eventBody JOIN event USING (seq)
                    WHERE seq >= ?\(ErasedText.most + 1) AND seq < ?\(ErasedText.most + 2) AND kind <> 'text_erased' AND \(ErasedText.condition(["content"]))
                    """)
            return try tx.all(sql, values: erased.writtenValues + bounds) { row in
                // What is ours, such as a status or the name of a member, is no place.
                guard erased.out(of: try EventBody.read(row[3])) != nil else { return nil as TextPlace? }
                return TextPlace(
                    owner: Self.owner(EventKind(rawValue: try row[1]), try row[2]), kind: .body, id: try row[0])
            }.compactMap(\.self)
        case .rows(let row):
            let sql = SQL(
                composed: """
                    SELECT id, \(row.owner) FROM \(row.table) WHERE id >= ?\(ErasedText.most + 1) AND id < ?\(ErasedText.most + 2)
                    AND \(ErasedText.condition(row.texts))
                    """)
            return try tx.all(sql, values: erased.values + bounds) { found in
                TextPlace(
                    owner: TextPlace.Owner(kind: row.ownerKind, id: try found[1]), kind: .row(row), id: try found[0])
            }
        }
    }

    private static func owner(_ kind: EventKind?, _ subject: Int64?) -> TextPlace.Owner {
        let row = kind.flatMap { kind in ErasableRow.allCases.first { $0.subject == kind.subject } }
        return TextPlace.Owner(kind: row?.ownerKind ?? 9, id: row == nil ? 0 : subject ?? 0)
    }
}

/// Tables in which people's texts stand and from which they are erased. Their names are those of the cases.
enum ErasableRow: String, CaseIterable, Sendable {
    case task, step, comment, project, label, savedView, personalToken, session

    var table: String { rawValue }

    /// The columns that people write.
    var texts: [String] {
        switch self {
        case .task: ["title", "description", "externalId"] + PlainField.lines.map(\.name)
        case .step: ["title"]
        case .comment: ["text", "authorName"]
        case .project: ["name", "description"]
        case .label, .personalToken: ["name"]
        case .savedView: ["name", "query"]
        case .session: ["device"]
        }
    }

    /// The subject of the events that tell of its rows; nil where those are about something else.
    fileprivate var subject: EventSubject? {
        switch self {
        case .task: .task
        case .project: .project
        case .label: .label
        case .savedView: .view
        case .step, .comment, .personalToken, .session: nil
        }
    }

    /// The column with the number of what the row is a part of.
    fileprivate var owner: String {
        switch self {
        case .step, .comment: "taskId"
        case .task, .project, .label, .savedView, .personalToken, .session: "id"
        }
    }

    fileprivate var ownerKind: Int {
        switch self {
        case .task, .step, .comment: 0
        case .project: 1
        case .label: 2
        case .savedView: 3
        case .personalToken, .session: 9
        }
    }

    var isPartOfTask: Bool { self == .task || self == .step || self == .comment }

    /// Its new version is said by `text_erased`; that of a task follows from an event of its own.
    var isVersioned: Bool {
        switch self {
        case .comment, .project, .label, .savedView: true
        case .task, .step, .personalToken, .session: false
        }
    }
}
