import TestingElwosa
import Testing

@testable import MemoryFolder

@Suite("Names of files for keys")
struct EntryFileNameTests {
    @Test(
        "a key is read again from its name, whatever is in it",
        arguments: [
            ("home", "home"), ("Grüße aus Köln", "Grüße aus Köln"), ("chat:000012", "chat%3A000012"),
            ("100%", "100%25"),
            ("a%41", "a%2541"), (".hidden", "%2Ehidden"), ("ends.", "ends%2E"), ("con", "%63on"),
            ("NUL.txt", "%4EUL.txt"),
            ("com1", "%63om1"), ("console", "console"), ("a<b>\"c\"|d?*", "a%3Cb%3E%22c%22%7Cd%3F%2A"),
            ("x.conflict", "x%2Econflict"), ("X.Conflict", "X%2EConflict"), ("😀 שלום", "😀 שלום"), ("a~b", "a~b"),
        ])
    func names(key: String, stem: String) {
        #expect(EntryFileName.stem(of: key) == stem)
        #expect(EntryFileName.key(ofStem: stem) == key)
    }

    @Test("a name that somebody else gave is a key as it is, where it is no code")
    func others() {
        for name in ["50% off", "%zz", "%", "a%2", "%ff"] { #expect(EntryFileName.key(ofStem: name) == name) }
        #expect(EntryFileName.key(ofStem: "Ko\u{308}ln") == "Köln")
    }

    @Test("a long key has a name that every system takes, and no other key has the same")
    func long() {
        let keys = ["😀", "é", "::", "a"].flatMap { sign in
            [100, 199, 200].flatMap { [String(repeating: sign, count: $0), String(repeating: sign, count: $0) + "x"] }
        }
        let stems = keys.map(EntryFileName.stem)
        #expect(stems.allSatisfy { $0.utf8.count <= 200 } && Set(stems).count == Set(keys).count)
        #expect(EntryFileName.otherStem(of: "Berlin") != EntryFileName.otherStem(of: "berlin"))
        #expect(EntryFileName.otherStem(of: "Berlin").hasPrefix("Berlin~"))
    }
}
