import HTML
import Texts
import Web

/// The choice of language and theme.
struct AppearancePage {
    let texts: Texts
    let formToken: HTML
    let language: String?
    let theme: String?

    var main: HTML {
        let fields = FormFields(texts: texts, failure: nil)
        return """
            <a class="back" href="/account">\(Icon.back.html)\(texts[.account])</a>
            <header class="head"><h1>\(texts[.appearance])</h1></header>
            <form class="form" method="post" action="/account/appearance">\(formToken)\
            <input type="hidden" name="_method" value="PUT">
            <div class="two">
            \(fields.choice("language", .language, value: language ?? "", of: [unchosen] + Self.languages))
            \(fields.choice("theme", .theme, value: theme ?? "", of: [unchosen] + themes))
            </div>
            <div class="actions"><button class="button main">\(texts[.save])</button>
            <a class="button" href="/account">\(texts[.cancel])</a></div></form>
            """
    }

    private var unchosen: (value: String, name: String) { ("", texts[.asBrowser]) }

    /// Each in its own language, so that whoever cannot read the page finds the way back.
    private static let languages = [
        (value: Language.german.rawValue, name: "Deutsch"), (value: Language.english.rawValue, name: "English"),
    ]

    private var themes: [(value: String, name: String)] {
        [(Theme.light.rawValue, texts[.themeLight]), (Theme.dark.rawValue, texts[.themeDark])]
    }
}
