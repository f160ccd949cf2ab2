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
        case .sessionStarted: ("hat sich angemeldet", "")
        case .sessionEnded: ("hat sich abgemeldet", "")
        case .sessionRefused: ("wurde abgewiesen", "")
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
        case .sessionStarted: ("signed in", "")
        case .sessionEnded: ("signed out", "")
        case .sessionRefused: ("was refused", "")
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
