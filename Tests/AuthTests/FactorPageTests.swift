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

    private func markup(_ main: HTML, _ language: Language) -> Markup {
        let layout = Layout(
            texts: Texts(language), assets: Assets(directory: "/nowhere"), caller: Person.ada.caller, formToken: token,
            here: "/account/factor")
        return Markup(layout.page(title: "x", main: main).text)
    }

    private func page(_ state: FactorState, _ language: Language, failure: Failure? = nil) -> Markup {
        markup(
            FactorPage(texts: Texts(language), formToken: token, state: state, isOwed: true, failure: failure).main,
            language)
    }

    @Test("every page of the second factor keeps the rules of pages", arguments: Language.allCases)
    func rules(language: Language) {
        let begun = FactorState.begun(key: key, address: "otpauth://totp/ELWOSA:Ada?secret=\(key)&issuer=ELWOSA")
        for failure in [nil, Failure(.wrongCode, field: "code"), Failure(.tooShort(15), field: "password")] {
            for state in [.none, begun, .confirmed(codesLeft: 3)] as [FactorState] {
                #expect(page(state, language, failure: failure).brokenRules() == [])
            }
            let texts = Texts(language)
            let code = SignInCodePage(
                texts: texts, formToken: token, ticket: "t", next: Link("/tasks"), failure: failure)
            let proof = ProofPage(
                texts: texts, formToken: token, hasFactor: true, next: Link("/tasks"), failure: failure)
            #expect(markup(code.main, language).brokenRules() == [])
            #expect(markup(proof.main, language).brokenRules() == [])
        }
        let codes = RecoveryCodesPage(texts: Texts(language), codes: ["abcd-efgh-ijkl-mnop"])
        #expect(markup(codes.main, language).brokenRules() == [])
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
        let page = ProofPage(
            texts: Texts(.english), formToken: token, hasFactor: hasFactor, next: nil, failure: nil)
        #expect(markup(page.main, .english).root.all("input").contains { $0["name"] == "code" } == hasFactor)
    }

    @Test("how many codes are left is said in words", arguments: Language.allCases)
    func left(language: Language) {
        let texts = Texts(language)
        #expect(Set([0, 1, 2].map(texts.codesLeft)).count == 3 && texts.codesLeft(7).contains("7"))
    }
}
