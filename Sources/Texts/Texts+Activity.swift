import Domain

extension Texts {
    /// What somebody did, around the name of what it was done to: `Ada hat | „Router“ | erledigt`.
    ///
    /// - Shape: the words before and after the name, either may be empty.
    public func activity(_ kind: EventKind) -> (before: String, after: String) {
        isGerman ? Self.german(kind) : Self.english(kind)
    }

    private static func german(_ kind: EventKind) -> (before: String, after: String) {
        switch kind {
        case .accountCreated: ("hat", "angelegt")
        case .accountChanged: ("hat", "geändert")
        case .accountDisabled: ("hat", "gesperrt")
        case .accountEnabled: ("hat", "wieder zugelassen")
        case .accountDeleted: ("hat", "entfernt")
        case .passwordChanged: ("hat das Passwort geändert:", "")
        case .factorAdded: ("hat einen zweiten Faktor eingerichtet:", "")
        case .factorRemoved: ("hat den zweiten Faktor entfernt:", "")
        case .codesMade: ("hat neue Wiederherstellungscodes:", "")
        case .codeUsed: ("hat einen Wiederherstellungscode benutzt:", "")
        case .sessionStarted: ("hat sich angemeldet", "")
        case .sessionEnded: ("hat sich abgemeldet", "")
        case .sessionRefused: ("wurde abgewiesen", "")
        case .sessionReplayed: ("hat ein verbrauchtes Token vorgelegt:", "")
        case .sessionProved: ("hat sich noch einmal ausgewiesen", "")
        case .tokenMade: ("hat ein Token erstellt:", "")
        case .tokenRevoked: ("hat ein Token widerrufen:", "")
        case .roleSaved: ("hat die Rolle", "gespeichert")
        case .roleRemoved: ("hat die Rolle", "entfernt")
        case .invitationMade: ("hat eingeladen:", "")
        case .invitationUsed: ("hat eine Einladung angenommen:", "")
        case .invitationRevoked: ("hat eine Einladung zurückgezogen:", "")
        case .resetMade: ("hat einen Link zum Zurücksetzen erstellt:", "")
        case .taskCreated: ("hat", "angelegt")
        case .taskChanged: ("hat", "geändert")
        case .taskCompleted: ("hat", "erledigt")
        case .taskReopened: ("hat", "wieder geöffnet")
        case .taskDeleted: ("hat", "gelöscht")
        case .taskImported: ("hat", "importiert")
        case .importFinished: ("hat", "Aufgaben importiert")
        case .stepAdded: ("hat einen Schritt in", "ergänzt")
        case .stepDone: ("hat einen Schritt in", "erledigt")
        case .stepReopened: ("hat einen Schritt in", "wieder geöffnet")
        case .stepChanged: ("hat einen Schritt in", "geändert")
        case .stepMoved: ("hat einen Schritt in", "verschoben")
        case .stepRemoved: ("hat einen Schritt in", "gelöscht")
        }
    }

    private static func english(_ kind: EventKind) -> (before: String, after: String) {
        switch kind {
        case .accountCreated: ("made the account", "")
        case .accountChanged: ("changed the account", "")
        case .accountDisabled: ("disabled", "")
        case .accountEnabled: ("enabled", "")
        case .accountDeleted: ("deleted the account", "")
        case .passwordChanged: ("changed the password:", "")
        case .factorAdded: ("set up a second factor:", "")
        case .factorRemoved: ("removed the second factor:", "")
        case .codesMade: ("has new recovery codes:", "")
        case .codeUsed: ("used a recovery code:", "")
        case .sessionStarted: ("signed in", "")
        case .sessionEnded: ("signed out", "")
        case .sessionRefused: ("was refused", "")
        case .sessionReplayed: ("presented a spent token:", "")
        case .sessionProved: ("proved who they are", "")
        case .tokenMade: ("made a token:", "")
        case .tokenRevoked: ("revoked a token:", "")
        case .roleSaved: ("saved the role", "")
        case .roleRemoved: ("removed the role", "")
        case .invitationMade: ("invited:", "")
        case .invitationUsed: ("accepted an invitation:", "")
        case .invitationRevoked: ("withdrew an invitation:", "")
        case .resetMade: ("made a link to reset the password:", "")
        case .taskCreated: ("added", "")
        case .taskChanged: ("changed", "")
        case .taskCompleted: ("completed", "")
        case .taskReopened: ("reopened", "")
        case .taskDeleted: ("deleted", "")
        case .taskImported: ("imported", "")
        case .importFinished: ("imported", "tasks")
        case .stepAdded: ("added a step to", "")
        case .stepDone: ("ticked a step of", "")
        case .stepReopened: ("reopened a step of", "")
        case .stepChanged: ("changed a step of", "")
        case .stepMoved: ("moved a step of", "")
        case .stepRemoved: ("deleted a step of", "")
        }
    }
}
