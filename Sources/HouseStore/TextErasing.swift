import Crypto
import Domain
import JSON
import SQLite
import Search
import Store
import TaskDomain

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
    private var versions: [(row: ErasableRow, id: Int64, version: Int64)] = []
    private var tasks: Set<TaskItem.ID> = []

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
            case .row(.task): try eraseTask(place.id)
            case .row(let row): try erase(row, place.id)
            }
            if case .row(let row) = place.kind {
                if row.isPartOfTask { tasks.insert(place.owner.id) }
                if row.isVersioned { try renew(row, place.id) }
                if row != .task && row != .step { result.rows += 1 }
            }
            done += 1
            if isFull(done, before: places.dropFirst(done).first, of: place.owner) { break }
        }
        return done
    }

    /// Appends the event that vouches for the new bodies and, for whoever keeps or shows a copy of a task, a project or a
    /// label, that it was changed.
    mutating func tell(by change: Change, key: [UInt8]) throws {
        guard result.events > 0 || result.rows > 0 || !tasks.isEmpty else { return }
        let event = Event(.account(.textErased), subject: nil, traced: change) { write(to: &$0) }
        try tx.append(event, key: key)
        for id in tasks.sorted() { try tellTask(id, by: change, key) }
        for row in versions where row.row == .project { try tellProject(row.id, row.version, by: change, key) }
        for row in versions where row.row == .label { try tellLabel(row.id, row.version, by: change, key) }
    }

    /// The task has a new version, so that a form that was opened before does not bring the text back unseen.
    private mutating func tellTask(_ id: TaskItem.ID, by change: Change, _ key: [UInt8]) throws {
        let found = try tx.one("SELECT coalesce(projectId, -inboxId), updatedAt FROM task WHERE id = ?", id) { row in
            (place: try (row[0] as Int64?).map(Place.init(number:)), updatedAt: try row[1] as Instant)
        }
        guard let found else { return }
        result.rows += 1
        try tx.run("UPDATE task SET version = version + 1 WHERE id = ?", id)
        let event = Event(.task(.taskChanged), subject: id, place: found.place, by: change) { out in
            Self.writeNoChange(to: &out)
            out.member("updatedAt", found.updatedAt.rfc3339)
        }
        try tx.append(event, key: key)
    }

    private func tellProject(_ id: Int64, _ version: Int64, by change: Change, _ key: [UInt8]) throws {
        let event = Event(.task(.projectChanged), subject: id, project: id, by: change) { out in
            Self.writeNoChange(to: &out)
            out.member("version", version)
        }
        try tx.append(event, key: key)
    }

    private func tellLabel(_ id: Int64, _ version: Int64, by change: Change, _ key: [UInt8]) throws {
        let label = try tx.one("SELECT name, colour FROM label WHERE id = ?", id) { row in
            (name: try row[0] as String, colour: try row[1] as String)
        }
        guard let label else { return }
        let event = Event(.task(.labelChanged), subject: id, by: change) { out in
            out.member("name", label.name)
            out.member("nameBefore", label.name)
            out.member("colour", label.colour)
            out.member("version", version)
        }
        try tx.append(event, key: key)
    }

    private static func writeNoChange(to out: inout JSONWriter) {
        out.member("from", object: { _ in })
        out.member("to", object: { _ in })
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
        // The trash has a name out of the body by which a task lies there.
        try tx.run("UPDATE trash SET externalId = ? WHERE seq = ?", changed["externalId"]?.string, seq)
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

    /// Writes a task and, at the same time, its words in the index, which has to be told what it had.
    private mutating func eraseTask(_ id: TaskItem.ID) throws {
        try index("INSERT INTO taskSearch (taskSearch, rowid, title, description) VALUES ('delete', ?, ?, ?)", id)
        try keepApart(id)
        try erase(.task, id)
        try index("INSERT INTO taskSearch (rowid, title, description) VALUES (?, ?, ?)", id)
    }

    /// Keeps two imported tasks apart: only one keeps a name that both would have.
    private func keepApart(_ id: TaskItem.ID) throws {
        let name: String?? = try tx.value("SELECT externalId FROM task WHERE id = ?", id)
        guard let name = name ?? nil else { return }
        try tx.run(
            """
            UPDATE task SET externalId = NULL
            WHERE id = ?1 AND EXISTS (SELECT 1 FROM task other WHERE other.externalId = ?2 AND other.id <> ?1
                AND coalesce(other.projectId, -other.inboxId)
                    IS NOT DISTINCT FROM coalesce(task.projectId, -task.inboxId))
            """, id, erased.out(of: name))
    }

    private func index(_ sql: SQL, _ id: TaskItem.ID) throws {
        let words = try tx.one("SELECT title, description FROM task WHERE id = ?", id) { row in
            (title: SearchText.fold(try row[0]), text: SearchText.fold(try row[1]))
        }
        guard let words else { return }
        try tx.run(sql, id, words.title, words.text)
    }

    private mutating func erase(_ row: ErasableRow, _ id: Int64) throws {
        let columns = row.texts.joined(separator: ", ")
        let old = try tx.one(SQL(composed: "SELECT \(columns) FROM \(row.table) WHERE id = ?"), id) { found in
            try row.texts.indices.map { try found[$0] as String? }
        }
        guard let old else { return }
        size += old.reduce(0) { $0 + ($1?.utf8.count ?? 0) }
        let new = old.map { $0.map { erased.out(of: $0) } }
        let set = row.texts.map { "\($0) = ?" }.joined(separator: ", ")
        try tx.run(
            SQL(composed: "UPDATE \(row.table) SET \(set) WHERE id = ?"), values: new as [(any Bindable)?] + [id])
        guard row == .label, let name = new[0] else { return }
        let key = try NameKeys.free("label", id: id, LabelRules.keys(of: name), tx)
        try tx.run("UPDATE label SET nameKey = ? WHERE id = ?", key, id)
    }

    /// Gives a row a new version, as `tellTask` does.
    private mutating func renew(_ row: ErasableRow, _ id: Int64) throws {
        let version: Int64? = try tx.value(SQL(composed: "SELECT version + 1 FROM \(row.table) WHERE id = ?"), id)
        guard let version else { return }
        try row.set(version: version, of: id, tx)
        versions.append((row, id, version))
    }

    /// The event's content: which bodies are others now, and what has which version.
    func write(to out: inout JSONWriter) {
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
                for version in versions {
                    out.object { out in
                        out.member("of", version.row.rawValue)
                        out.member("id", version.id)
                        out.member("version", version.version)
                    }
                }
            })
    }

}

extension ErasableRow {
    func set(version: Int64, of id: Int64, _ tx: WriteTransaction) throws {
        try tx.run(SQL(composed: "UPDATE \(table) SET version = ? WHERE id = ?"), version, id)
    }
}
