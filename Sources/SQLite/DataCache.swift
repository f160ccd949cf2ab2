import Platform
import Synchronization

/// Values that are dear to compute, each kept until anybody has committed anything.
///
/// For rendered lists, permission sets, charts. One row by key costs no more than asking here, so that is simply read.
package final class DataCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry {
        let value: Value
        let expires: Duration?
    }

    private struct State {
        var version: DataVersion?
        var entries: [Key: Entry] = [:]
    }

    private let database: Database
    private let limit: Int
    private let lifetime: Duration?
    private let clock: @Sendable () -> Duration
    private let state = Mutex(State())

    /// - Shape: at most `limit` values; when there would be more, all are let go.
    /// - Units: `lifetime` is how long a value is good that depends on the time of day; nil, it does not. `clock` is
    ///   the time since any fixed moment; nil, since the machine started.
    package init(
        _ database: Database, limit: Int = 256, lifetime: Duration? = nil,
        clock: (@Sendable () -> Duration)? = nil
    ) {
        self.database = database
        self.limit = limit
        self.lifetime = lifetime
        self.clock = clock ?? { MonotonicTime.now.uptime }
    }

    /// The kept value, or what `compute` makes of the database now. Two threads may compute the same at once.
    ///
    /// - Errors: what `compute` throws, which is not kept; those of `Database.read`.
    package func value(for key: Key, compute: (ReadTransaction) throws -> Value) throws -> Value {
        // Before the query: a commit between the two makes the kept value look older than it is, never newer.
        let version = try database.version()
        let now = clock()
        if let value = kept(key, version, now) { return value }
        let value = try database.read(compute)
        keep(Entry(value: value, expires: lifetime.map { now + $0 }), for: key, version)
        return value
    }

    private func kept(_ key: Key, _ version: DataVersion, _ now: Duration) -> Value? {
        state.withLock { state in
            guard state.version == version, let entry = state.entries[key] else { return nil }
            if let expires = entry.expires, expires <= now { return nil }
            return entry.value
        }
    }

    private func keep(_ entry: Entry, for key: Key, _ version: DataVersion) {
        state.withLock { state in
            if state.version != version || state.entries.count >= limit { state.entries.removeAll() }
            state.version = version
            state.entries[key] = entry
        }
    }
}
