import AuthTexts
import Calendar
import Domain
import HTML
import Texts
import Web

/// The choice of language, theme and time zone.
struct AppearancePage: Page {
    let context: PageContext
    let language: String?
    let theme: String?
    let zones: ZoneChoice
    var version: Int64 = 1
    /// The version that somebody else has saved meanwhile.
    var stored: AppearanceJSON?

    var main: HTML {
        let fields = FormFields(texts: texts, failure: nil)
        return """
            <a class="back" href="/account">\(Icon.back.html)\(texts[.account])</a>
            <header class="head"><h1>\(texts[.appearance])</h1></header>
            \(stored.map(beside))
            <form class="form" method="post" action="/account/appearance">\(formToken)\
            <input type="hidden" name="_method" value="PUT">\(StoredVersion.field(version))
            <div class="two">
            \(fields.choice("language", texts[.language], value: language ?? "", of: [unchosen] + Self.languages))
            \(fields.choice("theme", texts[.theme], value: theme ?? "", of: [unchosen] + themes))
            </div>
            \(zones.field(fields))
            <div class="actions"><button class="button main">\(texts[.save])</button>
            <a class="button" href="/account">\(texts[.cancel])</a></div></form>
            """
    }

    private func beside(_ stored: AppearanceJSON) -> HTML {
        let language = ([unchosen] + Self.languages).first { $0.value == stored.language ?? "" }?.name
        let theme = ([unchosen] + themes).first { $0.value == stored.theme ?? "" }?.name
        let rows = [
            (name: texts[.language], value: language ?? ""), (name: texts[.theme], value: theme ?? ""),
            (name: texts[.timeZone], value: stored.timeZone ?? zones.ofHouse),
        ]
        return StoredVersion(texts: texts, rows: rows).html
    }

    private var unchosen: (value: String, name: String) { ("", texts[.asBrowser]) }

    private static let languages = Language.allCases.map { (value: $0.rawValue, name: $0.ownName) }

    private var themes: [(value: String, name: String)] {
        [(Theme.light.rawValue, texts[.themeLight]), (Theme.dark.rawValue, texts[.themeDark])]
    }
}

/// The time zones to choose from.
struct ZoneChoice {
    /// nil for whoever leaves it to the house.
    let chosen: String?
    /// By name.
    let offered: [String]
    let ofHouse: String
    /// The choice has been sent once, so no script proposes another.
    var isAnswered = false

    init(chosen: String?, offered: [String], ofHouse: String) {
        (self.chosen, self.offered, self.ofHouse) = (chosen, offered, ofHouse)
    }

    /// The choice where an account begins.
    ///
    /// - Shape: `sent` is what came with a form that failed. A name that this machine does not know is told in
    ///   `failure` and not chosen again: sent once more, it would be refused once more.
    init(_ exchange: Exchange, sent: String?, failure: Failure?) {
        let zones = exchange.site.zones
        self.init(
            chosen: sent.flatMap { try? zones.zone(named: $0) }?.name, offered: zones.names(),
            ofHouse: exchange.site.zone.name)
        isAnswered = failure != nil
    }

    /// One sentence, where an account begins; the choice lies behind its *Change*. A script proposes the browser's zone.
    func sentence(_ fields: FormFields) -> HTML {
        """
        <details class="zone" data-zone="\(ofHouse)"\(attribute: "data-answered", if: isAnswered)\
        \(attribute: "open", if: fields.sentence(for: "timeZone") != nil)>\
        <summary><span class="small">\(fields.texts[.zoneShown]) <b>\(chosen ?? ofHouse)</b>.</span> \
        <span class="plain">\(fields.texts[.zoneChange])</span></summary>
        \(field(fields))</details>
        """
    }

    func field(_ fields: FormFields) -> HTML {
        let texts = fields.texts
        // An older name, which a program may have chosen, is not offered and is still the one.
        let names = [chosen].compactMap { $0 }.filter { !offered.contains($0) } + offered
        let alone = names.filter { !$0.contains("/") }.map { (value: $0, name: $0) }
        let groups = Dictionary(grouping: names.filter { $0.contains("/") }) { $0.prefix { $0 != "/" } }
        return fields.choice(
            "timeZone", texts[.timeZone], value: chosen ?? "", of: [(value: "", name: texts.asHouse(ofHouse))] + alone,
            groups: groups.map { region, names in
                (name: texts.region(String(region)), options: names.map { (value: $0, name: Self.place($0)) })
            }.sorted { $0.name < $1.name })
    }

    /// `America/Argentina/Buenos_Aires` below `America` is `Argentina / Buenos Aires`.
    private static func place(_ name: String) -> String {
        name.split(separator: "/").dropFirst().joined(separator: " / ").split(separator: "_").joined(separator: " ")
    }
}
