import Domain
import JSON
import Testing
import TestingElwosa

@Suite("Entries in the palette")
struct PaletteTests {
    private func found(_ typed: String, _ site: TestSite, as person: Person = .ada) throws -> [String] {
        let query = PercentEncoding.encode(typed)
        let reply = try site.get("/tasks/suggestions?in=palette&q=\(query)", as: person)
        return (reply["suggestions"]?.items ?? []).compactMap(\.object).filter { $0["kind"] == "entry" }.compactMap {
            $0["href"]?.string
        }
    }

    private func put(_ key: String, _ body: String, in space: Int64, _ site: TestSite) throws {
        let reply = try site.put("/memory/\(space)/\(PercentEncoding.encode(key))", json: body, as: .ada)
        #expect(reply.status < 300, "\(reply.text)")
    }

    @Test("are found by the beginning of their keys and by the words of keys and titles, in any spelling")
    func named() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            try put("home-address", ##"{"content": "# Wohnung in Köln\n\nPotsdam"}"##, in: space, site)
            try put("Kontakt", #"{"content": "Frau Müller"}"#, in: space, site)
            try put("long", "{\"content\": \"\(String(repeating: "Potsdam and more ", count: 20))\"}", in: space, site)
            let (home, contact) = ("/memory/\(space)/home-address", "/memory/\(space)/Kontakt")
            for typed in ["home", "home-a", "addr", "address home", "koeln", "wohnung köl"] {
                #expect(try found(typed, site) == [home], "\(typed)")
            }
            for typed in ["kont", "Kontakt", "muller", "frau mü"] {
                #expect(try found(typed, site) == [contact], "\(typed)")
            }
            for typed in ["potsdam", "köln wohn x", "dress", "h"] { #expect(try found(typed, site) == [], "\(typed)") }
            #expect(try found("home", site, as: .ben) == [])
            try put("home-address", ##"{"content": "# Büro"}"##, in: space, site)
            #expect(try found("wohnung", site) == [] && found("buero", site) == [home])
            _ = try site.delete("/memory/\(space)/home-address", as: .ada)
            #expect(try found("home", site) == [] && found("buero", site) == [])
        }
    }

    @Test("conversations are one line each, by the beginning of their names")
    func conversations() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            for name in ["chat of May", "chat of June"] {
                let turns = (1...120).map { "{\"conversation\": \"\(name)\", \"content\": \"said \($0)\"}" }
                let body = "{\"entries\": [\(turns.joined(separator: ","))]}"
                #expect(try site.post("/memory/\(space)", json: body, as: .ada).status == 200)
            }
            try put("chatter", #"{"content": "x"}"#, in: space, site)
            let ways = ["chat%20of%20June", "chat%20of%20May"].map { "/memory/\(space)?prefix=\($0)%3A&order=key" }
            #expect(try found("chat", site) == ways + ["/memory/\(space)/chatter"])
            #expect(try found("said", site) == [])
        }
    }
}
