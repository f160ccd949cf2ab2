import Administration
import ArgumentParser
import AuthDomain
import Domain
import Settings
import Web

/// The sessions of people, and their end without a browser.
struct SessionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "session", abstract: "List and end sessions.", subcommands: [List.self, End.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the sessions, the one that was noticed last first.")

        @Option(help: "Only this one's.")
        var user: String?

        @Flag(help: "As JSON.")
        var json = false

        func run() throws {
            let sessions = try Installation(settings: try Settings.load()).open { house in
                try house.sessions.sessions(of: house.accounts.scope(user), at: Clock.system.now())
            }
            guard !json else { return print(AccountLists.json(sessions: sessions)) }
            for session in sessions {
                print(
                    "\(session.id)\t\(cell(session.account))\t\(cell(session.client.network))\tsince "
                        + "\(session.createdAt.rfc3339)\tseen \(session.seenAt.rfc3339)\t\(cell(session.client.device))"
                )
            }
        }
    }

    struct End: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "End one session by its number, or all of a person's.")

        @Argument(help: "Its number, as the list shows it.")
        var id: Int64?

        @Option(help: "All of this one's.")
        var user: String?

        func validate() throws {
            guard (id == nil) != (user == nil) else { throw ValidationError("Name either a session or --user.") }
        }

        func run() throws {
            let change = Change(by: .commandLine, at: Clock.system.now())
            try Installation(settings: try Settings.load()).open { house in
                if let id { try end(id, house.sessions, change) }
                if let user {
                    let owner = try house.accounts.requireUser(user)
                    let count = try house.sessions.endSessions(of: owner.id, except: nil, by: change)
                    print("\(owner.account.name) is signed out everywhere (\(count)).")
                }
            }
        }

        private func end(_ id: Int64, _ sessions: any SessionRepository, _ change: Change) throws {
            try naming("There is no session \(id); `elwosa session list` shows those there are.") {
                () throws(Failure) in
                try sessions.endSession(id, of: .everybody, by: change)
            }
            print("Session \(id) has ended.")
        }
    }
}
