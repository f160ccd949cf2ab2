import Domain
import HTML
import Testing
import Texts

@testable import Auth

struct AppearancePageTests {
    @Test("every language there is can be chosen, by its own name", arguments: Language.allCases)
    func offered(language: Language) {
        let page = AppearancePage(
            texts: Texts(.english), formToken: .empty, language: nil, theme: nil,
            zones: ZoneChoice(chosen: nil, offered: [], ofHouse: "UTC"))
        #expect(page.main.text.contains("<option value=\"\(language.rawValue)\">\(language.ownName)</option>"))
    }
}
