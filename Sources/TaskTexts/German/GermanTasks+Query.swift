import Domain
import TaskDomain
import Texts

/// The query language.
extension GermanTasks {
    package var queryLanguage: QueryLanguage { .german }

    package func sentence(_ rule: QueryRule) -> String {
        switch rule {
        case .tooLong(let limit): "Eine Suche darf höchstens \(limit) Bytes haben."
        case .tooManyTerms(let limit): "Eine Suche darf höchstens \(limit) Begriffe und Werte haben."
        case .tooDeep(let limit): "Klammern und Minuszeichen dürfen höchstens \(limit) tief geschachtelt sein."
        case .unknownField: "Dieses Feld gibt es nicht; in Anführungszeichen wird danach gesucht."
        case .unknownValue(let values): "Möglich sind hier: \(values.joined(separator: ", "))."
        case .missingValue: "Hier fehlt etwas."
        case .notOrdered: "Hier sind nur : und = möglich."
        case .listCompared: "Vergleichen lässt sich nur mit einem Wert."
        case .number: "Hier muss eine ganze Zahl ab 1 stehen."
        case .duration: "Hier müssen Minuten oder Stunden stehen, zum Beispiel 90 oder 2h."
        case .time: "Hier muss ein Tag oder ein Zeitpunkt stehen: heute, morgen, 7d, -2w, freitag, 2026-11-25, ohne."
        case .unclosedQuote: "Das schließende Anführungszeichen fehlt."
        case .unclosedGroup: "Die schließende Klammer fehlt."
        case .unopenedGroup: "Diese Klammer wurde nie geöffnet; in Anführungszeichen wird nach ihr gesucht."
        case .emptyGroup: "In diesen Klammern steht nichts."
        case .danglingOr: "„or“ und „oder“ stehen zwischen zweierlei; in Anführungszeichen wird danach gesucht."
        case .nothingSearched: "Hier steht nichts, wonach gesucht werden kann."
        case .sortInside: "Die Sortierung gilt für die ganze Suche und steht außerhalb der Klammern."
        }
    }

    package func didYouMean(_ words: [String]) -> String {
        "Meinst Du \(words.map(German.quoted).joined(separator: " oder "))?"
    }

    package func withoutFilter(_ term: String) -> String { "Ohne \(term)" }

    package var queryExamples: [(query: String, meaning: String)] {
        [
            ("zuständig:ich ist:offen fällig<=7d", "was Du in den nächsten sieben Tagen zu tun hast"),
            ("\"frische milch\" etikett:einkauf", "genau diese Wörter, mit diesem Etikett"),
            ("priorität>=hoch -ist:blockiert", "was drängt und nicht blockiert ist"),
            ("ist:wartet geändert<-2w", "was wartet und sich seit zwei Wochen nicht geändert hat"),
            ("projekt:Garten (etikett:frühling oder hat:schritte)", "das eine oder das andere, in einem Projekt"),
        ]
    }

    package var queryJoining: [(term: String, meaning: String)] {
        [
            ("milch brot", "beide Wörter, in Titel oder Beschreibung, auch ihr Anfang"),
            ("\"frische milch\"", "genau diese Wörter nebeneinander"), ("-etikett:später", "nicht mit diesem Etikett"),
            ("etikett:bug,doku", "eines davon"), ("etikett:bug oder zuständig:ich", "das eine oder das andere"),
            ("(milch oder brot) ist:offen", "Klammern halten zusammen, was zusammengehört"),
        ]
    }

    package var queryFields: [(term: String, meaning: String)] {
        [
            (
                "ist:",
                "offen, aktiv, wartet, erledigt, verworfen, überfällig, blockiert, meins, unzugewiesen, verborgen"
            ),
            ("priorität: priorität>=", "dringend, hoch, normal, niedrig, irgendwann"),
            ("zuständig:", "ein Name, ich, ohne (niemand), beliebig (irgendwer)"),
            ("etikett: projekt:", "ein Name, #7, ohne, beliebig"), ("teil:", "die Nummer der Aufgabe darüber: #7"),
            ("fällig: beginn: verborgen:", "ein Tag oder Zeitpunkt, auch mit <, <=, >, >="),
            ("angelegt: geändert: erledigt:", "ebenso"), ("aufwand<=", "90, 2h, 1h30m"),
            ("hat:", "schritte, beschreibung, kommentare, etiketten, projekt …"),
            ("sortierung:", "fällig, priorität, angelegt, geändert, titel, erledigt; mit - umgekehrt"),
        ]
    }

    package var queryTimes: [(term: String, meaning: String)] {
        [
            ("heute, morgen, gestern", "dieser Tag, wo Du bist"),
            ("7d, -2w, 3m, 1y", "so viele Tage, Wochen, Monate, Jahre von heute"),
            ("montag … sonntag", "der nächste, heute eingeschlossen"), ("2026-11-25", "dieser Tag"),
            ("jetzt", "dieser Augenblick"),
        ]
    }
}
