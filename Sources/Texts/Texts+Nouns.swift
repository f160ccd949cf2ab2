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
        case .forbidden: self[.errorForbidden]
        case .notFound: self[.errorNotFound]
        case .methodNotAllowed: self[.errorMethodNotAllowed]
        case .conflict: self[.errorConflict]
        case .stale: self[.errorStale]
        case .tooLarge: self[.errorTooLarge]
        case .unsupportedType: self[.errorUnsupportedType]
        case .invalid: self[.errorInvalid]
        case .tooMany: self[.errorTooMany]
        case .internalFault: self[.errorInternal]
        case .unavailable: self[.errorUnavailable]
        case .storageFull: self[.errorStorageFull]
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
        case .oneOf(let values): "One of: \(values.joined(separator: ", "))."
        case .unknownField: "This field is not known here."
        case .doubled: "This stands more than once."
        case .type: "This has the wrong form."
        case .range(let low, let high): "Between \(low) and \(high)."
        case .containsName: "The password may not contain the name."
        case .common: "Many people choose this password, so it is guessed first. Choose another."
        case .wrongCode: "This code is not valid. Wait for the next one, and try again."
        case .taken: "This name is taken."
        case .lastAdministrator: "Nobody else could sign in as an administrator."
        case .inUse: "Somebody has this role, or is invited to it."
        case .beyondYours: "This permits something that you may not do yourself."
        case .builtIn: "This role is built in and stays as it is."
        case .plainName: "Lower-case letters, digits, - and _; a letter first."
        case .agentHasNone: "An agent has no password."
        case .notAPerson: "Choose another person who may sign in."
        case .wrongPassword: "That is not your password."
        case .timeZone: "That is no time zone; one is called Europe/Berlin, for instance."
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
        case .oneOf(let values): "Eines von: \(values.joined(separator: ", "))."
        case .unknownField: "Dieses Feld ist hier unbekannt."
        case .doubled: "Das steht mehrfach da."
        case .type: "Das hat die falsche Form."
        case .range(let low, let high): "Zwischen \(low) und \(high)."
        case .containsName: "Das Passwort darf den Namen nicht enthalten."
        case .common: "Dieses Passwort wählen viele, darum wird es zuerst geraten. Nimm ein anderes."
        case .wrongCode: "Dieser Code gilt nicht. Warte auf den nächsten und versuch es noch einmal."
        case .taken: "Diesen Namen gibt es schon."
        case .lastAdministrator: "Sonst könnte sich niemand mehr zum Verwalten anmelden."
        case .inUse: "Jemand hat diese Rolle oder ist mit ihr eingeladen."
        case .beyondYours: "Das erlaubt etwas, das Du selbst nicht darfst."
        case .builtIn: "Diese Rolle ist eingebaut und bleibt, wie sie ist."
        case .plainName: "Kleine Buchstaben von a bis z, Ziffern, - und _; vorn ein Buchstabe."
        case .agentHasNone: "Ein Agent hat kein Passwort."
        case .notAPerson: "Wähle eine andere Person, die sich anmelden darf."
        case .wrongPassword: "Das ist nicht Dein Passwort."
        case .timeZone: "Das ist keine Zeitzone; eine heißt zum Beispiel Europe/Berlin."
        }
    }
}
