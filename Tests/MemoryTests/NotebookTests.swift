import Domain
import HTML
import Testing
import TestingElwosa

@Suite("A space as a notebook")
struct NotebookTests {
    @Test("the beginning of an entry is drawn as the whole is, with its links, and turns as they were said")
    func drawn() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            for (key, body) in [
                ("home", #"{"content": "Lives in **Potsdam**, see [[move]].[^1]\n\n[^1]: Since May."}"#),
                ("move", ##"{"content": "# Boxes\n\nmany[^1]\n\n[^1]: 40"}"##),
                ("chat:1", #"{"content": "so **loud** [[home]]", "kind": "turn"}"#),
            ] { _ = try site.put("/memory/\(space)/\(key)", json: body, as: .ada) }
            let page = try site.get("/memory/\(space)", as: .ada, wants: .page)
            #expect(page.text.contains("Lives in <strong>Potsdam</strong>"))
            #expect(page.text.contains("<a href=\"/memory/\(space)/move\">move</a>"))
            #expect(page.text.contains("<h3>Boxes</h3>"))
            #expect(page.text.contains("so **loud** [[home]]"))
            let ids = page.markup.root.all.compactMap { $0["id"] }
            #expect(ids.count == Set(ids).count)
        }
    }

    @Test("a filter that cannot be read is named beside the field, above all that there is")
    func refused() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            _ = try site.put("/memory/\(space)/home", json: #"{"content": "Potsdam"}"#, as: .ada)
            let page = try site.get("/memory/\(space)?validAt=soon", as: .ada, wants: .page)
            #expect(page.status == 400 && page.text.contains("Potsdam"))
            #expect(page.text.contains("aria-invalid=\"true\""))
            #expect(try site.get("/memory/\(space)?validAt=soon", as: .ada).status == 400)
        }
    }
}
