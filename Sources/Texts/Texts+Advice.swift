import Domain

extension Texts {
    /// What is safe and what to do, below the sentence that says what went wrong.
    public func advice(_ kind: Failure.Kind) -> String {
        isGerman ? Self.german(kind) : Self.english(kind)
    }

    private static func german(_ kind: Failure.Kind) -> String {
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

    private static func english(_ kind: Failure.Kind) -> String {
        switch kind {
        case .invalid, .malformed, .methodNotAllowed, .unsupportedType, .upgradeRequired:
            "Nothing was saved. Go back and try again."
        case .unauthenticated, .unproven: "What you had not saved is still on the page before this one."
        case .factorMissing: "The person whose account this is signs in and sets it up."
        case .forbidden: "Nothing was changed. Was the page open for long? Then reload it and try again."
        case .notFound: "Perhaps the address is wrong, or the task has been deleted."
        case .conflict, .stale: "Nothing was changed. Reload the page and look at how things stand."
        case .repeated: "Nothing was carried out this time."
        case .tooLarge: "Nothing was saved. Go back and shorten what you send."
        case .tooMany, .unavailable: "This request was not carried out. Reload the page in a few seconds."
        case .internalFault: "What was saved is saved. The cause is in the log, under the number below."
        case .outcomeUnknown:
            "The storage failed. Check whether your change has arrived before you repeat it."
        case .storageFull: "Nothing was saved. Whoever looks after the server has to make room."
        }
    }
}
