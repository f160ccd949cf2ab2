import Domain

/// Failures and broken rules: what goes wrong, and what to do.
extension GermanCommon {
    package func sentence(_ rule: Rule) -> String {
        switch rule {
        case .required: "Das darf nicht leer sein."
        case .tooLong(let limit): "Höchstens \(limit) Zeichen."
        case .tooShort(let limit): "Mindestens \(limit) Zeichen."
        case .tooManyBytes(let limit): "Höchstens \(limit) Bytes."
        case .tooMany(let limit): "Höchstens \(limit)."
        case .controlCharacter: "Steuerzeichen sind hier nicht möglich."
        case .unseen: "Davon ist nichts zu sehen."
        case .nameCharacters:
            "Ein Name hat Buchstaben, Ziffern und die Zeichen der Tastatur außer dem Doppelpunkt, und nichts Unsichtbares."
        case .reservedName: "Dieses Wort bedeutet hier etwas anderes. Nimm einen anderen Namen."
        case .oneOf(let values): "Eines von: \(values.joined(separator: ", "))."
        case .unknownField: "Dieses Feld ist hier unbekannt."
        case .doubled: "Das steht mehrfach da."
        case .type: "Das hat die falsche Form."
        case .range(let low, let high): "Zwischen \(low) und \(high)."
        case .containsName: "Das Passwort darf den Namen nicht enthalten."
        case .containsWord(let word): "Das Passwort darf „\(word)“ nicht enthalten: Das wird hier zuerst geraten."
        case .common: "Dieses Passwort wählen viele, darum wird es zuerst geraten. Nimm ein anderes."
        case .wrongCode: "Dieser Code gilt nicht. Warte auf den nächsten und versuch es noch einmal."
        case .taken: "Diesen Namen gibt es schon."
        case .lastAdministrator: "Sonst könnte sich niemand mehr zum Verwalten anmelden."
        case .inAccountName(let id):
            "Das steht im Namen des Kontos \(id), der sich nicht ändern lässt. Zuerst muss dieses Konto gelöscht werden."
        case .inRoleName:
            "Das steht im Namen einer Rolle, der sich nicht ändern lässt. Zuerst muss diese Rolle entfernt werden."
        case .inUse: "Jemand hat diese Rolle oder ist mit ihr eingeladen."
        case .beyondYours: "Das erlaubt etwas, das Du selbst nicht darfst."
        case .builtIn: "Diese Rolle ist eingebaut und bleibt, wie sie ist."
        case .plainName: "Kleine Buchstaben von a bis z, Ziffern, - und _; vorn ein Buchstabe."
        case .agentHasNone: "Ein Agent hat kein Passwort."
        case .notAPerson: "Wähle eine andere Person, die sich anmelden darf."
        case .tokensOfPerson: "Personen erstellen ihre Token selbst."
        case .linkGone:
            "Dieser Link gilt nicht mehr. Hast Du ihn gerade benutzt, dann melde Dich an; sonst lass Dir einen neuen geben."
        case .agentOfAnother: "Einen Agenten erstellt und aktiviert nur, wem er gehört, oder wer die Anlage betreibt."
        case .agentSeesMore:
            "Der Agent sieht mehr als Du: ein Projekt, in dem Du nicht bist oder weniger darfst, oder einen Eingang."
        case .labelElsewhere:
            "Es hängt auch an Aufgaben, die Du nicht siehst oder nicht ändern darfst, und bleibt darum, wie es ist."
        case .wrongPassword: "Das ist nicht Dein Passwort."
        case .time: "Ein Tag wie 2026-11-25 oder ein Zeitpunkt wie 2026-11-25T09:00:00Z."
        case .noComma: "Kein Komma: Es trennt Etiketten beim Tippen."
        case .unknown: "Das gibt es nicht, oder Du darfst es nicht sehen."
        case .cycle: "Das ginge im Kreis."
        case .tooDeep(let limit): "Teilaufgaben gehen höchstens \(limit) tief."
        case .otherProject: "Eine Teilaufgabe ist im Projekt ihrer Aufgabe."
        case .itself: "Nicht die Aufgabe selbst."
        case .hasTasks: "Es hat noch Aufgaben. Verschieb oder lösch sie zuerst."
        case .tooManyMentions(let limit): "Darin dürfen höchstens \(limit) Personen genannt sein."
        case .tooManyNewLabels(let limit): "Das wären mehr als \(limit) neue Etiketten auf einmal."
        case .houseIsFull(let limit): "Es gibt schon \(limit). Lösche zuerst einige."
        case .tooManyChanges(let limit): "Das ändert mehr als \(limit) Aufgaben auf einmal. Mach es in Teilen."
        case .tooMuchAtOnce: "Das ist mehr, als auf einmal geändert werden kann. Mach es in Teilen."
        case .onManyTasks(let limit): "Es hängt an mehr als \(limit) Aufgaben. Nimm es zuerst von einigen ab."
        case .lastOwner: "Das Projekt gehörte sonst niemandem mehr."
        case .inboxOfAnother: "Das kann nur, wem der Eingang gehört."
        case .seesNot: "Die Aufgabe ist dort nicht zu sehen; weise zuerst die Aufgabe zu."
        case .projectRole(let own, let needed):
            "In diesem Projekt hast Du die Rolle „\(role(own))“; dafür brauchst Du „\(role(needed))“. "
                + "Frag jemanden, der es leitet."
        case .changed: "Das wurde seither geändert und lässt sich nicht mehr zurücknehmen."
        case .tooLate: "Nur was in den letzten zehn Minuten geschah, lässt sich zurücknehmen."
        case .blocked: "Vorher müssen offene Aufgaben erledigt sein."
        case .timeZone: "Das ist keine Zeitzone; eine heißt zum Beispiel Europe/Berlin."
        case .sentBefore: "Das ist noch nicht gespeichert."
        case .otherFormat(let name): "Das sieht nach einer Datei von \(name) aus. Wähle diese Art von Datei."
        case .packed: "Diese Datei ist gepackt. Entpacke sie und wähle die Datei darin."
        case .spreadsheet: "Das ist eine Arbeitsmappe. Speichere ihre Tabelle als CSV und wähle die."
        case .notText: "Das ist keine Textdatei in UTF-8."
        }
    }

    package func advice(_ kind: Failure.Kind) -> String {
        switch kind {
        case .invalid, .malformed, .methodNotAllowed, .unsupportedType, .upgradeRequired:
            "Es wurde nichts gespeichert. Geh zurück und versuch es noch einmal."
        case .unauthenticated, .unproven: "Was Du nicht gespeichert hast, steht noch auf der Seite davor."
        case .factorMissing: "Die Person, der dieses Konto gehört, meldet sich an und richtet ihn ein."
        case .forbidden:
            "Es wurde nichts geändert. War die Seite lange offen? Dann lade sie neu und versuch es noch einmal."
        case .notFound: "Vielleicht stimmt die Adresse nicht, oder die Aufgabe wurde gelöscht."
        case .conflict, .stale: "Es wurde nichts geändert. Lade die Seite neu und sieh Dir den jetzigen Stand an."
        case .repeated: "Diesmal wurde nichts ausgeführt."
        case .tooLarge: "Es wurde nichts gespeichert. Geh zurück und kürz, was Du schickst."
        case .tooMany, .unavailable: "Diese Anfrage wurde nicht ausgeführt. Lade die Seite in ein paar Sekunden neu."
        case .internalFault:
            "Was gespeichert war, ist gespeichert. Die Ursache steht im Protokoll, unter der Nummer unten."
        case .outcomeUnknown:
            "Der Speicher hat versagt. Sieh nach, ob Deine Änderung angekommen ist, bevor Du sie wiederholst."
        case .storageFull: "Es wurde nichts gespeichert. Wer den Server betreut, muss Platz schaffen."
        }
    }
}
