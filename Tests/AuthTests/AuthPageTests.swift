import Domain
import HTML
import Testing
import TestingElwosa
import Texts

@testable import Auth
@testable import Web

struct AuthPageTests {
    private let token: HTML = "<input type=\"hidden\" name=\"formToken\" value=\"t\">"
    private let hostile = "<script>\"Ada\"</script> & Ben עדה"

    private func markup(_ main: HTML, _ language: Language) -> Markup { Markup(page(main, language)) }

    private func context(_ language: Language) -> PageContext {
        .sample(language, formToken: token, here: Link("/auth/login"))
    }

    private func page(_ main: HTML, _ language: Language) -> String {
        let layout = Layout(context: context(language), assets: Assets(directory: "/nowhere"))
        return layout.page(title: "x", main: main).text
    }

    private func signIn(_ language: Language, failure: Failure? = nil) -> Markup {
        markup(
            SignInPage(
                context: context(language), name: hostile, next: Link("/tasks?q=a&after=3"),
                failure: failure
            ).main, language)
    }

    private func setup(_ language: Language, failure: Failure? = nil) -> Markup {
        markup(
            SetupPage(context: context(language), token: "abc", name: hostile, failure: failure).main,
            language)
    }

    @Test("sign-in and setup keep every rule of a page, refused or not", arguments: Language.allCases)
    func rules(language: Language) {
        let failures: [Failure?] = [
            nil, Failure(.unauthenticated, ""), Failure(.forbidden, ""), Failure(.tooShort(15), field: "password"),
        ]
        for failure in failures {
            #expect(signIn(language, failure: failure).brokenRules() == [])
            #expect(setup(language, failure: failure).brokenRules() == [])
        }
    }

    @Test("a refused sign-in keeps the name and the way back, and never a password")
    func refused() {
        let page = signIn(.german, failure: Failure(.unauthenticated, ""))
        let fields = page.root.all("input")
        #expect(fields.first { $0["name"] == "name" }?["value"] == hostile)
        #expect(fields.first { $0["name"] == "password" }?["value"] == "")
        #expect(fields.first { $0["name"] == "next" }?["value"] == "/tasks?q=a&after=3")
        #expect(page.root.all("p").first { $0["role"] == "alert" }?.text.hasPrefix("Name oder Passwort") == true)
    }

    @Test("password managers are told which password is meant")
    func passwordManagers() {
        #expect(signIn(.english).root.all("input").contains { $0["autocomplete"] == "current-password" })
        #expect(setup(.english).root.all("input").contains { $0["autocomplete"] == "new-password" })
    }

    @Test("setup says the rule beside the field it belongs to, and anything else above the form")
    func setupRefused() {
        let short = setup(.english, failure: Failure(.tooShort(15), field: "password"))
        #expect(short.root.all("p").first { $0["id"] == "password-error" }?.text == "At least 15 characters.")
        #expect(!short.root.all("p").contains { $0["role"] == "alert" })
        let expired = setup(.english, failure: Failure(.forbidden, "", field: "token"))
        #expect(expired.root.all("p").contains { $0["role"] == "alert" && $0.text.contains("no longer valid") })
    }
}
