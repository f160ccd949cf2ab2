import Domain
import SQLite
import Search
import Store
import TaskDomain

/// The words and signs of tasks and their comments, by which they are searched for.
///
/// - Source: tables `taskSearch`, `searchWord`; https://sqlite.org/fts5.html.
enum TaskIndex {
    static func add(_ task: IndexedTask, _ tx: WriteTransaction) throws {
        try write(task, to: "taskSearch (rowid, title, description, steps, signs) VALUES (?, ?, ?, ?, ?)", tx)
        try SearchVocabulary.learn(task.longWords, tx)
    }

    /// FTS5 keeps no text of its own here, so it must be told what to forget.
    static func remove(_ task: IndexedTask, _ tx: WriteTransaction) throws {
        try write(
            task,
            to: "taskSearch (taskSearch, rowid, title, description, steps, signs) VALUES ('delete', ?, ?, ?, ?, ?)", tx)
        try count(task.longWords, tx)
    }

    static func add(_ comment: IndexedComment, _ tx: WriteTransaction) throws {
        try write(comment, to: "taskSearch (rowid, comment, signs) VALUES (?, ?, ?)", tx)
        try SearchVocabulary.learn(comment.longWords, tx)
    }

    static func remove(_ comment: IndexedComment, _ tx: WriteTransaction) throws {
        try write(comment, to: "taskSearch (taskSearch, rowid, comment, signs) VALUES ('delete', ?, ?, ?)", tx)
        try count(comment.longWords, tx)
    }

    /// Counts what it will cost to have the words again: what is deleted can be taken back.
    private static func count(_ words: Set<String>, _ tx: WriteTransaction) throws {
        try tx.count(work: SearchVocabulary.work(of: words))
    }

    private static func write(_ task: IndexedTask, to columns: StaticString, _ tx: WriteTransaction) throws {
        try tx.run(
            SQL(composed: "INSERT INTO \(columns)"), task.number, task.title, task.description, task.steps, task.signs)
    }

    private static func write(_ comment: IndexedComment, to columns: StaticString, _ tx: WriteTransaction) throws {
        try tx.run(SQL(composed: "INSERT INTO \(columns)"), comment.number, comment.text, comment.signs)
    }

    /// Forgets the words that no task has any more.
    static func compact(_ store: Store) throws(Failure) {
        for table in ["taskSearch", "searchPart"] { try store.compact(index: table) }
        try SearchVocabulary.forget(store)
    }
}

/// The number of a row of `taskSearch`: a task's and, below it, a comment's.
enum SearchNumber {
    static let commentBits = 31

    /// - Shape: a task's own row without a comment. Comments have numbers below two thousand millions, tasks below four.
    static func of(_ task: TaskItem.ID, comment: Int64 = 0) -> Int64 { task << commentBits | comment }

    static func task(of number: Int64) -> TaskItem.ID { number >> commentBits }

    /// - Shape: 0 for a task's own row.
    static func comment(of number: Int64) -> Int64 { number & (1 << commentBits - 1) }

    /// The statement's expression for the task of a row.
    static let task = "rowid >> \(commentBits)"
}

/// A task as its row of the index has it.
struct IndexedTask {
    let number: Int64
    let title, description, steps: String
    let signs: String
    let longWords: Set<String>

    init(_ id: TaskItem.ID, title: String, description: String, steps: [String]) {
        var text = SearchedText()
        number = SearchNumber.of(id)
        self.title = text.add(title, isTitle: true)
        self.description = text.add(description)
        // What stands in two steps does not stand side by side.
        self.steps = steps.map { text.add($0, isTitle: true) }.joined(separator: " \u{e020} ")
        (signs, longWords) = (text.signs, text.longWords)
    }
}

/// A comment as its row of the index has it.
struct IndexedComment {
    let number: Int64
    let text: String
    let signs: String
    let longWords: Set<String>

    init(_ id: Int64, of task: TaskItem.ID, _ text: String) {
        var searched = SearchedText()
        number = SearchNumber.of(task, comment: id)
        self.text = searched.add(text)
        (signs, longWords) = (searched.signs, searched.longWords)
    }
}
