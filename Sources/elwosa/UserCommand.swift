import Administration
import ArgumentParser
import Auth
import AuthDomain
import Crypto
import Domain
import JSON
import Settings
import Web

/// Looks after accounts without a browser, with the rights of whoever may open the database.
struct UserCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Add, list and look after accounts.",
        subcommands: [Add.self, List.self, Disable.self, Enable.self, Reset.self, ChangeRole.self, Delete.self])

    /// Runs with the accounts, and closes the database afterwards.
    static func withAccounts<Value>(
        _ body: (any UserRepository & InvitationRepository, Settings) throws -> Value
    ) throws -> Value {
        let settings = try Settings.load()
        return try Installation(settings: settings).open { house in try body(house.accounts, settings) }
    }

    static func found(_ name: String, in accounts: any UserRepository) throws -> User {
        guard let user = try accounts.user(named: name) else {
            throw CommandFailure("There is no account called \(name); `elwosa user list` names them.")
        }
        return user
    }

    static var change: Change { Change(by: .commandLine, at: Clock.system.now()) }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the accounts.")

        @Flag(help: "Print JSON, one object a line.")
        var json = false

        func run() throws {
            try UserCommand.withAccounts { accounts, _ in
                var after: Int64?
                repeat {
                    let page = try accounts.users(after: after, limit: 200)
                    for user in page.users { print(json ? UserLine.json(user) : UserLine.text(user)) }
                    after = page.next
                } while after != nil
            }
        }
    }

    struct Disable: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let an account do nothing more, at once.")

        @Argument(help: "The account's name.")
        var name: String

        func run() throws {
            try UserCommand.withAccounts { accounts, _ in
                let user = try accounts.disableUser(UserCommand.found(name, in: accounts).id, by: UserCommand.change)
                print("\(user.account.name) is disabled; every session has ended.")
            }
        }
    }

    struct Enable: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let a disabled account sign in again.")

        @Argument(help: "The account's name.")
        var name: String

        func run() throws {
            try UserCommand.withAccounts { accounts, _ in
                let user = try accounts.enableUser(UserCommand.found(name, in: accounts).id, by: UserCommand.change)
                print("\(user.account.name) may sign in again.")
            }
        }
    }

    struct Reset: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a link by which a person sets a new password.",
            discussion: "The link works once and for a day. A second factor is asked for as ever.")

        @Argument(help: "The account's name.")
        var name: String

        func run() throws {
            try UserCommand.withAccounts { accounts, settings in
                let secret = Random.token()
                let expiry = Clock.system.now().adding(seconds: Invitation.resetSeconds)
                _ = try accounts.makeReset(
                    of: UserCommand.found(name, in: accounts).id,
                    InvitationToken(hash: SHA256.hash(secret), expiresAt: expiry), by: UserCommand.change)
                print("\(settings.origin)/reset?token=\(secret)")
            }
        }
    }

    struct ChangeRole: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "role", abstract: "Give an account another role.")

        @Argument(help: "The account's name.")
        var name: String

        @Argument(help: "The role: administrator, member, viewer, agent, or one that was defined.")
        var role: String

        func run() throws {
            try UserCommand.withAccounts { accounts, _ in
                let id = try UserCommand.found(name, in: accounts).id
                let user = try accounts.setRole(role, of: id, by: UserCommand.change)
                print("\(user.account.name) has the role \(user.account.role).")
            }
        }
    }

    struct Delete: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Delete an account, and hand its agents and projects over.")

        @Argument(help: "The account's name.")
        var name: String

        @Option(help: "The person to whom its agents and projects go.")
        var heir: String?

        func run() throws {
            try UserCommand.withAccounts { accounts, _ in
                let heirId = try heir.map { try UserCommand.found($0, in: accounts).id }
                let user = try UserCommand.found(name, in: accounts)
                try accounts.deleteUser(user.id, heir: heirId, by: UserCommand.change)
                print("\(user.account.name) is deleted.")
            }
        }
    }
}

/// A user as one line.
enum UserLine {
    static func text(_ user: User) -> String {
        let marks = [
            user.isDisabled ? "disabled" : nil, user.hasSecondFactor ? "second factor" : nil,
            user.owner.map { "belongs to \($0.name)" },
            user.account.kind == .agent
                ? "may \(user.permissions.scope.isEmpty ? "nothing" : user.permissions.scope)" : nil,
        ].compactMap { $0 }
        return ([String(user.id), user.account.name, user.account.kind.rawValue, user.account.role] + marks)
            .map(cell).joined(separator: "\t")
    }

    static func json(_ user: User) -> String { String(decoding: UserJSON(user).json, as: UTF8.self) }
}
