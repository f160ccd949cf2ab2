import Domain
import Web

/// The addresses of the auth area. `elwosa routes` prints this table.
public struct AuthArea: Area {
    public let name = "auth"
    let accounts: any AccountRepository
    let hashing: PasswordHashing
    /// - Units: seconds a session lives.
    let sessionSeconds: Int64

    public init(accounts: any AccountRepository, hashing: PasswordHashing = PasswordHashing(), sessionDays: Int) {
        self.accounts = accounts
        self.hashing = hashing
        sessionSeconds = Int64(sessionDays) * 86_400
    }

    public var routes: [Route] {
        [
            Route(.get, "/setup", needs: .nobody, handle: showSetup),
            Route(.post, "/setup", needs: .nobody, handle: setUp),
            Route(.get, "/auth/login", needs: .nobody, handle: showSignIn),
            Route(.post, "/auth/login", needs: .nobody, handle: signIn),
            Route(.post, "/auth/logout", needs: .nobody, handle: signOut),
        ]
    }
}
