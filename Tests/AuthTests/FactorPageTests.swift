import AuthTexts
import Domain
import HTML
import Testing
import TestingElwosa
import Texts

@testable import Auth
@testable import Web

struct FactorPageTests {
    private let token: HTML = "<input type=\"hidden\" name=\"formToken\" value=\"t\">"
    private let key = "MZXW6YTBOIMZXW6YTBOIMZXW6YTBOI23"

    private func context(_ language: Language) -> PageContext {
        .sample(language, formToken: token, caller: Person.ada.caller, here: Link("/account/factor"))
    }

    private func markup(_ page: some Page) -> Markup {
        let layout = Layout(context: page.context, assets: Assets(directory: "/nowhere"))
        return Markup(layout.page(title: "x", main: page.main).text)
    }

    private func page(_ state: FactorState, _ language: Language, failure: Failure? = nil) -> Markup {
        markup(FactorPage(context: context(language), state: state, isOwed: true, failure: failure))
    }

    @Test("every page of the second factor keeps the rules of pages", arguments: Language.allCases)
    func rules(language: Language) {
        let begun = FactorState.begun(key: key, address: "otpauth://totp/ELWOSA:Ada?secret=\(key)&issuer=ELWOSA")
        for failure in [nil, Failure(.wrongCode, field: "code"), Failure(.tooShort(15), field: "password")] {
            for state in [.none, begun, .confirmed(codesLeft: 3)] as [FactorState] {
                #expect(page(state, language, failure: failure).brokenRules() == [])
            }
            let code = SignInCodePage(
                context: context(language), ticket: "t", next: Link("/tasks"), failure: failure)
            let proof = ProofPage(
                context: context(language), hasFactor: true, next: Link("/tasks"), failure: failure)
            #expect(markup(code).brokenRules() == [])
            #expect(markup(proof).brokenRules() == [])
        }
        let codes = RecoveryCodesPage(context: context(language), codes: ["abcd-efgh-ijkl-mnop"])
        #expect(markup(codes).brokenRules() == [])
    }

    @Test("while it is set up, the key stands there as a picture and as text in groups of four")
    func shownKey() {
        let page = page(.begun(key: key, address: "otpauth://totp/ELWOSA:Ada?secret=\(key)"), .english)
        #expect(page.root.all("code").map(\.text) == ["MZXW 6YTB OIMZ XW6Y TBOI MZXW 6YTB OI23"])
        #expect(page.root.all("svg").contains { $0["aria-label"] == "QR code with the key" })
        #expect(page.root.all("input").contains { $0["autocomplete"] == "one-time-code" })
    }

    @Test("the proof asks for a code only where there is a second factor", arguments: [true, false])
    func proof(hasFactor: Bool) {
        let page = ProofPage(context: context(.english), hasFactor: hasFactor, next: nil, failure: nil)
        #expect(markup(page).root.all("input").contains { $0["name"] == "code" } == hasFactor)
    }

    @Test("how many codes are left is said in words", arguments: Language.allCases)
    func left(language: Language) {
        let texts = Texts(language)
        #expect(Set([0, 1, 2].map(texts.codesLeft)).count == 3 && texts.codesLeft(7).contains("7"))
    }
}
