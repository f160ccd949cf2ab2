/// The query language in the reader's own; the words that are typed are understood in both.
extension Texts {
    public var queryExamples: [(query: String, meaning: String)] {
        isGerman
            ? [
                ("zuständig:ich ist:offen fällig<=7d", "was Du in den nächsten sieben Tagen zu tun hast"),
                ("\"frische milch\" etikett:einkauf", "genau diese Worte, mit diesem Etikett"),
                ("prio>=hoch -ist:blockiert", "was drängt und von nichts aufgehalten wird"),
                ("ist:wartet geändert<-2w", "was seit zwei Wochen liegt"),
                ("projekt:Garten (etikett:frühling oder hat:schritte)", "das eine oder das andere, in einem Projekt"),
            ]
            : [
                ("assignee:me is:open due<=7d", "what you have to do in the next seven days"),
                ("\"oat milk\" label:shopping", "exactly these words, with this label"),
                ("priority>=high -is:blocked", "what presses and nothing holds up"),
                ("is:waiting updated<-2w", "what has been lying for two weeks"),
                ("project:Garden (label:spring or has:steps)", "one or the other, in one project"),
            ]
    }

    public var queryJoining: [(term: String, meaning: String)] {
        isGerman
            ? [
                ("milch brot", "beide Wörter, in Titel oder Beschreibung, auch ihr Anfang"),
                ("\"frische milch\"", "genau diese Wörter nebeneinander"), ("-etikett:später", "nicht so"),
                ("etikett:bug,doku", "eines davon"), ("etikett:bug oder zuständig:ich", "das eine oder das andere"),
                ("(milch oder brot) ist:offen", "Klammern halten zusammen"),
            ]
            : [
                ("milk bread", "both words, in title or description, also their beginnings"),
                ("\"oat milk\"", "exactly these words side by side"), ("-label:later", "not so"),
                ("label:bug,docs", "one of these"), ("label:bug or assignee:me", "one or the other"),
                ("(milk or bread) is:open", "parentheses hold together"),
            ]
    }

    public var queryFields: [(term: String, meaning: String)] {
        isGerman
            ? [
                ("ist:", "offen, aktiv, wartet, erledigt, verworfen, überfällig, blockiert, meins, frei, verborgen"),
                ("prio: prio>=", "dringend, hoch, normal, niedrig, irgendwann"),
                ("zuständig:", "ein Name, ich, none (niemand), any (irgendwer)"),
                ("etikett: projekt:", "ein Name, #7, none, any"), ("teil:", "die Nummer der Aufgabe darüber: #7"),
                ("fällig: beginn: warten:", "ein Tag oder Zeitpunkt, auch mit <, <=, >, >="),
                ("erstellt: geändert: erledigt:", "ebenso"), ("aufwand<=", "90, 2h, 1h30m"),
                ("hat:", "schritte, beschreibung, kommentare, etiketten, projekt …"),
                ("ordnung:", "due, priority, created, updated, title, completed; mit - umgekehrt"),
            ]
            : [
                ("is:", "open, active, waiting, done, dropped, overdue, blocked, mine, unassigned, hidden"),
                ("priority: priority>=", "urgent, high, normal, low, someday"),
                ("assignee:", "a name, me, none, any"), ("label: project:", "a name, #7, none, any"),
                ("parent:", "the number of the task above: #7"),
                ("due: start: wait:", "a day or a time, also with <, <=, >, >="),
                ("created: updated: completed:", "the same"), ("estimate<=", "90, 2h, 1h30m"),
                ("has:", "steps, description, comments, labels, project …"),
                ("sort:", "due, priority, created, updated, title, completed; with - the other way round"),
            ]
    }

    public var queryTimes: [(term: String, meaning: String)] {
        isGerman
            ? [
                ("heute, morgen, gestern", "dieser Tag, wo Du bist"),
                ("7d, -2w, 3m, 1y", "so viele Tage, Wochen, Monate, Jahre von heute"),
                ("montag … sonntag", "der nächste, heute eingeschlossen"), ("2026-11-25", "dieser Tag"),
                ("jetzt", "dieser Augenblick"),
            ]
            : [
                ("today, tomorrow, yesterday", "that day, where you are"),
                ("7d, -2w, 3m, 1y", "so many days, weeks, months, years from today"),
                ("monday … sunday", "the next one, today included"), ("2026-11-25", "this day"),
                ("now", "this moment"),
            ]
    }

    /// What a chip with a term of the query does.
    public func withoutFilter(_ term: String) -> String { isGerman ? "Ohne \(term)" : "Without \(term)" }
}
