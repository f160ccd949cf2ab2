import AuthDomain
import Crypto
import Domain
import SQLite
import Store

extension SQLiteAccountRepository: ThrottleRepository {
    package func refuseThrottled(_ keys: [ThrottleKey], at instant: Instant) throws(Failure) {
        let rows = keys.map(row)
        let wait = try store.read { tx in try rows.map { try Self.state($0, tx).wait(at: instant) }.max() ?? 0 }
        guard wait == 0 else {
            throw Failure(.tooMany, "Too many tries went wrong; wait \(wait) seconds.", retryAfter: wait)
        }
    }

    package func countFailure(_ keys: [ThrottleKey], at instant: Instant) throws(Failure) -> Int64 {
        let rows = keys.map { (name: row($0), curve: $0.curve) }
        return try store.write { tx in
            try rows.map { try Self.count($0.name, $0.curve, at: instant, tx) }.max() ?? 0
        }
    }

    private static func count(
        _ row: String, _ curve: ThrottleCurve, at instant: Instant, _ tx: WriteTransaction
    ) throws -> Int64 {
        let state = try state(row, tx).failed(curve, at: instant)
        try tx.run(
            """
            INSERT INTO throttle (key, fadesAt, blockedUntil) VALUES (?, ?, ?)
            ON CONFLICT (key) DO UPDATE SET fadesAt = excluded.fadesAt, blockedUntil = excluded.blockedUntil
            """, row, state.fadesAt, state.blockedUntil)
        return state.wait(at: instant)
    }

    package func resetThrottle(_ keys: [ThrottleKey]) throws(Failure) {
        let rows = keys.map(row)
        let counted = try store.read { tx in try rows.filter { try Self.state($0, tx) != .clear } }
        guard !counted.isEmpty else { return }
        try store.write { tx in
            for row in counted { try tx.run("DELETE FROM throttle WHERE key = ?", row) }
        }
    }

    package func counters(at instant: Instant) throws(Failure) -> [ThrottleCounter] {
        try store.read { tx in
            try tx.all("SELECT key, fadesAt, blockedUntil FROM throttle ORDER BY blockedUntil DESC, key") { row in
                let state = ThrottleState(fadesAt: try row[1], blockedUntil: try row[2])
                return ThrottleCounter(
                    key: try row[0], failures: state.failures(at: instant), wait: state.wait(at: instant))
            }.filter { $0.failures > 0 || $0.wait > 0 }
        }
    }

    package func clearThrottle(name: String?) throws(Failure) -> Int {
        try store.write { tx in
            guard let name else { return try tx.run("DELETE FROM throttle") }
            let own = try tx.run("DELETE FROM throttle WHERE key = ?", row(.account(name: name)))
            guard let id = try NameKeys.account(name, tx) else { return own }
            return try own
                + tx.run(
                    """
                    DELETE FROM throttle WHERE key = 'factor:' || ?1
                        OR key IN (SELECT 'device:' || id FROM knownDevice WHERE accountId = ?1)
                    """, id)
        }
    }

    private static func state(_ row: String, _ tx: ReadTransaction) throws -> ThrottleState {
        try tx.one("SELECT fadesAt, blockedUntil FROM throttle WHERE key = ?", row) { row in
            ThrottleState(fadesAt: try row[0], blockedUntil: try row[1])
        } ?? .clear
    }

    /// The counter's row.
    private func row(_ key: ThrottleKey) -> String {
        switch key {
        case .account(let name): "account:" + TypedName.code(name, key: store.eventKey)
        case .network(let network): "network:\(network)"
        case .device(let id): "device:\(id)"
        case .factor(let accountId): "factor:\(accountId)"
        }
    }
}
