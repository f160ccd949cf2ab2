import Administration
import ArgumentParser
import AuthDomain
import Crypto
import Domain
import Settings
import Web

/// The preparation that the supervisor orders before it serves, while it holds the lock of the state directory.
struct Prepare: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring the state directory up to date and say where the site is; `elwosa up` runs this.",
        shouldDisplay: false)

    func run() throws {
        let settings = try Settings.load()
        let installation = Installation(settings: settings)
        try installation.migrate().forEach { print($0) }
        try installation.open { house in
            try HeadLog(settings).append(house.events.head(), in: house.life)
            print("ELWOSA is at \(settings.origin)")
            print("Logs are in \(settings.logs), everything else in \(settings.state). Ctrl-C ends it.")
            guard let link = try Self.setupLink(settings, house.accounts) else { return }
            print("There is no administrator yet. Make the first account here, once:")
            print("  \(link)")
        }
    }

    /// A new setup link; nil once there is an administrator. The link printed before it stops working.
    private static func setupLink(_ settings: Settings, _ accounts: any AccountRepository) throws -> String? {
        guard try !accounts.hasAdministrator() else { return nil }
        let token = Random.token()
        guard try accounts.storeSetupToken(hash: SHA256.hash(token), at: Clock.system.now()) else { return nil }
        return "\(settings.origin)/setup?token=\(token)"
    }
}
