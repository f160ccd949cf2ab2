import SQLite
import Synchronization
import Testing

@Suite("a cache that the database declares stale")
struct DataCacheTests {
    let database: Database
    let scratch: Scratch
    private let computed = Counter()

    init() throws {
        scratch = try Scratch()
        database = try scratch.database()
    }

    private func count(_ cache: DataCache<String, Int>, _ key: String = "all") throws -> Int {
        try cache.value(for: key) { tx in
            computed.increase()
            return try tx.value("SELECT count(*) FROM note") ?? -1
        }
    }

    @Test("keeps its value until this process or another connection commits")
    func commits() throws {
        let cache = DataCache<String, Int>(database)
        for _ in 1...3 { #expect(try count(cache) == 0) }
        #expect(computed.value == 1)
        try database.insert("own")
        for _ in 1...3 { #expect(try count(cache) == 1) }
        #expect(computed.value == 2)
        try Database(path: scratch.path).insert("another's")
        for _ in 1...3 { #expect(try count(cache) == 2) }
        #expect(computed.value == 3)
    }

    @Test("a commit between the version and the query leaves nothing stale behind")
    func commitMeanwhile() throws {
        let cache = DataCache<String, Int>(database)
        let first = try cache.value(for: "all") { tx in
            let before: Int? = try tx.value("SELECT count(*) FROM note")
            try database.insert("meanwhile")
            return before ?? -1
        }
        #expect(first == 0)
        #expect(try count(cache) == 1)
    }

    @Test("a value with a lifetime is computed anew when it is over")
    func lifetime() throws {
        let time = Time()
        let cache = DataCache<String, Int>(database, lifetime: .seconds(60)) { time.now }
        _ = try count(cache)
        time.now = .seconds(59)
        _ = try count(cache)
        #expect(computed.value == 1)
        time.now = .seconds(60)
        _ = try count(cache)
        #expect(computed.value == 2)
    }

    @Test("each key has its own value, and no more are kept than the limit says")
    func keys() throws {
        let cache = DataCache<String, Int>(database, limit: 2)
        for key in ["a", "b", "a", "b"] { _ = try count(cache, key) }
        #expect(computed.value == 2)
        for key in ["c", "a"] { _ = try count(cache, key) }
        #expect(computed.value == 4)
    }

    @Test("an error is not kept")
    func errors() throws {
        let cache = DataCache<String, Int>(database)
        #expect(throws: Stop.self) { try cache.value(for: "all") { _ in throw Stop() } }
        #expect(try count(cache) == 0)
    }
}

final class Counter: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock { $0 } }

    func increase() { count.withLock { $0 += 1 } }
}

final class Time: Sendable {
    private let current = Mutex(Duration.zero)

    var now: Duration {
        get { current.withLock { $0 } }
        set { current.withLock { $0 = newValue } }
    }
}
