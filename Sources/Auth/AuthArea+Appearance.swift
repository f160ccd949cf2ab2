import AuthDomain
import AuthTexts
import Calendar
import Domain
import Input
import Texts
import Web

extension AuthArea {
    func showAppearance(_ exchange: Exchange) throws(Failure) -> Response {
        let caller = try exchange.caller
        let stored = try stored(of: caller)
        guard exchange.wantsPage else { return answer(exchange, stored, of: caller) }
        return appearancePage(exchange, stored)
    }

    /// - Shape: `stored` is what somebody else has saved while this was chosen.
    private func appearancePage(
        _ exchange: Exchange, _ chosen: AppearanceJSON, beside stored: AppearanceJSON? = nil
    ) -> Response {
        let page = AppearancePage(
            context: exchange.context, language: chosen.language, theme: chosen.theme,
            zones: ZoneChoice(
                chosen: chosen.timeZone, offered: exchange.site.zones.names(), ofHouse: exchange.site.zone.name),
            version: (stored ?? chosen).version, stored: stored)
        return exchange.page(stored == nil ? .ok : .preconditionFailed, title: exchange.texts[.appearance], page)
    }

    /// Keeps language, theme and time zone; null in JSON, and nothing chosen in a form, leave the first two to the
    /// browser and the last to the house.
    ///
    /// - Errors: 422 on `language` or `theme` for one that is not offered, on `timeZone` for one that this machine does
    ///   not know.
    func changeAppearance(_ exchange: Exchange) throws(Failure) -> Response {
        var fields = try exchange.fields()
        let language = try choice("language", Language.self, &fields)
        let theme = try choice("theme", Theme.self, &fields)
        let timeZone = try timeZone(&fields, exchange.site.zones)
        let caller = try exchange.caller
        let seen = try exchange.expectedVersion(of: caller.accountId ?? 0, &fields)
        try fields.finish()
        return try exchange.form(showing: [.stale]) { () throws(Failure) in
            let saved = try accounts.changeAppearance(
                language: language, theme: theme, timeZone: timeZone, by: exchange.change(seen: seen))
            guard !exchange.wantsPage else { return exchange.seeOther(AccountPage.Saved.appearance.link) }
            return answer(exchange, AppearanceJSON(saved), of: caller)
        } again: { failure throws(Failure) in
            let chosen = AppearanceJSON(language: language, theme: theme, timeZone: timeZone)
            return appearancePage(exchange, chosen, beside: try stored(of: caller))
        }
    }

    private func stored(of caller: Caller) throws(Failure) -> AppearanceJSON {
        AppearanceJSON(try accounts.appearance(of: caller.accountId ?? 0))
    }

    private func answer(_ exchange: Exchange, _ shown: AppearanceJSON, of caller: Caller) -> Response {
        exchange.resource(shown, caller.accountId ?? 0, version: shown.version)
    }

    private func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ name: String, _ type: Choice.Type, _ fields: inout Fields
    ) throws(Failure) -> String? {
        guard let text = try chosen(name, &fields) else { return nil }
        guard Choice(rawValue: text) != nil else {
            throw Failure(.oneOf(type.allCases.map(\.rawValue)), field: name)
        }
        return text
    }

    private func timeZone(_ fields: inout Fields, _ zones: Zones) throws(Failure) -> String? {
        try timeZone(chosen("timeZone", &fields), zones)
    }

    /// - Errors: `.invalid` on `timeZone` for one that this machine does not know.
    func timeZone(_ name: String?, _ zones: Zones) throws(Failure) -> String? {
        guard let name else { return nil }
        guard let zone = try? zones.zone(named: name) else { throw Failure(.timeZone, field: "timeZone") }
        return zone.name
    }

    /// nil for null, and for what a form leaves empty.
    func chosen(_ name: String, _ fields: inout Fields) throws(Failure) -> String? {
        guard let text = try fields.textOrNull(name) ?? nil, !(fields.isForm && text.isEmpty) else { return nil }
        return text
    }
}

/// In which light pages are shown.
enum Theme: String, CaseIterable {
    case light, dark
}
