import Domain

extension Texts {
    public subscript(_ status: TaskStatus) -> String {
        switch status {
        case .open: self[.statusOpen]
        case .active: self[.statusActive]
        case .waiting: self[.statusWaiting]
        case .done: self[.statusDone]
        case .dropped: self[.statusDropped]
        }
    }

    public subscript(_ priority: TaskPriority) -> String {
        switch priority {
        case .urgent: self[.priorityUrgent]
        case .high: self[.priorityHigh]
        case .normal: self[.priorityNormal]
        case .low: self[.priorityLow]
        case .someday: self[.prioritySomeday]
        }
    }

    /// What went wrong, by its kind.
    public subscript(_ kind: Failure.Kind) -> String {
        switch kind {
        case .malformed: self[.errorBadRequest]
        case .unauthenticated: self[.errorUnauthorized]
        case .unproven: self[.errorUnproven]
        case .factorMissing: self[.errorFactorMissing]
        case .forbidden: self[.errorForbidden]
        case .notFound: self[.errorNotFound]
        case .methodNotAllowed: self[.errorMethodNotAllowed]
        case .conflict: self[.errorConflict]
        case .stale: self[.errorStale]
        case .tooLarge: self[.errorTooLarge]
        case .upgradeRequired: self[.errorUpgradeRequired]
        case .unsupportedType: self[.errorUnsupportedType]
        case .invalid: self[.errorInvalid]
        case .repeated: self[.errorRepeated]
        case .tooMany: self[.errorTooMany]
        case .internalFault: self[.errorInternal]
        case .unavailable: self[.errorUnavailable]
        case .storageFull: self[.errorStorageFull]
        case .outcomeUnknown: self[.errorOutcomeUnknown]
        }
    }

    /// A broken rule as a sentence beside its field.
    public func sentence(_ rule: Rule) -> String {
        language == .german ? Self.german(rule) : Self.english(rule)
    }

    private static func english(_ rule: Rule) -> String {
        switch rule {
        case .required: "This may not be empty."
        case .tooLong(let limit): "At most \(limit) characters."
        case .tooShort(let limit): "At least \(limit) characters."
        case .tooManyBytes(let limit): "At most \(limit) bytes."
        case .tooMany(let limit): "At most \(limit)."
        case .controlCharacter: "Control characters are not possible here."
        case .unseen: "There is nothing in it that can be seen."
        case .nameCharacters:
            "A name has letters, digits and the signs of a keyboard but the colon, and nothing that cannot be seen."
        case .reservedName: "This word means something else here. Choose another name."
        case .oneOf(let values): "One of: \(values.joined(separator: ", "))."
        case .unknownField: "This field is not known here."
        case .doubled: "This stands more than once."
        case .type: "This has the wrong form."
        case .range(let low, let high): "Between \(low) and \(high)."
        case .containsName: "The password may not contain the name."
        case .containsWord(let word): "The password may not contain “\(word)”: that is guessed first here."
        case .common: "Many people choose this password, so it is guessed first. Choose another."
        case .wrongCode: "This code is not valid. Wait for the next one, and try again."
        case .taken: "This name is taken."
        case .lastAdministrator: "Nobody else could sign in as an administrator."
        case .inAccountName(let id):
            "This is in the name of account \(id), which cannot be changed. Delete that account first."
        case .inRoleName: "This is in the name of a role, which cannot be changed. Remove that role first."
        case .inUse: "Somebody has this role, or is invited to it."
        case .beyondYours: "This permits something that you may not do yourself."
        case .builtIn: "This role is built in and stays as it is."
        case .plainName: "Lower-case letters, digits, - and _; a letter first."
        case .agentHasNone: "An agent has no password."
        case .notAPerson: "Choose another person who may sign in."
        case .tokensOfPerson: "People make their tokens themselves."
        case .linkGone: "This link is no longer valid. If you have just used it, sign in; otherwise ask for a new one."
        case .agentOfAnother: "Only the person it belongs to can make or enable an agent, or the operator."
        case .agentSeesMore:
            "The agent sees more than you do: a project in which you are not or may do less, or an inbox."
        case .labelElsewhere: "It is also on tasks that you do not see or may not change, so it stays as it is."
        case .wrongPassword: "That is not your password."
        case .time: "A day such as 2026-11-25, or a time such as 2026-11-25T09:00:00Z."
        case .noComma: "No comma: it separates labels where they are typed."
        case .unknown: "There is nothing of that name, or you may not see it."
        case .cycle: "That would go round in a circle."
        case .tooDeep(let limit): "Subtasks go at most \(limit) deep."
        case .otherProject: "A subtask is in its parent's project."
        case .itself: "Not the task itself."
        case .hasTasks: "It still has tasks. Move or delete them first."
        case .tooManyMentions(let limit): "It may name at most \(limit) people."
        case .tooManyNewLabels(let limit): "That would make more than \(limit) new labels at once."
        case .houseIsFull(let limit): "There are \(limit) already. Delete some first."
        case .tooManyChanges(let limit): "That changes more than \(limit) tasks at once. Do it in parts."
        case .tooMuchAtOnce: "That is more than can be changed at once. Do it in parts."
        case .onManyTasks(let limit): "It is on more than \(limit) tasks. Take it from some of them first."
        case .lastOwner: "Nobody else would own the project."
        case .inboxOfAnother: "Only whoever the inbox belongs to can do that."
        case .seesNot: "They do not see the task; assign the task to them first."
        case .projectRole(let own, let needed):
            "Your role in this project is “\(english(own))”; this needs “\(english(needed))”. Ask one of its owners."
        case .changed: "It has been changed since, so it cannot be taken back."
        case .tooLate: "Only what happened in the last ten minutes can be taken back."
        case .blocked: "Open tasks must be done before this one."
        case .timeZone: "That is no time zone; one is called Europe/Berlin, for instance."
        case .sentBefore: "This is not saved yet."
        }
    }

    private static func german(_ rule: Rule) -> String {
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
            "In diesem Projekt hast Du die Rolle „\(german(own))“; dafür brauchst Du „\(german(needed))“. "
                + "Frag jemanden, der es leitet."
        case .changed: "Das wurde seither geändert und lässt sich nicht mehr zurücknehmen."
        case .tooLate: "Nur was in den letzten zehn Minuten geschah, lässt sich zurücknehmen."
        case .blocked: "Vorher müssen offene Aufgaben erledigt sein."
        case .timeZone: "Das ist keine Zeitzone; eine heißt zum Beispiel Europe/Berlin."
        case .sentBefore: "Das ist noch nicht gespeichert."
        }
    }

    private static func german(_ role: ProjectRole) -> String {
        switch role {
        case .viewer: "Liest"
        case .commenter: "Kommentiert"
        case .editor: "Bearbeitet"
        case .owner: "Leitung"
        }
    }

    private static func english(_ role: ProjectRole) -> String {
        switch role {
        case .viewer: "Viewer"
        case .commenter: "Commenter"
        case .editor: "Editor"
        case .owner: "Owner"
        }
    }
}
