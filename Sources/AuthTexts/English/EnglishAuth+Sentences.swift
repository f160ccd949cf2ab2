import AuthDomain
import Domain
import Texts

extension EnglishAuth {
    package func permission(_ permission: AccountPermission) -> String {
        switch permission {
        case .usersManage: "manage people and roles"
        case .auditRead: "read the audit"
        }
    }

    package func kind(_ kind: Account.Kind) -> String {
        switch kind {
        case .person: "Person"
        case .agent: "Agent"
        }
    }

    package func builtInRole(_ name: String) -> String? {
        switch name {
        case Role.administrator.name: "Administrator"
        case Role.member.name: "Member"
        case Role.viewer.name: "Viewer"
        case Role.agent.name: "Agent"
        default: nil
        }
    }

    package func device(_ browser: String, on system: String) -> String { "\(browser) on \(system)" }

    package func region(_ name: String) -> String? {
        switch name {
        case "Atlantic": "Atlantic Ocean"
        case "Indian": "Indian Ocean"
        case "Pacific": "Pacific Ocean"
        default: nil
        }
    }

    package func asHouse(_ zone: String) -> String { "The server’s time zone (\(zone))" }

    package func tooManyTries(seconds: Int64) -> String {
        tooManyTries(seconds == 1 ? "1 second" : "\(seconds) seconds")
    }

    package func tooManyTries(minutes: Int64) -> String { tooManyTries("\(minutes) minutes") }

    private func tooManyTries(_ wait: String) -> String { "Those were too many attempts. Try again in \(wait)." }

    package func codesLeft(_ count: Int) -> String {
        switch count {
        case 0: "No recovery code is left."
        case 1: "One recovery code is left."
        default: "\(count) recovery codes are left."
        }
    }

    package func signedIn(_ when: String) -> String { "signed in: \(when)" }

    package func lastSeen(_ when: String) -> String { "last seen: \(when)" }

    package func goodUntil(_ day: String) -> String { "valid until \(day)" }

    package func lastUsed(_ when: String) -> String { "last used: \(when)" }

    package func tokensOfAgent(_ name: String) -> String {
        "\(name) works with these. A token may do what both the agent's role and you may."
    }

    package func validUntil(_ moment: String) -> String { "Valid until \(moment)." }

    package func accountCount(_ count: Int) -> String { English.counted(count, "account", "accounts") }

    package func resetFor(_ name: String) -> String { "A new password for \(name)" }

    package func deleteAccountQuestion(_ name: String) -> String { "Delete the account \(English.quoted(name))?" }

    package func deleteAccountConsequence(agents: Int, projects: Int, inbox: Bool) -> String {
        let handed = [
            agents > 0 ? "the agents (\(agents))" : nil, projects > 0 ? "the projects (\(projects))" : nil,
            inbox ? "the inbox" : nil,
        ].compactMap { $0 }
        return "Sessions, tokens and credentials disappear. Tasks stay as they are."
            + (handed.isEmpty ? "" : " Choose who gets \(English.list(handed)).")
    }

    package func erasureLead(mark: String) -> String {
        "For a password or another secret that got into a task or a comment. It is erased from the tasks, comments, projects, labels and views of all accounts, from their history and the search; \(mark) takes its place. This cannot be undone. A password has to be changed all the same."
    }

    package func erased(events: Int, rows: Int, since: String?) -> String {
        let copies = since.map { "Backups and exports made since \($0)" } ?? "Backups and exports made before"
        return "Erased from \(events) events and \(rows) entries. "
            + "\(copies) still have the text, and bring it back when they are restored."
    }
}
