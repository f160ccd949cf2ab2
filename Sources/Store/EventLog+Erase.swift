import Crypto
import Domain
import JSON
import SQLite

extension EventLog {
    /// Takes a text out of everything that people have written: tasks, steps, comments, labels, projects, views, the
    /// names of tokens, and what the log says of them. Where it stood `TextErasure.mark` stands.
    ///
    /// Each body that held it makes way for one without; an event of its own says so with the new digest, so that the
    /// chain vouches for what took the place and for nothing else. Rows that held it have a new version.
    /// Answers that are kept for repeated requests hold no texts, and kept pages are older than this event.
    ///
    /// - Errors: `.invalid` on `text` for one that is too short, `.notFound` where it stands nowhere; else as for every
    ///   change. Event `text_erased`, without the text.
    public func erase(_ text: String, by change: Change) throws(Failure) -> TextErasure {
        try TextErasure.check(text)
        let erased = ErasedText(text: text)
        // Looking through all bodies takes long, and nothing waits for it.
        let found = try store.read { tx in (try Self.bodies(erased, after: 0, tx), try EventLog.last(tx)?.seq ?? 0) }
        let result = try store.write { [store] tx in
            var erasing = TextErasing(erased, tx)
            for seq in try found.0 + Self.bodies(erased, after: found.1, tx) { try erasing.eraseBody(seq) }
            try erasing.eraseRows()
            guard !erasing.isEmpty else { throw Failure(.notFound, "Nobody has written this text.", field: "text") }
            let event = Event(.textErased, subject: nil, by: change) { erasing.write(to: &$0) }
            try tx.append(event, key: store.eventKey)
            return erasing.result
        }
        // The index forgets words only when its parts are put together.
        _ = try store.write { tx in try tx.run("INSERT INTO taskSearch (taskSearch) VALUES ('optimize')") }
        return result
    }

    private static func bodies(_ erased: ErasedText, after seq: Int64, _ tx: ReadTransaction) throws -> [Int64] {
        try tx.all(
            """
            SELECT seq FROM event JOIN eventBody USING (seq) WHERE seq > ? AND instr(content, ?) > 0
            AND (area = 'tasks' OR kind IN ('token_made', 'token_revoked')) ORDER BY seq
            """, seq, erased.written
        ) { row in try row[0] }
    }
}

/// The erasing of one text within one transaction.
private struct TextErasing {
    private let erased: ErasedText
    private let tx: WriteTransaction
    private(set) var result = TextErasure()
    private var digests: [(seq: Int64, digest: [UInt8])] = []
    private var versions: [(kind: VersionedRow, id: Int64, version: Int64)] = []

    init(_ erased: ErasedText, _ tx: WriteTransaction) {
        self.erased = erased
        self.tx = tx
    }

    var isEmpty: Bool { result.events == 0 && result.rows == 0 }

    mutating func eraseBody(_ seq: Int64) throws {
        let content: String? = try tx.value("SELECT content FROM eventBody WHERE seq = ?", seq)
        guard let content, let changed = erased.out(of: try EventBody.read(content)) else { return }
        let text = String(decoding: JSON.object(changed).json, as: UTF8.self)
        let salt = Random.bytes(16)
        // The log is only ever appended to; a body is taken out and another put in.
        try tx.run("DELETE FROM eventBody WHERE seq = ?", seq)
        try tx.run("INSERT INTO eventBody (seq, salt, content) VALUES (?, ?, ?)", seq, salt, text)
        digests.append((seq, SHA256.hash(salt + Array(text.utf8))))
        result.events += 1
        result.firstEvent = result.firstEvent ?? seq
    }

    mutating func eraseRows() throws {
        let (text, mark) = (erased.text, TextErasure.mark)
        try eraseTasks()
        for id in try ids("SELECT id FROM comment WHERE instr(text, ?1) > 0 OR instr(authorName, ?1) > 0") {
            try tx.run(
                "UPDATE comment SET text = replace(text, ?1, ?2), authorName = replace(authorName, ?1, ?2) WHERE id = ?3",
                text, mark, id)
            try renew(.comment, id)
        }
        for id in try ids("SELECT id FROM savedView WHERE instr(name, ?1) > 0 OR instr(query, ?1) > 0") {
            try tx.run(
                "UPDATE savedView SET name = replace(name, ?1, ?2), query = replace(query, ?1, ?2) WHERE id = ?3", text,
                mark, id)
            try renew(.view, id)
        }
        for id in try ids("SELECT id FROM label WHERE instr(name, ?1) > 0") {
            let name = erased.out(of: try tx.value("SELECT name FROM label WHERE id = ?", id) ?? "")
            let key = try NameKeys.free("label", id: id, LabelRules.keys(of: name), tx)
            try tx.run("UPDATE label SET name = ?, nameKey = ? WHERE id = ?", name, key, id)
            try renew(.label, id)
        }
        for id in try ids("SELECT id FROM project WHERE instr(name, ?1) > 0 OR instr(description, ?1) > 0") {
            try tx.run(
                "UPDATE project SET name = replace(name, ?1, ?2), description = replace(description, ?1, ?2) WHERE id = ?3",
                text, mark, id)
            try renew(.project, id)
        }
        result.rows += try tx.run(
            "UPDATE personalToken SET name = replace(name, ?1, ?2) WHERE instr(name, ?1) > 0", text, mark)
    }

    private func ids(_ sql: SQL) throws -> [Int64] { try tx.all(sql, erased.text) { row in try row[0] } }

    private mutating func eraseTasks() throws {
        let (text, mark) = (erased.text, TextErasure.mark)
        let stepped = try ids("SELECT DISTINCT taskId FROM step WHERE instr(title, ?1) > 0")
        try tx.run("UPDATE step SET title = replace(title, ?1, ?2) WHERE instr(title, ?1) > 0", text, mark)
        let written = try ids("SELECT id FROM task WHERE instr(title, ?1) > 0 OR instr(description, ?1) > 0")
        for id in written {
            try index("INSERT INTO taskSearch (taskSearch, rowid, title, description) VALUES ('delete', ?, ?, ?)", id)
            try tx.run(
                "UPDATE task SET title = replace(title, ?1, ?2), description = replace(description, ?1, ?2) WHERE id = ?3",
                text, mark, id)
            try index("INSERT INTO taskSearch (rowid, title, description) VALUES (?, ?, ?)", id)
        }
        for id in Set(stepped + written).sorted() { try renew(.task, id) }
    }

    /// Tells the index the words of a task as they are now.
    private func index(_ sql: SQL, _ id: TaskItem.ID) throws {
        let words = try tx.one("SELECT title, description FROM task WHERE id = ?", id) { row in
            (title: SearchText.fold(try row[0]), text: SearchText.fold(try row[1]))
        }
        guard let words else { return }
        try tx.run(sql, id, words.title, words.text)
    }

    /// Gives a row a new version, so that a form that was opened before does not bring the text back.
    private mutating func renew(_ kind: VersionedRow, _ id: Int64) throws {
        let version: Int64 = (try tx.value(kind.version, id) ?? 0) + 1
        try tx.run(kind.setVersion, version, id)
        versions.append((kind, id, version))
        result.rows += 1
    }

    /// What the event says: which bodies are others now, and what has which version.
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
                for row in versions {
                    out.object { out in
                        out.member("of", row.kind.rawValue)
                        out.member("id", row.id)
                        out.member("version", row.version)
                    }
                }
            })
    }
}

/// Rows that people write in and that have a version.
enum VersionedRow: String {
    case task, project, comment, label, view

    var version: SQL {
        switch self {
        case .task: "SELECT version FROM task WHERE id = ?"
        case .project: "SELECT version FROM project WHERE id = ?"
        case .comment: "SELECT version FROM comment WHERE id = ?"
        case .label: "SELECT version FROM label WHERE id = ?"
        case .view: "SELECT version FROM savedView WHERE id = ?"
        }
    }

    var setVersion: SQL {
        switch self {
        case .task: "UPDATE task SET version = ? WHERE id = ?"
        case .project: "UPDATE project SET version = ? WHERE id = ?"
        case .comment: "UPDATE comment SET version = ? WHERE id = ?"
        case .label: "UPDATE label SET version = ? WHERE id = ?"
        case .view: "UPDATE savedView SET version = ? WHERE id = ?"
        }
    }
}
