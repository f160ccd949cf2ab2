import AuthDomain
import AuthStore
import Domain
import JSON
import SQLite
import Store

/// Accounts that were disabled or deleted.
extension Reapplication {
    mutating func disableAndDelete(_ past: Predecessor) throws {
        let ended = past.subjects[.accountDisabled, default: []].union(
            past.subjects[.accountDeleted, default: []])
        for id in ended.sorted() {
            guard let name = try database.shared(account: id) else { continue }
            let user = try UserRow.find(id, tx)
            guard let now = past.accounts[id] else {
                try unlessLastAdministrator(user, "\(name) was deleted") { try $0.delete(user, past) }
                continue
            }
            guard now.isDisabled, !user.isDisabled else { continue }
            try unlessLastAdministrator(user, "\(name) was disabled") { try $0.disable(user) }
        }
    }

    mutating func disable(_ user: User) throws {
        try store.accounts.disable(user, by: change, tx)
        findings.applied.append("\(user.account.name) is disabled.")
    }

    /// Deletes an account. Whatever would be nobody's goes to whoever has it in the replaced database; where nobody
    /// has, the account is disabled.
    mutating func delete(_ user: User, _ past: Predecessor) throws {
        do {
            let heir = try heir(of: user.id, past)
            while try !store.accounts.handOver(from: user, to: heir, by: change, tx) {}
        } catch let failure as Failure where failure.kind == .invalid {
            if !user.isDisabled { try disable(user) }
            findings.open.append(
                "\(user.account.name) was deleted, and nobody here would inherit agents and projects; choose an heir.")
            return
        }
        try tx.run("DELETE FROM account WHERE id = ?", user.id)
        try append(.accountDeleted, user.id) { user.account.write(to: &$0) }
        findings.applied.append("\(user.account.name) is deleted.")
    }

    func heir(of id: Int64, _ past: Predecessor) throws -> Int64? {
        let agents: [Int64] = try tx.all("SELECT id FROM account WHERE ownerId = ?", id) { try $0[0] }
        let heirs = try past.rights.flatMap { try $0.heirs(of: id, in: database) }
        let candidates = (agents.compactMap { past.accounts[$0]?.owner } + heirs).filter { $0 != id }
        return try candidates.first { try database.shared(account: $0) != nil }
    }

    mutating func unlessLastAdministrator(
        _ user: User, _ sentence: String, _ body: (inout Self) throws -> Void
    ) throws {
        do {
            try store.accounts.keepAnAdministrator(without: user, tx)
        } catch let failure as Failure where failure.rule == .lastAdministrator {
            return findings.open.append(
                "\(sentence), but here nobody else could sign in as administrator: make another, then do it again.")
        }
        try body(&self)
    }
}
