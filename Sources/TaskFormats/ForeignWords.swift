import TaskDomain

/// Words by which people, and other systems, call a status or a priority.
enum ForeignWords {
    /// - Shape: nil for a word that says nothing of the kind.
    static func status(_ text: String) -> TaskStatus? {
        switch plain(text) {
        case "open", "to do", "todo", "new", "not started", "pending", "backlog", "offen", "zu tun", "neu",
            "nicht begonnen", "needs-action", "false", "no", "nein", "0":
            .open
        case "active", "in progress", "doing", "started", "aktiv", "in arbeit", "in bearbeitung", "begonnen",
            "in-process":
            .active
        case "waiting", "blocked", "on hold", "deferred", "wartet", "wartend", "blockiert", "zurückgestellt": .waiting
        case "done", "completed", "complete", "closed", "resolved", "finished", "fertig", "erledigt", "abgeschlossen",
            "geschlossen", "true", "yes", "ja", "x", "1", "✓", "✔":
            .done
        case "dropped", "cancelled", "canceled", "won't do", "wontfix", "abgebrochen", "verworfen", "entfallen":
            .dropped
        default: TaskStatus(rawValue: plain(text))
        }
    }

    /// - Shape: nil for a word that says nothing of the kind.
    static func priority(_ text: String) -> TaskPriority? {
        switch plain(text) {
        case "urgent", "highest", "critical", "blocker", "dringend", "höchste", "p0", "p1", "1", "a": .urgent
        case "high", "important", "hoch", "wichtig", "p2", "2", "b", "h": .high
        case "normal", "medium", "mittel", "none", "keine", "p3", "3", "c", "m": .normal
        case "low", "niedrig", "gering", "p4", "4", "d", "l": .low
        case "someday", "lowest", "irgendwann", "niedrigste", "p5", "5": .someday
        default: nil
        }
    }

    /// Tells whether it says how often something comes again: `every! 3 days`, `jeden Montag`, `täglich`.
    static func isRecurrence(_ text: String) -> Bool {
        let first = plain(text).prefix { $0.isLetter }
        return [
            "every", "ev", "everyday", "each", "daily", "weekly", "biweekly", "monthly", "quarterly", "yearly",
            "annually", "jede", "jeden", "jeder", "jedes", "alle", "täglich", "wöchentlich", "monatlich",
            "vierteljährlich", "jährlich", "werktags",
        ].contains(String(first))
    }

    /// In lower case, with one space between its words.
    static func plain(_ text: String) -> String {
        text.lowercased().replacing("_", with: " ").split { $0.isWhitespace }.joined(separator: " ")
    }
}
