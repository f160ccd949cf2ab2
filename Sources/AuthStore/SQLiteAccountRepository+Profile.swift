import AuthDomain
import Domain
import JSON
import SQLite
import Store

extension SQLiteAccountRepository: ProfileRepository {
    package func changePassword(to new: String, from old: String, by change: Change) throws(Failure) -> Int {
        let accountId = change.caller.accountId ?? 0
        return try store.write { [store] tx in
            // The hash that was verified must still be the stored one: of two who change it at once, one is told.
            let changed = try tx.run(
                "UPDATE credential SET secret = ?, createdAt = ? WHERE accountId = ? AND kind = 'password' AND secret = ?",
                new, change.instant, accountId, old)
            guard changed == 1 else {
                throw Failure(.conflict, "The password was changed by somebody else at the same time.")
            }
            try tx.append(Event(.account(.passwordChanged), subject: accountId, traced: change), key: store.eventKey)
            return try Self.endSessions(
                of: accountId, except: change.caller.sessionId, by: change, key: store.eventKey, tx)
        }
    }

    package func appearance(of accountId: Int64) throws(Failure) -> Appearance {
        try store.read { tx in try Self.appearance(accountId, tx) }
    }

    package func hasChosenAppearance(_ accountId: Int64) throws(Failure) -> Bool {
        try store.read { tx in
            // Who left all of it to browser and house has said so too.
            let chosen: Int64? = try tx.value(
                """
                SELECT seq FROM event
                WHERE area = 'auth' AND subject = ? AND kind = 'account_changed' AND actor = ? LIMIT 1
                """, accountId, EventActor.account(accountId).text)
            return chosen != nil
        }
    }

    private static func appearance(_ accountId: Int64, _ tx: ReadTransaction) throws -> Appearance {
        try tx.one("SELECT language, theme, timeZone, version FROM account WHERE id = ?", accountId) { row in
            Appearance(language: try row[0], theme: try row[1], timeZone: try row[2], version: try row[3])
        }.orNotFound()
    }

    @discardableResult
    package func changeAppearance(
        language: String?, theme: String?, timeZone: String?, by change: Change
    ) throws(Failure) -> Appearance {
        let accountId = change.caller.accountId ?? 0
        return try store.write { [store] tx in
            try change.require(version: tx.value("SELECT version FROM account WHERE id = ?", accountId) ?? 1)
            let changed = try tx.run(
                """
                UPDATE account SET language = ?1, theme = ?2, timeZone = ?3
                WHERE id = ?4 AND (language IS DISTINCT FROM ?1 OR theme IS DISTINCT FROM ?2
                    OR timeZone IS DISTINCT FROM ?3)
                """, language, theme, timeZone, accountId)
            guard changed == 1 else { return try Self.appearance(accountId, tx) }
            let version = try Self.raiseVersion(of: accountId, tx)
            let event = Event(.account(.accountChanged), subject: accountId, by: change) { out in
                out.member("language", language)
                out.member("theme", theme)
                out.member("timeZone", timeZone)
                out.member("version", version)
            }
            try tx.append(event, key: store.eventKey)
            return Appearance(language: language, theme: theme, timeZone: timeZone, version: version)
        }
    }
}
