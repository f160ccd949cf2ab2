import AuthDomain
import Domain
import SQLite
import Store

extension SQLiteAccountRepository {
    package func renewPasswordHash(of id: Account.ID, from old: String, to new: String) throws(Failure) {
        try store.write { tx in
            // Somebody may have chosen another password in the meantime; then the old hash is no longer there.
            _ = try tx.run(
                "UPDATE credential SET secret = ? WHERE accountId = ? AND kind = 'password' AND secret = ?", new, id,
                old)
        }
    }
}
