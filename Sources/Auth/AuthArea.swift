import AuthDomain
import Crypto
import Domain
import Web

/// Everything the auth area asks of the store: one contract per concern, and one store that keeps them all.
package typealias AuthRepositories = AccountRepository
    & ProfileRepository
    & SessionRepository
    & TokenRepository
    & UserRepository
    & RoleRepository
    & InvitationRepository
    & AuditRepository
    & TextErasureRepository
    & ThrottleRepository
    & DeviceRepository
    & FactorRepository

/// The addresses of the auth area, concern by concern. `elwosa routes` prints this table.
package struct AuthArea: Area {
    package static let name = AreaName.auth

    let accounts: any AuthRepositories
    let hashing: PasswordHashing
    /// The rules that a new password has to keep.
    let passwords: PasswordRules
    /// Seals the keys of second factors.
    let seals: SealKeys
    /// - Units: seconds a session lives.
    let sessionSeconds: Int64

    /// Networks whose failures are counted by account alone: many people stand behind one address there, such as that
    /// of a proxy.
    let uncountedNetworks: [String]

    package init(
        accounts: any AuthRepositories, hashing: PasswordHashing = PasswordHashing(), passwords: PasswordRules,
        seals: SealKeys, sessionDays: Int,
        uncountedNetworks: [String] = []
    ) {
        self.accounts = accounts
        self.hashing = hashing
        self.passwords = passwords
        self.seals = seals
        self.uncountedNetworks = uncountedNetworks
        sessionSeconds = Int64(sessionDays) * 86_400
    }

    package static let routes =
        signInRoutes + signInCodeRoutes + tokenRoutes + proofRoutes + accountRoutes + factorRoutes + sessionRoutes
        + personalTokenRoutes + userRoutes + agentTokenRoutes + invitationRoutes + roleRoutes + auditRoutes
        + erasureRoutes

    static let signInRoutes: [AreaRoute<AuthArea>] = [
        AreaRoute(.get, "/setup", needs: .nobody, handle: showSetup),
        AreaRoute(.post, "/setup", needs: .nobody, twice: .session, handle: setUp),
        AreaRoute(.get, "/auth/login", needs: .nobody, handle: showSignIn),
        AreaRoute(.post, "/auth/login", needs: .nobody, twice: .session, handle: signIn),
        AreaRoute(.post, "/auth/logout", needs: .nobody, twice: .session, handle: signOut),
    ]
}
