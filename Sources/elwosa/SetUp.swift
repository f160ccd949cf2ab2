import Administration
import ArgumentParser
import Auth
import AuthDomain
import Domain
import Settings
import Web

/// Makes the first administrator without a browser.
struct SetUp: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "setup", abstract: "Make the first administrator without a browser.",
        discussion: "The password is read from a file or from standard input, so that no process list shows it.")

    @Option(help: "The name to sign in with.")
    var name: String

    @Option(name: .customLong("password-file"), help: "A file whose first line is the password; - is standard input.")
    var passwordFile: String

    func run() throws {
        let installation = Installation(settings: try Settings.load())
        let name = try AccountRules.name(name)
        let password = try InputFile(path: passwordFile).firstLine()
        let rules = PasswordRules(words: installation.settings.passwordWords)
        let hash = try PasswordHashing().hash(
            rules.newPassword(password, name: name), for: PasswordHashing.Requester(.known, .setup))
        _ = try installation.migrate()
        _ = try installation.open { house in
            try house.accounts.createFirstAdministrator(
                name: name, passwordHash: hash, tokenHash: nil, at: Clock.system.now())
        }
        print("\(name) can sign in at \(installation.settings.origin)/auth/login.")
    }
}
