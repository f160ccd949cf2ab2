import Testing
import Texts

struct LanguageTests {
    @Test(
        "the language is the known one that the browser wants most, and English where it wants none of ours",
        arguments: [
            (nil, Language.english), ("", .english), ("de", .german), ("de-AT,de;q=0.9,en;q=0.8", .german),
            ("en-GB,de;q=0.9", .english), ("fr,de;q=0.5,en;q=0.4", .german), ("de;q=0.3, en;q=0.7", .english),
            ("de;Q=0.3, en", .english),
            ("DE", .german), ("*", .english), ("de;q=0", .english), ("de;q=x", .english), (";;,,=", .english),
        ] as [(String?, Language)])
    func accepted(header: String?, language: Language) {
        #expect(Language(accepting: header) == language)
    }
}
