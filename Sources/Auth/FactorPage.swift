import AuthTexts
import Domain
import HTML
import QRCode
import Texts
import Web

/// The second factor of an account: to set up, being set up, or there.
struct FactorPage: Page {
    let context: PageContext
    let state: FactorState
    /// The person may do nothing else before the factor is set up.
    let isOwed: Bool
    let failure: Failure?

    var main: HTML {
        """
        <a class="back" href="/account">\(Icon.back.html)\(texts[.account])</a>
        <header class="head"><h1>\(texts[.factorTitle])</h1></header>
        \(isOwed ? "<p class=\"message\" role=\"status\">\(texts[.factorDemanded])</p>" as HTML : nil)
        \(content)
        """
    }

    private var content: HTML {
        switch state {
        case .none: absent
        case .begun(let key, let address): begun(key, address)
        case .confirmed(let codesLeft): confirmed(codesLeft)
        }
    }

    private var absent: HTML {
        """
        <p class="words">\(texts[.factorLead])</p>
        <form class="actions" method="post" action="/account/factor">\(formToken)\
        <button class="button main">\(texts[.factorBegin])</button></form>
        """
    }

    private func begun(_ key: String, _ address: String) -> HTML {
        """
        <p class="words">\(texts[.factorScan])</p>
        \(QRCode(address)?.svg(label: texts[.factorPicture]))
        <p class="secret"><code>\(Self.grouped(key))</code></p>
        <form class="form" method="post" action="/account/factor/confirmation">\(formToken)
        \(FormFields(texts: texts, failure: failure).code(hint: texts[.factorCodeHint], isFocused: false))
        <div class="actions"><button class="button main">\(texts[.factorConfirm])</button></div></form>
        <form class="actions" method="post" action="/account/factor">\(formToken)\
        <input type="hidden" name="_method" value="DELETE"><button class="plain">\(texts[.cancel])</button></form>
        """
    }

    /// Four by four, as people read and type it.
    static func grouped(_ key: String) -> String {
        let signs = Array(key)
        return stride(from: 0, to: signs.count, by: 4).map { String(signs[$0..<min($0 + 4, signs.count)]) }
            .joined(separator: " ")
    }

    private func confirmed(_ codesLeft: Int) -> HTML {
        """
        <p class="words">\(texts[.factorThere]) \(texts.codesLeft(codesLeft))</p>
        <section class="card"><h2>\(texts[.codesTitle])</h2>
        <p class="second">\(texts[.codesMakeLead])</p>
        <form class="actions" method="post" action="/account/factor/codes">\(formToken)\
        <button class="button">\(texts[.codesMake])</button></form></section>
        <section class="card"><h2>\(texts[.factorRemove])</h2>
        <form class="form" method="post" action="/account/factor">\(formToken)\
        <input type="hidden" name="_method" value="DELETE">
        \(FormFields(texts: texts, failure: failure).line(
            "password", texts[.password], value: "", type: "password", hint: texts[.factorRemoveHint],
            attributes: " autocomplete=\"current-password\" required"))
        <div class="actions"><button class="button danger">\(texts[.factorRemove])</button></div></form></section>
        """
    }
}

/// The recovery codes, the only time that they are shown.
struct RecoveryCodesPage: Page {
    let context: PageContext
    let codes: [String]

    var main: HTML {
        """
        <header class="head"><h1>\(texts[.codesTitle])</h1></header>
        <p class="words">\(texts[.codesLead])</p>
        <ul class="secret">\(codes.map { "<li><code>\($0)</code></li>" as HTML })</ul>
        <div class="actions"><a class="button main" href="/account/factor">\(texts[.codesKept])</a></div>
        """
    }
}
