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
        case .controlCharacter: "Steuerzeichen sind hier nicht erlaubt."
        case .unseen: "Darin ist kein sichtbares Zeichen."
        case .nameCharacters:
            "Ein Name hat Buchstaben, Ziffern und die Zeichen der Tastatur außer dem Doppelpunkt, und nichts "
                + "Unsichtbares."
        case .reservedName: "Dieses Wort bedeutet hier etwas anderes. Nimm einen anderen Namen."
        case .oneOf(let values): "Eines von: \(values.joined(separator: ", "))."
        case .unknownField: "Dieses Feld ist hier unbekannt."
        case .doubled: "Das ist mehrfach angegeben."
        case .type: "Das hat das falsche Format."
        case .range(let low, let high): "Zwischen \(low) und \(high)."
        case .containsName: "Das Passwort darf den Namen nicht enthalten."
        case .containsWord(let word): "Das Passwort darf „\(word)“ nicht enthalten: Das wird hier zuerst geraten."
        case .common: "Dieses Passwort wählen viele, darum wird es zuerst geraten. Nimm ein anderes."
        case .wrongCode: "Dieser Code gilt nicht. Versuche es mit dem nächsten noch einmal."
        case .taken: "Diesen Namen gibt es schon."
        case .lastAdministrator: "Sonst könnte sich niemand mehr anmelden, der alles verwaltet."
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
        case .agentOfAnother:
            "Einen Agenten kann nur anlegen und entsperren, wem er gehört oder wer den Server betreibt."
        case .agentSeesMore:
            "Der Agent sieht mehr als Du: ein Projekt, in dem Du nicht bist oder weniger darfst, oder einen Eingang."
        case .labelElsewhere:
            "Es hängt auch an Aufgaben, die Du nicht siehst oder nicht ändern darfst, und bleibt darum, wie es ist."
        case .wrongPassword: "Das ist nicht Dein Passwort."
        case .time: "Ein Tag wie 2026-11-25 oder ein Zeitpunkt wie 2026-11-25T09:00:00Z."
        case .year(let first, let last): "Das Jahr muss zwischen \(first) und \(last) liegen."
        case .noComma: "Ohne Komma: Es trennt beim Tippen eines vom nächsten."
        case .unknown: "Das gibt es nicht, oder Du darfst es nicht sehen."
        case .nobody(let name): "Hier gibt es niemanden namens \(quoted(name))."
        case .noMember(let name, _): "\(quoted(name)) ist kein Mitglied des Projekts."
        case .cycle: "Das würde im Kreis gehen."
        case .tooDeep(let limit): "Teilaufgaben lassen sich höchstens \(limit) Ebenen tief schachteln."
        case .otherProject: "Eine Teilaufgabe ist im selben Projekt wie die Aufgabe darüber."
        case .itself: "Nicht die Aufgabe selbst."
        case .hasTasks: "Es hat noch Aufgaben. Verschiebe oder lösche sie zuerst."
        case .tooManyMentions(let limit): "Darin dürfen höchstens \(limit) Personen genannt sein."
        case .tooManyNewLabels(let limit): "Das wären mehr als \(limit) neue Etiketten auf einmal."
        case .houseIsFull(let limit): "Es gibt schon \(limit). Lösche zuerst einige."
        case .tooManyChanges(let limit):
            "Das ändert mehr als \(limit) Aufgaben auf einmal. Ändere sie in mehreren Schritten."
        case .tooMuchAtOnce: "Das ist mehr, als sich auf einmal ändern lässt. Ändere es in mehreren Schritten."
        case .notBeside(let other): "Sende entweder dies oder \(other)."
        case .onManyTasks(let limit): "Es hängt an mehr als \(limit) Aufgaben. Entferne es zuerst von einigen."
        case .lastOwner: "Sonst würde niemand mehr das Projekt leiten."
        case .inboxOfAnother: "Das kann nur, wem der Eingang gehört."
        case .seesNot: "Diese Person sieht die Aufgabe nicht. Weise ihr zuerst die Aufgabe zu."
        case .projectRole(let own, let needed):
            "In diesem Projekt hast Du die Rolle „\(role(own))“; dafür brauchst Du „\(role(needed))“. "
                + "Frage jemanden, der es leitet."
        case .changed: "Das wurde seither geändert und lässt sich nicht mehr zurücknehmen."
        case .tooLate: "Nur was in den letzten zehn Minuten geschah, lässt sich zurücknehmen."
        case .blocked: "Vorher müssen offene Aufgaben erledigt sein."
        case .timeZone: "Das ist keine Zeitzone; eine heißt zum Beispiel Europe/Berlin."
        case .sentBefore: "Das ist noch nicht gespeichert."
        case .otherFormat(let name): "Das sieht nach einer Datei von \(name) aus. Wähle diese Art von Datei."
        case .packed(let programs):
            "Diese Datei ist gepackt. Entpacke sie und wähle die Datei darin. ZIP-Archive von \(German.list(programs)) werden gelesen, wie sie sind."
        case .spreadsheet: "Das ist eine Arbeitsmappe. Speichere ihre Tabelle als CSV und wähle die."
        case .notText: "Das ist keine Textdatei in UTF-8 oder in UTF-16 mit Byte Order Mark."
        case .keyCharacters:
            "Ein Schlüssel hat keinen Schrägstrich, auch keinen umgekehrten, und besteht nicht nur aus Punkten."
        case .linkTarget:
            "Ein Verweis führt zu einer Aufgabe (/tasks/7), einem Eintrag (/memory/3/schluessel) oder einer Adresse mit https://, http:// oder mailto:."
        case .notAfter: "Das Ende muss nach dem Anfang liegen."
        case .notAhead: "Das muss in der Zukunft liegen."
        case .spaceEntries(let limit):
            "Der Bereich ist voll: Er fasst höchstens \(limit) Einträge. Lösche zuerst einige."
        case .spaceBytes(let limit):
            "Der Bereich ist voll: Alle Fassungen seiner Einträge dürfen zusammen höchstens \(limit) Bytes haben."
        case .spaceRole(let own, let needed):
            "In diesem Bereich hast Du die Rolle „\(role(own))“; dafür brauchst Du „\(role(needed))“. "
                + "Frage jemanden, der ihn leitet."
        case .notAnAgent: "Das ist kein Agent. Einen solchen Bereich hat nur ein Agent."
        case .notShared: "Andere lassen sich nur in einen geteilten Bereich aufnehmen."
        case .countMatching(let count):
            "Jetzt sind es \(count). Sieh nach, ob Du alle meinst, und bestätige es dann noch einmal."
        case .notAText: "Das ist JSON, an das sich kein Text anhängen lässt. Bearbeite den Eintrag."
        case .deletedThere: "Mit dieser Fassung wurde der Eintrag gelöscht. Wähle eine davor."
        case .liesAhead: "Das darf nicht in der Zukunft liegen."
        case .nextVersion(let number): "Als Nächstes braucht der Eintrag Fassung \(number)."
        case .differsThere: "Diese Fassung gibt es schon, und in ihr steht etwas anderes."
        }
    }

    package func advice(_ kind: Failure.Kind) -> String {
        switch kind {
        case .invalid, .malformed, .methodNotAllowed, .unsupportedType, .upgradeRequired:
            "Es wurde nichts gespeichert. Geh zurück und versuche es noch einmal."
        case .unauthenticated, .unproven: "Was Du noch nicht gespeichert hast, steht noch auf der vorigen Seite."
        case .factorMissing: "Die Person, der dieses Konto gehört, muss sich anmelden und ihn einrichten."
        case .forbidden:
            "Es wurde nichts geändert. War die Seite lange offen? Dann lade sie neu und versuche es noch einmal."
        case .notFound: "Vielleicht stimmt die Adresse nicht, oder was hier stand, wurde gelöscht."
        case .conflict, .stale: "Es wurde nichts geändert. Lade die Seite neu und sieh Dir den jetzigen Stand an."
        case .repeated: "Diesmal wurde nichts ausgeführt."
        case .tooLarge: "Es wurde nichts gespeichert. Geh zurück und kürze, was Du schickst."
        case .tooMany, .unavailable: "Diese Anfrage wurde nicht ausgeführt. Lade die Seite in ein paar Sekunden neu."
        case .internalFault:
            "Was gespeichert war, ist gespeichert. Die Ursache steht im Protokoll, unter der Nummer unten."
        case .outcomeUnknown:
            "Der Speicher hat versagt. Sieh nach, ob Deine Änderung angekommen ist, bevor Du sie wiederholst."
        case .storageFull: "Es wurde nichts gespeichert. Wer den Server betreut, muss Platz schaffen."
        }
    }
}
