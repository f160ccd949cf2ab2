import ArgumentParser
import Auth
import AuthDomain
import Crypto
import Domain
import Settings
import Web

extension UserCommand {
    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a person or an agent, or print an invitation.",
            discussion: """
                A person's password is asked for twice on the terminal without being shown, or read from a file or from \
                standard input, so that no process list has it.
                """)

        @Argument(help: "The name to sign in with; none for an invitation.")
        var name: String?

        @Option(help: "The role: administrator, member, viewer, agent, or one that was defined.")
        var role: String?

        @Option(
            name: .customLong("password-file"), help: "A file whose first line is the password; - is standard input.")
        var passwordFile: String?

        @Flag(help: "Print a link by which somebody chooses name and password, instead of making the account.")
        var invite = false

        @Option(help: "How many days an invitation is good, 1 to 30.")
        var days = Invitation.usualDays

        @Flag(help: "Add an agent, which has no password.")
        var agent = false

        @Option(help: "The person an agent belongs to.")
        var owner: String?

        func validate() throws {
            guard invite == (name == nil) else {
                throw ValidationError(invite ? "An invitation takes no name." : "A name is missing.")
            }
            guard agent == (owner != nil) else {
                throw ValidationError("An agent needs --owner, and nothing else has one.")
            }
            guard !agent || !invite && passwordFile == nil else {
                throw ValidationError("An agent has no password and is not invited.")
            }
            guard Invitation.dayRange.contains(days) else { throw ValidationError("--days is 1 to 30.") }
        }

        func run() throws {
            guard let name else { return try printInvitation() }
            if let owner { return try addAgent(name, owner) }
            let checked = try AccountRules.name(name)
            let rules = PasswordRules(words: try Settings.load().passwordWords)
            let password = try rules.newPassword(newPassword(), name: checked)
            let hash = try PasswordHashing().hash(password, for: PasswordHashing.Requester(.known, .setup))
            try UserCommand.withAccounts { accounts, settings in
                let new = try NewUser(
                    name: checked, role: role ?? Role.member.name, standing: .person(passwordHash: hash))
                _ = try accounts.createUser(new, by: UserCommand.change)
                print("\(checked) can sign in at \(settings.origin)/auth/login.")
            }
        }

        private func newPassword() throws -> String {
            if let passwordFile { return try InputFile(path: passwordFile).firstLine() }
            return try HiddenLine.newPassword()
        }

        private func addAgent(_ name: String, _ owner: String) throws {
            try UserCommand.withAccounts { accounts, _ in
                let ownerId = try UserCommand.found(owner, in: accounts).id
                let new = try NewUser(
                    name: name, role: role ?? Role.agent.name, standing: .agent(ownerId: ownerId))
                let user = try accounts.createUser(new, by: UserCommand.change)
                print("\(user.account.name) is an agent of \(owner).")
            }
        }

        private func printInvitation() throws {
            try UserCommand.withAccounts { accounts, settings in
                let secret = Random.token()
                let expiry = Clock.system.now().adding(seconds: Int64(days) * 86_400)
                _ = try accounts.invite(
                    role: role ?? Role.member.name,
                    InvitationToken(hash: SHA256.hash(secret), expiresAt: expiry), by: UserCommand.change)
                print("\(settings.origin)/invitation?token=\(secret)")
            }
        }
    }
}
