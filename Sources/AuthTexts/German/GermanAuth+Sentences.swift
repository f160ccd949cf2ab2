import AuthDomain
import Domain
import Texts

extension GermanAuth {
    package func permission(_ permission: AccountPermission) -> String {
        switch permission {
        case .usersManage: "Personen und Rollen verwalten"
        case .auditRead: "das Protokoll lesen"
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
        case Role.administrator.name: "Verwaltung"
        case Role.member.name: "Mitglied"
        case Role.viewer.name: "Nur lesen"
        case Role.agent.name: "Agent"
        default: nil
        }
    }

    package func device(_ browser: String, on system: String) -> String { "\(browser) auf \(system)" }

    package func region(_ name: String) -> String? {
        switch name {
        case "Africa": "Afrika"
        case "America": "Amerika"
        case "Antarctica": "Antarktis"
        case "Arctic": "Arktis"
        case "Asia": "Asien"
        case "Atlantic": "Atlantik"
        case "Australia": "Australien"
        case "Europe": "Europa"
        case "Indian": "Indischer Ozean"
        case "Pacific": "Pazifik"
        default: nil
        }
    }

    package func asHouse(_ zone: String) -> String { "Zeitzone des Servers (\(zone))" }

    package func tooManyTries(seconds: Int64) -> String {
        tooManyTries(seconds == 1 ? "einer Sekunde" : "\(seconds) Sekunden")
    }

    package func tooManyTries(minutes: Int64) -> String { tooManyTries("\(minutes) Minuten") }

    private func tooManyTries(_ wait: String) -> String {
        "Das waren zu viele Versuche. Versuche es in \(wait) noch einmal."
    }

    package func codesLeft(_ count: Int) -> String {
        switch count {
        case 0: "Es ist kein Wiederherstellungscode mehr übrig."
        case 1: "Ein Wiederherstellungscode ist noch übrig."
        default: "\(count) Wiederherstellungscodes sind noch übrig."
        }
    }

    package func signedIn(_ when: String) -> String { "angemeldet: \(when)" }

    package func lastSeen(_ when: String) -> String { "zuletzt gesehen: \(when)" }

    package func goodUntil(_ day: String) -> String { "gültig bis \(day)" }

    package func lastUsed(_ when: String) -> String { "zuletzt benutzt: \(when)" }

    package func tokensOfAgent(_ name: String) -> String {
        "Damit arbeitet \(name). Ein Token darf, was die Rolle des Agenten und Du beide dürfen."
    }

    package func validUntil(_ moment: String) -> String { "Gilt bis \(moment)." }

    package func accountCount(_ count: Int) -> String { German.counted(count, "Konto", "Konten") }

    package func resetFor(_ name: String) -> String { "Neues Passwort für \(name)" }

    package func deleteAccountQuestion(_ name: String) -> String { "Konto \(German.quoted(name)) löschen?" }

    package func deleteAccountConsequence(agents: Int, projects: Int, inbox: Bool) -> String {
        let handed = [
            agents > 0 ? "die Agenten (\(agents))" : nil, projects > 0 ? "die Projekte (\(projects))" : nil,
            inbox ? "den Eingang" : nil,
        ].compactMap { $0 }
        return "Sitzungen, Token und Zugangsdaten verschwinden. Aufgaben bleiben, wie sie sind."
            + (handed.isEmpty ? "" : " Wähle, wer \(German.list(handed)) bekommt.")
    }

    package func erasureLead(mark: String) -> String {
        "Für ein Passwort oder ein anderes Geheimnis, das in eine Aufgabe oder einen Kommentar geraten ist. Es verschwindet aus Aufgaben, Kommentaren, Projekten, Etiketten und Ansichten aller Konten, aus ihrem Verlauf und der Suche; an seiner Stelle steht \(mark). Das lässt sich nicht rückgängig machen. Ein Passwort muss trotzdem geändert werden."
    }

    package func erased(events: Int, rows: Int, since: String?) -> String {
        let copies = since.map { "Sicherungen und Exporte seit \($0)" } ?? "Sicherungen und Exporte"
        return "Gelöscht aus \(events) Ereignissen und \(rows) Einträgen. "
            + "\(copies) enthalten den Text noch und bringen ihn zurück, wenn sie eingespielt werden."
    }
}
