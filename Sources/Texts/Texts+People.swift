import Domain

/// Names and sentences of accounts, roles and links.
extension Texts {
    /// A built-in role in the reader's language; any other by the name it was given.
    public func roleName(_ name: String) -> String {
        switch name {
        case Role.administrator.name: isGerman ? "Verwaltung" : "Administrator"
        case Role.member.name: isGerman ? "Mitglied" : "Member"
        case Role.viewer.name: isGerman ? "Nur lesen" : "Viewer"
        case Role.agent.name: "Agent"
        default: name
        }
    }

    public subscript(_ kind: Account.Kind) -> String {
        switch kind {
        case .person: "Person"
        case .agent: "Agent"
        }
    }

    public func validUntil(_ instant: Instant) -> String {
        isGerman ? "Gilt bis \(dateAndTime(instant))." : "Good until \(dateAndTime(instant))."
    }

    public func erasureLead(mark: String) -> String {
        isGerman
            ? "Für ein Passwort oder anderes Geheimnis, das in eine Aufgabe oder einen Kommentar geraten ist. Es verschwindet aus Aufgaben, Kommentaren, Projekten, Labels und Ansichten aller Konten, aus ihrer Geschichte und der Suche; an seiner Stelle steht \(mark). Das lässt sich nicht zurücknehmen. Ein Passwort muss trotzdem geändert werden."
            : "For a password or another secret that got into a task or a comment. It goes from the tasks, comments, projects, labels and views of all accounts, from their history and the search; \(mark) stands in its place. This cannot be taken back. A password has to be changed all the same."
    }

    /// - Units: `since` is when it was written first, as far as the log tells.
    public func erased(events: Int, rows: Int, since: Instant?) -> String {
        let from = since.map(dateAndTime)
        return isGerman
            ? "Getilgt aus \(events) Ereignissen und \(rows) Einträgen. Sicherungen und Exporte\(from.map { " seit \($0)" } ?? "") enthalten den Text noch und bringen ihn zurück, wenn sie eingespielt werden."
            : "Erased from \(events) events and \(rows) entries. Backups and exports made\(from.map { " since \($0)" } ?? " before") still have the text, and bring it back when they are restored."
    }

    public func deleteAccountQuestion(_ name: String) -> String {
        isGerman ? "Konto \(quoted(name)) löschen?" : "Delete the account \(quoted(name))?"
    }

    /// Who made the token by which an agent acts.
    public func tokenMadeBy(_ name: String) -> String {
        isGerman ? "(Token von \(name))" : "(token made by \(name))"
    }

    public func deleteAccountConsequence(agents: Int, projects: Int, inbox: Bool = false) -> String {
        let lost =
            isGerman
            ? "Sitzungen, Token und Zugangsdaten verschwinden. Aufgaben bleiben, wie sie sind."
            : "Sessions, tokens and credentials disappear. Tasks stay as they are."
        let handed = [
            agents > 0 ? (isGerman ? "die Agenten (\(agents))" : "the agents (\(agents))") : nil,
            projects > 0 ? (isGerman ? "die Projekte (\(projects))" : "the projects (\(projects))") : nil,
            inbox ? (isGerman ? "der Eingang" : "the inbox") : nil,
        ].compactMap { $0 }
        guard !handed.isEmpty else { return lost }
        let things = handed.joined(separator: isGerman ? " und " : " and ")
        return lost
            + (isGerman ? " Wähl, wem danach \(things) gehören." : " Choose to whom \(things) belong afterwards.")
    }

    /// `3 Konten`
    public func accountCount(_ count: Int) -> String {
        switch (isGerman, count) {
        case (true, 1): "1 Konto"
        case (true, _): "\(count) Konten"
        case (false, 1): "1 account"
        case (false, _): "\(count) accounts"
        }
    }

    public func resetFor(_ name: String) -> String {
        isGerman ? "Neues Passwort für \(name)" : "A new password for \(name)"
    }
}
