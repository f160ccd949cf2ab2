import Domain
import TaskDomain
import Texts

/// Permissions; dashboard, lists and boards; a task and its times.
extension GermanTasks {
    package func permission(_ permission: TaskPermission) -> String {
        switch permission {
        case .read: "Aufgaben lesen"
        case .write: "Aufgaben anlegen und ändern"
        }
    }

    package func greeting(_ name: String) -> String { "Hallo, \(name)" }

    package func doneSummary(done: Int, live: Int) -> String { "\(done) erledigt, \(live) noch zu tun" }

    package func openSummary(from first: Int, to last: Int, days: Int) -> String {
        "Vor \(days) Tagen \(first) zu tun, heute \(last)"
    }

    package func doneOn(_ day: String, _ count: Int) -> String { "\(day): \(count) erledigt" }

    package func showAll(_ count: String, _ section: String) -> String { "Alle \(count) zeigen: \(section)" }

    package func moreIn(_ lane: String) -> String { "Mehr in der Liste: \(lane)" }

    package func choose(_ title: String) -> String { "Auswählen: \(title)" }

    package func stepsDone(_ progress: Progress) -> String {
        "\(progress.done) von \(progress.total) Schritten erledigt"
    }

    package func blockedBy(_ count: Int) -> String {
        count == 1 ? "Blockiert von einer offenen Aufgabe" : "Blockiert von \(count) offenen Aufgaben"
    }

    package func isBlocked(by count: Int) -> String { "blockiert von " + taskCount(count) }

    package func blockedQuestion(_ title: String) -> String { "\(German.quoted(title)) trotzdem erledigen?" }

    package func deleteQuestion(_ title: String) -> String { "\(German.quoted(title)) löschen?" }

    package func deleteConsequence(steps: Int, subtasks: Int) -> String {
        let gone = [
            steps == 0 ? nil : German.counted(steps, "Schritt", "Schritte"),
            subtasks == 0 ? nil : German.counted(subtasks, "Teilaufgabe", "Teilaufgaben"),
        ].compactMap { $0 }
        return (gone.isEmpty ? "" : "Mit ihr gelöscht: \(German.list(gone)). ")
            + "Du kannst sie 30 Tage lang aus dem Papierkorb zurückholen."
    }

    package func changeField(_ field: String) -> String { "\(field) ändern" }

    package func seenByYou(and others: [String]) -> String {
        others.isEmpty ? "Nur Dich" : German.list(["Dich"] + others)
    }

    package func agent(_ name: String, of owner: String) -> String { "\(name) (Agent von \(owner))" }

    package func inboxOf(_ name: String) -> String { "Eingang von \(name)" }

    package func since(_ time: String) -> String { "seit \(time)" }

    package func dueOn(_ time: String) -> String { "Fällig am \(time)" }

    package func nearDayAndHour(_ day: String, _ hour: String) -> String { "\(day) \(hour)" }

    package func hours(_ count: Int) -> String { "\(count) Std." }

    package func minutes(_ count: Int) -> String { "\(count) Min." }
}
