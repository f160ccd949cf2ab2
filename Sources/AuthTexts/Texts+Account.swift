import Domain
import Texts

/// Names and sentences of sessions, tokens and signing in.
extension Texts {
    /// The one place that knows who speaks for a language in this area.
    package var auth: any AuthCatalogue {
        // Whoever stands in for a language has the words of every area whose pages it is asked for.
        if let standIn { return standIn as! any AuthCatalogue }
        return switch language {
        case .german: GermanAuth()
        case .english: EnglishAuth()
        }
    }

    package subscript(_ text: AuthText) -> String { auth[text] }

    /// `Firefox auf Linux`; either part may be unknown.
    package func device(browser: String?, system: String?) -> String {
        switch (browser, system) {
        case (let browser?, let system?): auth.device(browser, on: system)
        case (let known?, nil), (nil, let known?): known
        case (nil, nil): self[.deviceUnknown]
        }
    }

    /// Below a session.
    package func signedIn(_ instant: Instant, now: Instant) -> String { auth.signedIn(ago(instant, now: now)) }

    package func lastSeen(_ instant: Instant, now: Instant) -> String { auth.lastSeen(ago(instant, now: now)) }

    /// Below a token: until when it is good.
    package func tokenEnd(_ expires: Instant, now: Instant) -> String {
        expires <= now ? self[.tokenExpired] : auth.goodUntil(shortDate(expires, withYear: true))
    }

    package func lastUsed(_ instant: Instant, now: Instant) -> String { auth.lastUsed(ago(instant, now: now)) }

    /// Above the tokens of an agent.
    package func tokensOfAgent(_ name: String) -> String { auth.tokensOfAgent(name.isolated) }

    /// The number of recovery codes that were not used yet.
    package func codesLeft(_ count: Int) -> String { auth.codesLeft(count) }

    /// When somebody who tried too often may try again: up to two minutes in seconds, then in minutes, rounded up so that
    /// nobody comes too early.
    package func tooManyTries(seconds: Int64) -> String {
        seconds > 120 ? auth.tooManyTries(minutes: (seconds + 59) / 60) : auth.tooManyTries(seconds: seconds)
    }

    /// The time zone of whoever has not chosen one.
    package func asHouse(_ zone: String) -> String { auth.asHouse(zone) }

    /// The first part of a zone's name, in words: `Europa`. Parts that are not known stay as they are.
    package func region(_ name: String) -> String { auth.region(name) ?? name }
}
