import Administration
import ArgumentParser
import Auth
import AuthDomain
import Crypto
import Domain
import Settings
import Web

/// Personal access tokens, made and revoked without a browser.
struct TokenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Make, list and revoke personal access tokens.",
        subcommands: [Add.self, List.self, Revoke.self])

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a token for a person or an agent.",
            discussion: "Prints the token, this once, and nothing else on standard output.")

        @Option(help: "Whom the token acts for.")
        var user: String

        @Option(help: "What it is for.")
        var name: String

        @Option(
            help: "What it may do, such as tasks:read; may be given more than once. Left out: all that the role may.")
        var scope: [String] = []

        @Option(
            help:
                "A space of memory that it names, by its number; may be given more than once. A person's token reaches no other, and an agent's these of its person's."
        )
        var space: [Int64] = []

        @Option(help: "How many days it is good for, 1 to 365.")
        var days = Int64(TokenRules.daysDefault)

        func run() throws {
            let secret = TokenRules.prefix + Random.token()
            let made = try Installation(settings: try Settings.load()).open { house in
                try make(secret, for: house.accounts.requireUser(user), house.tokens)
            }
            StandardError.write("Token \(made.id) for \(made.account), valid until \(made.expiresAt.rfc3339):\n")
            print(secret)
        }

        private func make(
            _ secret: String, for owner: User, _ tokens: any TokenRepository
        ) throws -> PersonalToken {
            let allowed = owner.permissions
            guard owner.mayAct else {
                throw CommandFailure("\(owner.account.name), or whom it belongs to, is disabled: `elwosa user enable`.")
            }
            let now = Clock.system.now()
            let token = NewPersonalToken(
                accountId: owner.id, name: try TokenRules.name(name), tokenHash: SHA256.hash(secret),
                scopes: scope.isEmpty ? allowed : try TokenRules.scopes(scope, within: allowed),
                spaces: try TokenRules.spaces(space.isEmpty ? nil : space),
                expiresAt: now.adding(seconds: try TokenRules.lifetime(days: days)))
            return try tokens.makePersonalToken(token, by: Change(by: .commandLine, at: now))
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the tokens, the newest first.")

        @Option(help: "Only this one's.")
        var user: String?

        @Flag(help: "As JSON.")
        var json = false

        func run() throws {
            let tokens = try Installation(settings: try Settings.load()).open { house in
                try house.tokens.personalTokens(of: house.accounts.scope(user))
            }
            guard !json else { return print(AccountLists.json(tokens: tokens)) }
            for token in tokens {
                print(
                    "\(token.id)\t\(cell(token.account))\t\(cell(token.name))\t\(token.scopes.scope)\tuntil "
                        + "\(token.expiresAt.rfc3339)\tused \(token.lastUsedAt?.rfc3339 ?? "never")")
            }
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Revoke a token by its number.")

        @Argument(help: "Its number, as the list shows it.")
        var id: Int64

        func run() throws {
            try Installation(settings: try Settings.load()).open { house in
                try naming("There is no token \(id); `elwosa token list` shows those there are.") {
                    () throws(Failure) in
                    try house.tokens.revokePersonalToken(
                        id, of: .everybody, by: Change(by: .commandLine, at: Clock.system.now()))
                }
            }
            print("Token \(id) is revoked.")
        }
    }
}

extension UserRepository {
    /// - Errors: a sentence where there is nobody of that name.
    func requireUser(_ name: String) throws -> User {
        guard let user = try user(named: name) else {
            throw CommandFailure("There is nobody called \(name); `elwosa user list` shows who there is.")
        }
        return user
    }

    /// Everybody's where no name is given.
    func scope(_ name: String?) throws -> AccountScope {
        try name.map { .account(try requireUser($0).id) } ?? .everybody
    }
}

/// Says what is missing where the store only says that something is.
func naming(_ sentence: String, _ body: () throws(Failure) -> Void) throws {
    do throws(Failure) {
        try body()
    } catch {
        throw error.kind == .notFound ? CommandFailure(sentence) : error
    }
}
