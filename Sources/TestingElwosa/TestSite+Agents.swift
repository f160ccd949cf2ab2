import AuthDomain
import AuthStore
import Crypto
import Domain
import HouseStore
import Store

extension TestSite {
    /// An agent of a person, as the operator's command line makes one; its number.
    package func makeAgent(_ name: String = "Eve", role: String = "agent", of person: Person) throws -> Int64 {
        let new = try NewUser(name: name, role: role, standing: .agent(ownerId: person.id))
        return try store.accounts.createUser(new, by: Change(by: .commandLine, at: clock.now)).id
    }

    /// The header of a new token of this account, made by the command line; for all that it may where nothing is said.
    package func bearer(of account: Int64, _ scopes: Set<Permission>? = nil) throws -> (name: String, value: String) {
        let secret = TokenRules.prefix + Random.token()
        let token = NewPersonalToken(
            accountId: account, name: "x", tokenHash: SHA256.hash(secret),
            scopes: try scopes ?? store.accounts.user(account).permissions, expiresAt: clock.now.adding(seconds: 3_600))
        _ = try store.accounts.makePersonalToken(token, by: Change(by: .commandLine, at: clock.now))
        return (name: "Authorization", value: "Bearer \(secret)")
    }
}
