import Domain
import JSON
import SQLite
import Store

/// Something that holds a text which is to be erased.
struct TextPlace: Sendable {
    enum Kind: Sendable {
        case body
        case row(TextTable)
    }

    /// The thing that a text is of. Whatever is of one goes in one step as far as that goes: then log and tables say
    /// the same after each.
    struct Owner: Hashable, Comparable, Sendable {
        /// The place of its kind among those that areas have; those that nobody tells of come last.
        let kind: Int
        let id: Int64

        private static let kinds = TextTable.all.compactMap(\.thing)

        init(_ thing: EventSubject?, _ id: Int64) {
            let kind = thing.flatMap { Self.kinds.firstIndex(of: $0) }
            (self.kind, self.id) = (kind ?? .max, id)
        }

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
    case rows(TextTable)

    static let all: [TextSource] = [.log] + TextTable.all.map { .rows($0) }

    /// The number of the first row from here on: after a restore there may be a gap that nobody walks through.
    func first(from number: Int64, _ tx: ReadTransaction) throws -> Int64? {
        switch self {
        case .log: try tx.value("SELECT min(seq) FROM eventBody WHERE seq >= ?", number) as Int64?? ?? nil
        case .rows(let table):
            try tx.value(SQL(composed: "SELECT min(id) FROM \(table.name) WHERE id >= ?"), number) as Int64?? ?? nil
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
                return TextPlace(owner: Self.owner(try row[1], try row[2]), kind: .body, id: try row[0])
            }.compactMap(\.self)
        case .rows(let table):
            let sql = SQL(
                composed: """
                    SELECT id, \(table.number) FROM \(table.name) WHERE id >= ?\(ErasedText.most + 1) AND id < ?\(ErasedText.most + 2)
                    AND \(ErasedText.condition(table.texts))
                    """)
            return try tx.all(sql, values: erased.values + bounds) { row in
                TextPlace(owner: TextPlace.Owner(table.thing, try row[1]), kind: .row(table), id: try row[0])
            }
        }
    }

    /// The thing that an event tells of; all that no area keeps texts of are one.
    private static func owner(_ kind: String, _ subject: Int64?) -> TextPlace.Owner {
        guard let thing = EventKind(rawValue: kind)?.subject, TextTable.all.contains(where: { $0.thing == thing })
        else { return TextPlace.Owner(nil, 0) }
        return TextPlace.Owner(thing, subject ?? 0)
    }
}
