import Domain

/// Somebody's deeds, around the name of what they were done to.
extension GermanAuth {
    package func activity(_ kind: AccountEventKind) -> (before: String, after: String) {
        switch kind {
        case .accountCreated: ("hat", "angelegt")
        case .accountChanged: ("hat", "geändert")
        case .accountDisabled: ("hat", "gesperrt")
        case .accountEnabled: ("hat", "entsperrt")
        case .accountDeleted: ("hat das Konto", "gelöscht")
        case .passwordChanged: ("hat das Passwort geändert:", "")
        case .factorAdded: ("hat einen zweiten Faktor eingerichtet:", "")
        case .factorRemoved: ("hat den zweiten Faktor entfernt:", "")
        case .codesMade: ("hat neue Wiederherstellungscodes erstellt:", "")
        case .codeUsed: ("hat einen Wiederherstellungscode benutzt:", "")
        case .sessionStarted: ("hat sich angemeldet", "")
        case .sessionEnded: ("hat sich abgemeldet", "")
        case .sessionRefused: ("wurde abgewiesen", "")
        case .sessionReplayed: ("hat ein Token ein zweites Mal benutzt:", "")
        case .sessionProved: ("hat das eigene Passwort bestätigt", "")
        case .tokenMade: ("hat ein Token erstellt:", "")
        case .tokenRevoked: ("hat ein Token widerrufen:", "")
        case .roleSaved: ("hat die Rolle", "gespeichert")
        case .roleRemoved: ("hat die Rolle", "entfernt")
        case .invitationMade: ("hat eingeladen:", "")
        case .invitationUsed: ("hat eine Einladung angenommen:", "")
        case .invitationRevoked: ("hat eine Einladung zurückgezogen:", "")
        case .resetMade: ("hat einen Link zum Zurücksetzen erstellt:", "")
        case .databaseRestored: ("hat eine Sicherung wiederhergestellt", "")
        case .textErased: ("hat einen Text überall gelöscht", "")
        }
    }
}
