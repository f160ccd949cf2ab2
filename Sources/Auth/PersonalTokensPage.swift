import AuthDomain
import AuthTexts
import Domain
import HTML
import HouseTexts
import Input
import Texts
import Web

/// Somebody's tokens, and the form for another one.
struct PersonalTokensPage: Page {
    /// The values in the form.
    struct Typed {
        var name = ""
        var scopes: Set<String> = []
        var spaces: Set<Int64> = []
        var days = String(TokenRules.daysDefault)

        init() {}

        init(_ fields: Fields) {
            var fields = fields
            name = fields.typed("name") ?? ""
            scopes = Set((try? fields.texts("scopes")) ?? [])
            spaces = Set((try? fields.integers("spaces")) ?? [])
            days = fields.typed("days") ?? days
        }
    }

    let context: PageContext
    let holder: TokenHolder
    let tokens: [PersonalToken]
    /// The spaces of memory that the reader reaches.
    let spaces: [NamableSpace]
    /// The person's proof is recent enough to make one.
    let isFresh: Bool
    let typed: Typed
    let failure: Failure?

    var main: HTML {
        """
        \(back)
        <header class="head"><h1>\(texts[.tokens])</h1></header>
        <p class="second">\(holder.agent.map(texts.tokensOfAgent) ?? texts[.tokensLead])</p>
        \(tokens.isEmpty ? "<p class=\"quiet\">\(texts[.tokensNone])</p>" : list)
        \(holder.allowed.isEmpty ? nil : another)
        """
    }

    private var back: HTML {
        guard let agent = holder.agent else {
            return "<a class=\"back\" href=\"/account\">\(Icon.back.html)\(texts[.account])</a>"
        }
        return "<a class=\"back\" href=\"\(Link.to("users", holder.accountId))\">\(Icon.back.html)\(agent)</a>"
    }

    private var another: HTML {
        """
        <section class="block"><h2>\(texts[.tokenNew])</h2>
        \(isFresh ? form : proof)</section>
        """
    }

    private var list: HTML { "<ul class=\"rows\">\n\(tokens.map(row))</ul>" }

    private func row(_ token: PersonalToken) -> HTML {
        """
        <li><div class="what"><b>\(token.name)</b> <span class="mono">\(token.scopes.scope)</span>\
        <small>\(texts.moment(token.expiresAt, in: texts.tokenEnd(token.expiresAt, now: now))) · \(use(token))\
        \(named(token))\(holder.agent == nil ? nil : token.maker.map { " \(texts.tokenMadeBy($0))" as HTML })</small></div>\
        \(holder.canRevoke ? revoke(token) : nil)</li>

        """
    }

    /// The spaces that it names, those that the reader does not reach by their numbers.
    private func named(_ token: PersonalToken) -> HTML? {
        guard let numbers = token.spaces else { return nil }
        let known = Dictionary(uniqueKeysWithValues: spaces.map { ($0.id, $0.name) })
        let names = numbers.sorted().map { (known[$0] ?? "\($0)").isolated }
        return "<br>\(texts[.tokenSpaces]): \(names.joined(separator: ", "))"
    }

    private func use(_ token: PersonalToken) -> HTML {
        guard let used = token.lastUsedAt else { return HTML(text: texts[.tokenUnused]) }
        return texts.moment(used, in: texts.lastUsed(used, now: now))
    }

    private func revoke(_ token: PersonalToken) -> HTML {
        """
        <form method="post" action="\(holder.link.child(token.id))">\(formToken)\
        <button class="button" name="_method" value="DELETE" aria-label="\(texts.label(texts[.tokenRevoke], token.name))">\
        \(texts[.tokenRevoke])</button></form>
        """
    }

    private var proof: HTML {
        let link = Link.to("auth", "proof", query: ReturnLink.query(holder.link))
        return "<p class=\"message\">\(texts[.proveToMake]) <a href=\"\(link)\">\(texts[.prove])</a></p>"
    }

    private var form: HTML {
        let fields = FormFields(texts: texts, failure: failure)
        return """
            <form class="form" method="post" action="\(holder.link)">\(formToken)
            \(fields.line(
                "name", texts[.name], value: typed.name, hint: texts[.tokenNameHint],
                attributes: " autocomplete=\"off\" required"))
            \(scopes(fields))
            \(spaces.isEmpty || !holder.allowed.contains(.memoryRead) ? nil : choice(fields))
            \(fields.line("days", texts[.tokenDays], value: typed.days, type: "number", attributes: dayAttributes))
            <div class="actions"><button class="button main">\(texts[.tokenMake])</button></div></form>
            """
    }

    private var dayAttributes: HTML {
        " min=\"\(TokenRules.dayRange.lowerBound)\" max=\"\(TokenRules.dayRange.upperBound)\" required"
    }

    private func scopes(_ fields: FormFields) -> HTML {
        """
        <fieldset class="field"><legend>\(texts[.tokenScopes])</legend>
        \(fields.sentence(for: "scopes").map { "<p class=\"error\">\($0)</p>" as HTML })
        \(Permission.allCases.filter(holder.allowed.contains).map(check))</fieldset>
        """
    }

    /// The spaces of memory that the token reaches; an agent's token its own beside them.
    private func choice(_ fields: FormFields) -> HTML {
        """
        <fieldset class="field" aria-describedby="spaces-hint"><legend>\(texts[.tokenSpaces])</legend>
        \(fields.sentence(for: "spaces").map { "<p class=\"error\">\($0)</p>" as HTML })
        \(spaces.map(check))
        <p class="hint" id="spaces-hint">\(texts[holder.agent == nil ? .tokenSpacesHint : .tokenSpacesOfAgent])</p></fieldset>
        """
    }

    private func check(_ space: NamableSpace) -> HTML {
        """
        <div class="check"><input type="checkbox" id="space-\(space.id)" name="spaces" value="\(space.id)"\
        \(attribute: "checked", if: typed.spaces.contains(space.id))>\
        <label for="space-\(space.id)" dir="auto">\(space.name)</label></div>

        """
    }

    private func check(_ permission: Permission) -> HTML {
        let name = permission.rawValue
        return """
            <div class="check"><input type="checkbox" id="scope-\(name)" name="scopes" value="\(name)"\
            \(attribute: "checked", if: typed.scopes.contains(name))>\
            <label for="scope-\(name)">\(texts[permission]) <span class="mono quiet">\(name)</span></label></div>

            """
    }
}

/// A token that was just made: the only time it is seen.
struct NewPersonalTokenPage: Page {
    let context: PageContext
    let token: PersonalToken
    let secret: String
    /// The address of its holder's list.
    let list: Link

    var main: HTML {
        """
        <header class="head"><h1>\(token.name)</h1></header>
        <p class="message" role="status">\(texts[.tokenShown])</p>
        <p class="words mono" id="token">\(secret)</p>
        <p class="actions"><a class="button main" href="\(list)">\(texts[.tokenDone])</a></p>
        """
    }
}
