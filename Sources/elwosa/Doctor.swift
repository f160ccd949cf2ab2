import Administration
import ArgumentParser
import AuthDomain
import Domain
import Glibc
import Platform
import Settings
import Supervisor

/// Says in plain words what is wrong, and how to mend it.
struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look for what is wrong, and say how to mend it.",
        discussion: "Exit code 1 if anything is. Nothing is changed but the generated NGINX configuration.")

    func run() throws {
        let settings = try Settings.load()
        print("ok    settings: \(settings.state), \(settings.origin)")
        var examination = Examination()
        examination.look("directories") { try Self.directories(settings) }
        examination.look("keys") { try Self.keys(settings) }
        examination.look("programs") { try SiteCheck.programs(settings) }
        examination.look("NGINX configuration") { try SiteCheck.gateway(settings) }
        if SiteCheck.isRunning(settings) {
            print("ok    \(settings.listen): the site is running there")
        } else {
            examination.look("\(settings.listen)") { try SiteCheck.port(settings) }
        }
        examination.look("disk") { try Self.disk(settings) }
        examination.look("database") { try Self.database(settings) }
        examination.look("names") { try Self.names(settings) }
        guard examination.faults == 0 else { throw ExitCode(1) }
    }

    /// Only its owner may look into the data, and whoever runs this must be able to write there.
    private static func directories(_ settings: Settings) throws {
        for path in [settings.data, settings.keys] {
            var state = stat()
            guard stat(path, &state) == 0 else {
                throw CommandFailure("\(path) is not there yet; run `elwosa migrate`.")
            }
            guard state.st_mode & 0o077 == 0 else {
                throw CommandFailure("\(path) may be entered by others; run `chmod 700` on it.")
            }
            guard access(path, R_OK | W_OK | X_OK) == 0 else {
                throw CommandFailure("\(path) belongs to somebody else; run this as its owner, or `chown` it.")
            }
        }
    }

    private static func keys(_ settings: Settings) throws {
        _ = try Installation(settings: settings).keys()
    }

    private static func disk(_ settings: Settings) throws {
        guard let bytes = FileSystem.freeBytes(at: settings.data) else {
            throw CommandFailure("\(settings.data) cannot be asked.")
        }
        let free = Int(bytes >> 20)
        guard free >= settings.minimumFreeMegabytes else {
            throw CommandFailure(
                "\(free) MiB are free and \(settings.minimumFreeMegabytes) are needed, so writes are refused; delete "
                    + "something, or lower minimum_free_megabytes.")
        }
    }

    private static func database(_ settings: Settings) throws {
        let installation = Installation(settings: settings)
        if let damage = try installation.damages().first {
            throw CommandFailure("The database is damaged (\(damage)); bring back a backup with `elwosa restore`.")
        }
        let verdict = try installation.open { house in
            try house.events.verify(known: HeadLog(settings).heads(in: house.events))
        }
        if let fault = verdict.fault {
            throw CommandFailure("The event log does not hold: \(fault) Compare it with a backup.")
        }
    }

    /// Accounts of before the rules for names sign in as they always did, and can be told apart by nobody who looks.
    private static func names(_ settings: Settings) throws {
        let odd = try Installation(settings: settings).open { house in
            var (odd, after) = ([] as [User], nil as Int64?)
            repeat {
                let page = try house.accounts.users(after: after, limit: 200)
                odd += page.users.filter { !AccountRules.isAsToday($0.account.name) }
                after = page.next
            } while after != nil
            return odd
        }
        guard odd.isEmpty else {
            let names = odd.map { "\($0.id) (\(inASCII($0.account.name)))" }
            throw CommandFailure(
                "These accounts have names that could be taken for others, or that cannot be seen whole: "
                    + names.joined(separator: ", ") + ". They still sign in; make new accounts and hand over to them.")
        }
    }
}

extension Doctor {
    /// Spelled out, since what is wrong with such a name is that nobody sees it.
    private static func inASCII(_ name: String) -> String {
        name.unicodeScalars.map { $0.escaped(asASCII: true) }.joined()
    }
}

/// A row of looks, each printed as it ends.
private struct Examination {
    private(set) var faults = 0

    mutating func look(_ what: String, _ examine: () throws -> Void) {
        do {
            try examine()
            print("ok    \(what)")
        } catch {
            faults += 1
            print("wrong \(what): \(error)")
        }
    }
}
