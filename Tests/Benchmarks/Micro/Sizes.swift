import Domain
import HouseStore
import MemoryStore
import SQLite
import Store
import TaskStore
import Tasks
import TestingElwosa
import Web

// What must not grow with the number of tasks.

/// Tasks and their events as years of use leave them: one in ten open, the rest done over the last two years. Written
/// past the contracts, since a million calls would take an hour; the chain of the events is therefore none.
func fill(_ store: Store, tasks count: Int) throws {
    let now = TestClock.start.seconds
    try store.database.write { tx in
        try ManyTexts.write(tx)
        try tx.run(
            """
            WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?1)
            INSERT INTO task (title, description, status, priority, createdAt, updatedAt, completedAt, version, inboxId)
            SELECT 'Water the plants no. ' || n, (SELECT stored FROM manyText WHERE place = n % ?3), iif(n % 10, 'done', 'open'), 2, ?2 - 63072000, ?2,
                iif(n % 10, ?2 - (?1 - n) * (63072000 / ?1), NULL), 1, 1
            FROM number
            """, count, now, ManyTexts.count)
        try tx.run("DELETE FROM taskCount")
        try tx.run("INSERT INTO taskCount SELECT -1, status, count(*) FROM task GROUP BY status")
        try tx.run(
            """
            INSERT INTO taskHour SELECT -1, completedAt / 3600, count(*), -count(*) FROM task
            WHERE completedAt IS NOT NULL GROUP BY 2
            """)
        try ManyTexts.index(tx)
        try tx.run(
            """
            INSERT INTO event (at, actor, area, kind, subject, project, digest, mac)
            SELECT createdAt, 'account:1', 'tasks', 'task_created', id, -1, zeroblob(32), zeroblob(32) FROM task
            """)
    }
}

/// Pages are not kept here.
func sizes(tasks count: Int) throws -> [Measure] {
    let temporary = try TemporaryStore()
    try fill(temporary.store, tasks: count)
    let site = DirectSite(
        TasksArea(
            tasks: temporary.store.tasks, projects: temporary.store.projects,
            surroundings: HouseSurroundings(
                temporary.store, memory: temporary.store.memory(), origin: DirectSite.plainOrigin)
        ).routes,
        sessions: temporary.store.accounts, clock: TestClock().clock)
    let pages = [("dashboard of", "/"), ("list of", "/tasks"), ("board of", "/board")]
    let searches = [
        ("a number in", "777"), ("a rare word in", ManyTexts.rare), ("a common word in", ManyTexts.common),
        ("two common words in", "water+plants"), ("a part of a word in", ManyTexts.part),
        ("two Chinese characters in", ManyTexts.chinese), ("three letters in", "win"), ("two letters in", "wa"),
        ("one letter in", "w"), ("a word with a slip in", "winterreifem"),
    ].map { name, query in (name, "/tasks?q=" + query) }
    func read(_ name: String, _ target: String, _ person: Person = .ada, wants wanted: Wanted = .json) -> Measure {
        let request = TestRequest("GET", target, headers: [("Accept", wanted.rawValue)]).signed(as: person)
        return Measure(name: "\(name) \(count) tasks", repeats: 5) {
            // The directory goes with the store, so it is kept until here.
            withExtendedLifetime(temporary) { mustSucceed(site.send(request)) }
        }
    }
    let reads =
        pages.map { read($0, $1, wants: .page) } + searches.map { read($0, $1) } + [
            read("the same by title,", "/tasks?q=water+sort:title"),
            read("the same by due date,", "/tasks?q=water+sort:due"),
            read("another's common word in", "/tasks?q=water", .ben),
            read("suggestions in", "/tasks/suggestions?q=wate"),
        ]
    return reads + changes(of: site, among: count)
}

/// Prints what the index takes up, beside what the one before it would.
func printIndexSizes(tasks count: Int) throws {
    let temporary = try TemporaryStore()
    try fill(temporary.store, tasks: count)
    try temporary.store.database.write { tx in
        try ManyTexts.formerIndex(tx)
        let index = try ManyTexts.size(["taskSearch"], tx), former = try ManyTexts.size(["former"], tx)
        let words = try ManyTexts.size(["searchWord", "sqlite_autoindex_searchWord", "searchPart"], tx)
        print(
            "\nIndex of \(count) tasks of 25 words: \(index) MB and \(words) MB for its vocabulary; the one before it \(former) MB."
        )
    }
}

/// A card that moves to and fro, and a task made, among so many others.
private func changes(of site: DirectSite, among count: Int) -> [Measure] {
    func json(_ method: String, _ target: String, _ body: String) -> TestRequest {
        TestRequest(method, target, headers: [("Accept", "application/json")], body: body)
            .with("Content-Type", "application/json").signed(as: .ada)
    }
    let moves = ["active", "open"].map { json("PATCH", "/tasks/10", #"{"status":"\#($0)"}"#) }
    let create = json("POST", "/tasks", #"{"title":"Water the plants"}"#)
    var turn = 0
    return [
        Measure(name: "one move among \(count) tasks", repeats: 5) {
            mustSucceed(site.send(moves[turn % 2]))
            turn += 1
        },
        Measure(name: "one new among \(count) tasks", repeats: 5) {
            mustSucceed(site.send(create), status: 201)
        },
    ]
}
