import Domain
import Texts

/// History, undo and trash.
extension GermanTasks {
    package func deed(_ kind: TaskEventKind) -> String {
        switch kind {
        case .taskCreated: "hat die Aufgabe angelegt"
        case .taskCompleted: "hat die Aufgabe erledigt"
        case .taskReopened: "hat die Aufgabe wieder geöffnet"
        case .taskDeleted: "hat die Aufgabe gelöscht"
        case .taskImported: "hat die Aufgabe importiert"
        case .taskRestored: "hat die Aufgabe wiederhergestellt"
        case .commentAdded: "hat kommentiert"
        case .commentChanged: "hat einen Kommentar geändert"
        case .commentRemoved: "hat einen Kommentar gelöscht"
        case .stepAdded: "hat einen Schritt ergänzt"
        case .stepDone: "hat einen Schritt erledigt"
        case .stepReopened: "hat einen Schritt wieder geöffnet"
        case .stepChanged: "hat einen Schritt geändert"
        case .stepMoved: "hat einen Schritt verschoben"
        case .stepRemoved: "hat einen Schritt gelöscht"
        case .taskChanged, .taskPurged, .trashMoved: "hat die Aufgabe geändert"
        // Never about a task alone.
        case .importFinished, .projectCreated, .projectChanged, .projectDeleted, .memberSet, .memberRemoved,
            .labelCreated, .labelChanged, .labelDeleted, .labelRestored, .viewSaved, .viewChanged, .viewRemoved:
            "hat die Aufgabe geändert"
        }
    }

    package func done(_ kind: TaskEventKind, _ name: String) -> String {
        var (before, after) = activity(kind)
        // "Ada hat den Router erledigt" without Ada.
        if before.hasPrefix("hat") { before = String(before.dropFirst(3).drop { $0 == " " }) }
        return German.sentence([before, name, after])
    }

    package func done(_ kind: TaskEventKind, tasks count: Int) -> String {
        let deed =
            switch kind {
            case .taskCreated: "angelegt"
            case .taskCompleted: "erledigt"
            case .taskReopened: "wieder geöffnet"
            case .taskDeleted: "gelöscht"
            case .taskRestored: "wiederhergestellt"
            case .taskImported: "importiert"
            case .taskChanged, .taskPurged, .trashMoved, .commentAdded, .commentChanged, .commentRemoved, .stepAdded,
                .stepDone, .stepReopened, .stepChanged, .stepMoved, .stepRemoved:
                "geändert"
            // Never about a task alone.
            case .importFinished, .projectCreated, .projectChanged, .projectDeleted, .memberSet, .memberRemoved,
                .labelCreated, .labelChanged, .labelDeleted, .labelRestored, .viewSaved, .viewChanged, .viewRemoved:
                "geändert"
            }
        return "\(count) Aufgaben \(deed)."
    }

    package func notRestored(_ fields: [String]) -> String {
        "Die Aufgabe ist wieder da, bis auf das, was es nicht mehr gibt: \(fields.joined(separator: ", "))."
    }

    package func trashLead(days: Int) -> String {
        "Was gelöscht wurde, liegt hier \(days) Tage. Danach verschwindet es endgültig."
    }

    package func deletedBy(_ name: String, _ when: String) -> String { "von \(name) gelöscht, \(when)" }

    package func goneIn(days: Int) -> String {
        switch days {
        case 0: "verschwindet in den nächsten Stunden"
        case 1: "noch 1 Tag"
        default: "noch \(days) Tage"
        }
    }
}
