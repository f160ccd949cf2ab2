import Crypto
import Domain
import JSON
import SQLite
import Store

/// One step of the erasing of a text, within one transaction.
struct TextErasing {
    /// Bodies and rows that one step rewrites, and how many bytes of them, before it ends with the thing that they are
    /// of, or at twice as many: nobody else writes meanwhile.
    private static let places = 200
    private static let bytes = 1 << 20

    private let erased: ErasedText
    private let tx: WriteTransaction
    private(set) var result = TextErasure()
    private var size = 0
    private var digests: [(seq: Int64, digest: [UInt8])] = []
    private var rows: [ErasedRow] = []

    init(_ erased: ErasedText, _ tx: WriteTransaction) {
        self.erased = erased
        self.tx = tx
    }

    /// - Shape: how many of the places are done; at least one.
    mutating func carryOut(_ places: ArraySlice<TextPlace>) throws -> Int {
        var done = 0
        for place in places {
            switch place.kind {
            case .body: try eraseBody(place.id)
            case .row(let table): try erase(table, place.id, of: place.owner.id)
            }
            done += 1
            if isFull(done, before: places.dropFirst(done).first, of: place.owner) { break }
        }
        return done
    }

    /// Appends the event that vouches for the new bodies and those by which areas tell what is another now.
    mutating func tell(by change: Change, key: [UInt8]) throws {
        guard result.events > 0 || !rows.isEmpty else { return }
        let event = Event(.account(.textErased), subject: nil, traced: change) { write(to: &$0) }
        try tx.append(event, key: key)
        for texts in ErasableTexts.all {
            let names = Set(texts.tables.map(\.name))
            result.rows += try texts.tell(rows.filter { names.contains($0.table.name) }, change, key, tx)
        }
    }

    /// The step ends here: at the end of a thing where that is near.
    private func isFull(_ done: Int, before next: TextPlace?, of owner: TextPlace.Owner) -> Bool {
        let factor = next?.owner == owner ? 2 : 1
        return done >= Self.places * factor || size > Self.bytes * factor
    }

    /// The log is only ever appended to; a body is taken out and another put in, with a salt of its own.
    private mutating func eraseBody(_ seq: Int64) throws {
        let found = try tx.one(
            "SELECT at, content, salt, digest FROM event JOIN eventBody USING (seq) WHERE seq = ?", seq
        ) { row in
            (
                at: try row[0] as Instant, content: try row[1] as String, salt: try row[2] as [UInt8],
                digest: try row[3] as [UInt8]
            )
        }
        guard let found, let changed = erased.out(of: try EventBody.read(found.content)) else { return }
        let content = JSON.object(changed).json
        let salt = Random.bytes(16)
        try tx.run("DELETE FROM eventBody WHERE seq = ?", seq)
        try tx.run(
            "INSERT INTO eventBody (seq, salt, content) VALUES (?, ?, ?)", seq, salt,
            String(decoding: content, as: UTF8.self))
        for texts in ErasableTexts.all { try texts.follow(changed, seq, tx) }
        // What somebody put in there without the key stays a fault of the log.
        let before = SHA256.hash(found.salt + Array(found.content.utf8))
        if try before == found.digest || isVouched(seq, before) { digests.append((seq, SHA256.hash(salt + content))) }
        size += found.content.utf8.count
        result.events += 1
        guard seq < result.firstEvent ?? .max else { return }
        (result.firstEvent, result.since) = (seq, found.at)
    }

    /// An erasing before this one has put that body there.
    private func isVouched(_ seq: Int64, _ digest: [UInt8]) throws -> Bool {
        let earlier = try tx.all(
            """
            SELECT content FROM event JOIN eventBody USING (seq) WHERE kind = 'text_erased' AND instr(content, ?) > 0
            """, Hexadecimal.encode(digest)
        ) { try EventBody.read($0[0]) }
        return earlier.contains {
            EventBody.replaced(by: $0).contains { $0.seq == seq && $0.digest == Hexadecimal.encode(digest) }
        }
    }

    private mutating func erase(_ table: TextTable, _ id: Int64, of thing: Int64) throws {
        try table.before(id, erased, tx)
        try rewrite(table, id)
        try table.after(id, erased, tx)
        let version = table.renewal == .ofRow ? try renew(table, id) : nil
        rows.append(ErasedRow(table: table, id: id, thing: thing, version: version))
        if table.renewal != .ofThing { result.rows += 1 }
    }

    private mutating func rewrite(_ table: TextTable, _ id: Int64) throws {
        let columns = table.texts.joined(separator: ", ")
        let old = try tx.one(SQL(composed: "SELECT \(columns) FROM \(table.name) WHERE id = ?"), id) { row in
            try table.texts.indices.map { try row[$0] as String? }
        }
        guard let old else { return }
        size += old.reduce(0) { $0 + ($1?.utf8.count ?? 0) }
        let new = old.map { $0.map { erased.out(of: $0) } }
        let set = table.texts.map { "\($0) = ?" }.joined(separator: ", ")
        try tx.run(
            SQL(composed: "UPDATE \(table.name) SET \(set) WHERE id = ?"), values: new as [(any Bindable)?] + [id])
    }

    /// - Shape: nil where the row is gone.
    private func renew(_ table: TextTable, _ id: Int64) throws -> Int64? {
        let version: Int64? = try tx.value(SQL(composed: "SELECT version + 1 FROM \(table.name) WHERE id = ?"), id)
        guard let version else { return nil }
        try table.set(version: version, of: id, tx)
        return version
    }

    /// The event's content: which bodies are others now, and what has which version.
    private func write(to out: inout JSONWriter) {
        out.member(
            "bodies",
            array: { out in
                for body in digests {
                    out.object { out in
                        out.member("event", body.seq)
                        out.member("digest", Hexadecimal.encode(body.digest))
                    }
                }
            })
        out.member(
            "versions",
            array: { out in
                for row in rows {
                    guard let version = row.version else { continue }
                    out.object { out in
                        out.member("of", row.table.name)
                        out.member("id", row.id)
                        out.member("version", version)
                    }
                }
            })
    }
}
