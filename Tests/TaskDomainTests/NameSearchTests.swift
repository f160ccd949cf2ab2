import Testing

@testable import TaskDomain

@Suite("Names that somebody types to find a thing")
struct NameSearchTests {
    private func meant(_ typed: String, _ names: [String]) -> [String] {
        NameSearch.meant(by: typed, among: names) { $0 }
    }

    private func offered(_ typed: String, _ names: [String], limit: Int = 9) -> [String] {
        NameSearch.offered(for: typed, among: names, limit: limit) { $0 }
    }

    @Test("mean the very one, in any case, and else the ones that fold alike")
    func meant() {
        #expect(meant("café", ["Cafe", "CAFÉ"]) == ["CAFÉ"])
        #expect(meant("cafe", ["Café", "Cafes"]) == ["Café"])
        #expect(meant("mueller", ["Müller", "Muller", "Mulle"]) == ["Müller", "Muller"])
        #expect(meant("שלום", ["שָׁלוֹם"]) == ["שָׁלוֹם"])
        #expect(meant("ＡＢＣ", ["abc"]) == ["abc"])
        #expect(meant("C", ["C++", "C#"]) == [])
        // Nothing that can be seen is nobody's name.
        #expect(meant("\u{301}", ["", "\u{300}"]) == [])
    }

    @Test("offer beginnings first, then words within, then parts, each by its order")
    func offered() {
        let names = ["Winterreifen", "Neue Reifen", "Reifenlager", "Müll", "Reise"]
        #expect(offered("reif", names) == ["Reifenlager", "Neue Reifen", "Winterreifen"])
        #expect(offered("reif", names, limit: 2) == ["Reifenlager", "Neue Reifen"])
        #expect(offered("mul", names) == ["Müll"] && offered("muell", names) == ["Müll"])
        #expect(offered("", names) == names && offered("x", names) == [])
        #expect(offered("сад", ["Новый сад", "Рассада", "Сады"]) == ["Сады", "Новый сад", "Рассада"])
        #expect(offered("京", ["東京", "京都"]) == ["京都", "東京"])
    }
}
