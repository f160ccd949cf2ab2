import AuthDomain
import AuthTexts
import Domain

extension LongerLanguage: AuthCatalogue {
    package subscript(text: AuthText) -> String { Self.longer(auth[text]) }

    package func permission(_ permission: AccountPermission) -> String { Self.longer(auth.permission(permission)) }

    package func kind(_ kind: Account.Kind) -> String { Self.longer(auth.kind(kind)) }

    package func builtInRole(_ name: String) -> String? { auth.builtInRole(name).map { Self.longer($0) } }

    package func device(_ browser: String, on system: String) -> String {
        Self.longer(auth.device(browser, on: system), keeping: [browser, system])
    }

    package func region(_ name: String) -> String? { Self.longer(auth.region(name) ?? name) }

    package func asHouse(_ zone: String) -> String { Self.longer(auth.asHouse(zone), keeping: [zone]) }

    package func tooManyTries(seconds: Int64) -> String { Self.longer(auth.tooManyTries(seconds: seconds)) }

    package func tooManyTries(minutes: Int64) -> String { Self.longer(auth.tooManyTries(minutes: minutes)) }

    package func codesLeft(_ count: Int) -> String { Self.longer(auth.codesLeft(count)) }

    package func signedIn(_ when: String) -> String { Self.longer(auth.signedIn(when), keeping: [when]) }

    package func lastSeen(_ when: String) -> String { Self.longer(auth.lastSeen(when), keeping: [when]) }

    package func goodUntil(_ day: String) -> String { Self.longer(auth.goodUntil(day), keeping: [day]) }

    package func lastUsed(_ when: String) -> String { Self.longer(auth.lastUsed(when), keeping: [when]) }

    package func tokensOfAgent(_ name: String) -> String { Self.longer(auth.tokensOfAgent(name), keeping: [name]) }

    package func validUntil(_ moment: String) -> String { Self.longer(auth.validUntil(moment), keeping: [moment]) }

    package func accountCount(_ count: Int) -> String { Self.longer(auth.accountCount(count)) }

    package func resetFor(_ name: String) -> String { Self.longer(auth.resetFor(name), keeping: [name]) }

    package func deleteAccountQuestion(_ name: String) -> String {
        Self.longer(auth.deleteAccountQuestion(name), keeping: [name])
    }

    package func deleteAccountConsequence(agents: Int, projects: Int, inbox: Bool) -> String {
        Self.longer(auth.deleteAccountConsequence(agents: agents, projects: projects, inbox: inbox))
    }

    package func activity(_ kind: AccountEventKind) -> (before: String, after: String) {
        let words = auth.activity(kind)
        return (Self.longer(words.before), Self.longer(words.after))
    }

    package func erasureLead(mark: String) -> String { Self.longer(auth.erasureLead(mark: mark), keeping: [mark]) }

    package func erased(events: Int, rows: Int, since: String?) -> String {
        Self.longer(
            auth.erased(events: events, rows: rows, since: since), keeping: since.map { [$0] } ?? [])
    }
}
