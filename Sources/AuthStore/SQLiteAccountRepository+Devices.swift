import AuthDomain
import Domain
import SQLite
import Store

extension SQLiteAccountRepository: DeviceRepository {
    package func knownDevice(tokenHash: [UInt8], name: String) throws(Failure) -> Int64? {
        try store.read { tx in
            try tx.value(
                """
                SELECT id FROM knownDevice WHERE tokenHash = ? AND accountId = ?
                """, tokenHash, NameKeys.account(name, tx))
        }
    }

    package func isKnownDevice(tokenHash: [UInt8]) throws(Failure) -> Bool {
        try store.read { tx in
            try tx.isTrue("SELECT EXISTS (SELECT 1 FROM knownDevice WHERE tokenHash = ?)", tokenHash)
        }
    }

    package func rememberDevice(tokenHash: [UInt8], accountId: Account.ID, at instant: Instant) throws(Failure) {
        try store.write { tx in
            try tx.run(
                """
                INSERT INTO knownDevice (accountId, tokenHash, createdAt, lastUsedAt) VALUES (?, ?, ?, ?)
                ON CONFLICT (tokenHash, accountId) DO UPDATE SET lastUsedAt = excluded.lastUsedAt
                """, accountId, tokenHash, instant, instant)
            // None is more recent than this one, whatever a clock that was ahead has written: those go before the others.
            try tx.run(
                """
                DELETE FROM knownDevice WHERE accountId = ?1 AND id NOT IN (
                    SELECT id FROM knownDevice WHERE accountId = ?1
                    ORDER BY tokenHash = ?2 DESC, lastUsedAt > ?3, lastUsedAt DESC, id DESC LIMIT 32)
                """, accountId, tokenHash, instant)
        }
    }
}
