import Domain

/// Somebody's deeds, around the name of what they were done to.
extension GermanCommon {
    package func activity(_ kind: AccountEventKind) -> (before: String, after: String) {
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
        case .databaseRestored: ("hat eine Sicherung zurückgeholt", "")
        case .textErased: ("hat einen Text überall getilgt", "")
        }
    }

    package func activity(_ kind: TaskEventKind) -> (before: String, after: String) {
        switch kind {
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
        case .taskRestored: ("hat", "wiederhergestellt")
        case .taskPurged: ("hat endgültig gelöscht:", "")
        case .trashMoved: ("hat im Papierkorb verschoben:", "")
        case .commentAdded: ("hat", "kommentiert")
        case .commentChanged: ("hat einen Kommentar zu", "geändert")
        case .commentRemoved: ("hat einen Kommentar zu", "gelöscht")
        case .projectCreated: ("hat das Projekt", "angelegt")
        case .projectChanged: ("hat das Projekt", "geändert")
        case .projectDeleted: ("hat das Projekt", "gelöscht")
        case .memberSet: ("hat ein Mitglied aufgenommen:", "")
        case .memberRemoved: ("hat ein Mitglied entlassen:", "")
        case .labelCreated: ("hat das Etikett", "angelegt")
        case .labelChanged: ("hat das Etikett", "geändert")
        case .labelDeleted: ("hat das Etikett", "gelöscht")
        case .labelRestored: ("hat das Etikett", "wiederhergestellt")
        case .viewSaved: ("hat die Ansicht", "gespeichert")
        case .viewChanged: ("hat die Ansicht", "geändert")
        case .viewRemoved: ("hat die Ansicht", "entfernt")
        }
    }
}
