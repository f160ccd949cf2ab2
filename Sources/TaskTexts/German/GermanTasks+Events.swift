import Domain

/// Somebody's deeds, around the name of what they were done to.
extension GermanTasks {
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
        case .memberRemoved: ("hat ein Mitglied entfernt:", "")
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
