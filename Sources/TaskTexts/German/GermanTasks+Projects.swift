import Domain
import TaskDomain
import Texts

/// Projects and labels; importing tasks.
extension GermanTasks {
    package func membersOf(_ project: String) -> String { "Mitglieder von \(project)" }

    package func stillToDo(_ count: Int) -> String { "\(count) zu tun" }

    package func taskCount(_ count: Int) -> String { German.counted(count, "Aufgabe", "Aufgaben") }

    package func archivedSince(_ when: String) -> String {
        "Das Projekt liegt im Archiv (\(when)). Seine Aufgaben stehen in keiner Liste, solange Du nicht danach fragst."
    }

    package func colour(_ colour: LabelColour) -> String {
        switch colour {
        case .grey: "Grau"
        case .green: "Grün"
        case .teal: "Petrol"
        case .blue: "Blau"
        case .violet: "Violett"
        case .pink: "Rosa"
        case .red: "Rot"
        case .orange: "Orange"
        case .yellow: "Gelb"
        }
    }

    package func labelDeleteConsequence(_ count: Int) -> String {
        switch count {
        case 0: "Keine Aufgabe, die Du siehst, trägt es."
        case 1: "1 Aufgabe, die Du siehst, verliert es; sie selbst bleibt."
        default: "\(count) Aufgaben, die Du siehst, verlieren es; sie selbst bleiben."
        }
    }

    package func importLimit(megabytes: Int) -> String { "Höchstens \(megabytes) MiB." }

    package func importOf(_ file: String) -> String { "Import von \(German.quoted(file))" }

    package func importTaken(_ count: ImportCount) -> String {
        "Neu: \(count.created). Aktualisiert: \(count.updated). Unverändert: \(count.unchanged). "
            + "Neue Projekte: \(count.projects). Verknüpfungen: \(count.ties)."
    }

    package func importStopped(line: Int, column: Int?, since: Int) -> String {
        "In Zeile \(line)\(column.map { ", Spalte \($0)," } ?? "") ging es nicht weiter; ab Zeile \(since) wurde nichts übernommen."
    }

    package func importSkipped(_ reason: ImportSkip.Reason) -> String {
        switch reason {
        case .deletedThere: "Dort schon gelöscht"
        case .inTrash: "Hier gelöscht, von Dir oder jemand anderem"
        case .projectMissing: "In einem Projekt, das nicht in der Datei steht oder nicht Deines ist"
        case .parentMissing: "Übergeordnete Aufgaben, die es hier nicht gibt"
        case .blockerMissing: "Blockierende Aufgaben, die es hier nicht gibt"
        case .secondParent: "Zweite übergeordnete Aufgaben (eine Aufgabe hat nur eine)"
        case .circle: "Verknüpfungen, die einen Kreis bilden würden"
        case .tooDeep: "Teilaufgaben, die tiefer als \(TaskRules.depthLimit) lägen"
        case .otherProject: "Übergeordnete Aufgaben in einem anderen Projekt"
        case .changedHere: "Hier geändert, die Verknüpfungen bleiben, wie sie sind"
        case .timeAhead: "Mit Zeiten in der Zukunft (durch frühere ersetzt)"
        case .assigneeUnknown: "Zuständige, die hier kein Konto haben (jetzt Etikett „was:…“)"
        case .memberUnknown: "Mitglieder, die hier kein Konto haben"
        case .commentsTooMany: "Aufgaben mit mehr Kommentaren, als Platz haben"
        case .tiesTooMany: "Verknüpfungen von Aufgaben, die schon so viele wie möglich haben"
        case .notAllowed: "Verknüpfungen, die Du nicht herstellen darfst"
        case .labelsTooMany: "Etiketten, für die kein Platz mehr ist"
        case .notATask: "Zeilen, die keine Aufgabe sind"
        case .partUnknown: "Teile der Datei, die hier keinen Platz haben"
        case .valueKept: "Werte, die ihr Feld nicht annimmt (jetzt in der Beschreibung)"
        case .recurring: "Wiederkehrende Aufgaben (gibt es hier nicht; wie oft, steht jetzt in der Beschreibung)"
        case .textContinued: "Lange Texte (sie gehen in der Beschreibung oder in Kommentaren weiter)"
        case .signsRemoved: "Steuerzeichen in Texten (entfernt)"
        case .titleMissing: "Ohne Titel (heißen jetzt wie ihr Name dort)"
        }
    }
}
