import Domain

/// Sentences of the account that carry a name or a time.
extension Texts {
    /// A permission in words, after `It may`.
    public subscript(_ permission: Permission) -> String {
        switch (permission, isGerman) {
        case (.tasksRead, true): "Aufgaben lesen"
        case (.tasksRead, false): "read tasks"
        case (.tasksWrite, true): "Aufgaben anlegen und ändern"
        case (.tasksWrite, false): "add and change tasks"
        case (.usersManage, true): "Leute und Rollen verwalten"
        case (.usersManage, false): "look after people and roles"
        case (.auditRead, true): "das Protokoll lesen"
        case (.auditRead, false): "read the log"
        }
    }

    /// `Firefox auf Linux`; either part may be unknown.
    public func device(browser: String?, system: String?) -> String {
        switch (browser, system) {
        case (let browser?, let system?): isGerman ? "\(browser) auf \(system)" : "\(browser) on \(system)"
        case (let known?, nil), (nil, let known?): known
        case (nil, nil): isGerman ? "Unbekanntes Gerät" : "Unknown device"
        }
    }

    /// Below a session: where it came from, and when.
    public func sessionFacts(network: String, signedIn: Instant, seen: Instant, now: Instant) -> String {
        let (since, last) = (ago(signedIn, now: now), ago(seen, now: now))
        return isGerman
            ? "\(network) · angemeldet: \(since) · zuletzt gesehen: \(last)"
            : "\(network) · signed in: \(since) · last seen: \(last)"
    }

    /// Below a token: until when it is good, and when it was last used.
    public func tokenFacts(expires: Instant, lastUsed: Instant?, now: Instant) -> String {
        let day = shortDate(expires, withYear: true)
        let end = expires <= now ? self[.tokenExpired] : isGerman ? "gültig bis \(day)" : "good until \(day)"
        guard let lastUsed else { return "\(end) · \(self[.tokenUnused])" }
        let last = ago(lastUsed, now: now)
        return isGerman ? "\(end) · zuletzt benutzt: \(last)" : "\(end) · last used: \(last)"
    }

    /// Above the tokens of an agent.
    public func tokensOfAgent(_ name: String) -> String {
        isGerman
            ? "Damit arbeitet \(name). Ein Token darf, was die Rolle des Agenten und Du beide dürfen."
            : "\(name) works with these. A token may do what both the agent's role and you may."
    }

    /// What a button does to one line of a list, for those who cannot see beside which it stands.
    public func label(_ action: String, _ subject: String) -> String { "\(action): \(subject)" }
}
