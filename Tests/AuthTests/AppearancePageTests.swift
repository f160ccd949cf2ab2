import Domain
import HTML
import Testing
import Texts
import Web

@testable import Auth

struct AppearancePageTests {
    @Test("every language there is can be chosen, by its own name", arguments: Language.allCases)
    func offered(language: Language) {
        let page = AppearancePage(
            context: .sample(.english), language: nil, theme: nil,
            zones: ZoneChoice(chosen: nil, offered: [], ofHouse: "UTC"))
        #expect(page.main.text.contains("<option value=\"\(language.rawValue)\">\(language.ownName)</option>"))
    }
}
