import Domain
import JSON
import SQLite
import Store

/// The list of what cannot be known, where nothing of the replaced database can be believed.
extension Reapplication {
    mutating func listGood(_ why: String, since instant: Instant?) throws {
        findings.open.append(
            "\(why) So nothing that was revoked, disabled, changed, deleted or erased after the backup"
                + "\(instant.map { " of \($0.rfc3339)" } ?? "") is known here, and it is good again:")
        findings.open += try tx.all(
            """
            SELECT t.id, t.name, a.name FROM personalToken t JOIN account a ON a.id = t.accountId
            WHERE t.expiresAt > ? AND a.disabledAt IS NULL ORDER BY t.id
            """, change.instant
        ) { row in
            let (id, name, owner): (Int64, String, String) = (try row[0], try row[1], try row[2])
            return "token \(id), \(name), of \(owner)"
        }
        findings.open += try tx.all(
            """
            SELECT a.name, a.role, EXISTS (SELECT 1 FROM credential c
                WHERE c.accountId = a.id AND c.kind = 'totp' AND c.confirmedAt IS NOT NULL)
            FROM account a WHERE disabledAt IS NULL AND a.kind = 'person' ORDER BY a.nameKey
            """
        ) { row in
            let (name, role, hasFactor): (String, String, Bool) = (try row[0], try row[1], try row[2])
            return "account \(name), \(role), with its password"
                + (hasFactor ? " and second factor" : "") + " of then"
        }
        findings.open += try tx.all(
            "SELECT id, kind FROM invitation WHERE expiresAt > ? ORDER BY id", change.instant
        ) { row in
            let (id, kind): (Int64, String) = (try row[0], try row[1])
            return "link \(id), \(kind)"
        }
    }
}
