import Domain
import HTML
import MemoryDomain
import MemoryStore
import SQLite
import Store
import Testing
import TestingElwosa

@Suite("An entry's page and its form")
struct EntryPageTests {
    private func put(_ key: String, _ body: String, in space: Int64, _ site: TestSite) throws {
        let reply = try site.put("/memory/\(space)/\(key)", json: body, as: .ada)
        #expect(reply.status == 201 || reply.status == 200, "\(reply.text)")
    }

    @Test("a link leads to an entry that is there, and names any other; nobody has read either by that")
    func links() async throws {
        try await withSite { site in
            let space = try site.makeSpace(#", "notesReaders": true"#)
            let foreign = try site.makeSpace(of: .ben)
            let end = site.clock.now.adding(seconds: 60).rfc3339
            try put("here", #"{"content": "x"}"#, in: space, site)
            try put("gone", #"{"content": "x"}"#, in: space, site)
            try put("over", "{\"content\": \"x\", \"expiresAt\": \"\(end)\"}", in: space, site)
            _ = try site.put("/memory/\(foreign)/theirs", json: #"{"content": "x"}"#, as: .ben)
            let targets =
                ["here", "gone", "over", "none"].map { "/memory/\(space)/\($0)" } + ["/memory/\(foreign)/theirs"]
            let links = targets.map { "{\"kind\": \"about\", \"target\": \"\($0)\"}" }.joined(separator: ", ")
            try put("home", "{\"content\": \"x\", \"links\": [\(links)]}", in: space, site)
            _ = try site.delete("/memory/\(space)/gone", as: .ada)
            site.clock.advance(seconds: 60)
            let page = try site.get("/memory/\(space)/home", as: .ada, wants: .page)
            #expect(page.text.contains("<a href=\"\(targets[0])\">here</a>"))
            for target in targets.dropFirst() {
                #expect(page.text.contains(target) && !page.text.contains("<a href=\"\(target)\""), "\(target)")
            }
            try site.store.write(site.readings)
            let read = try site.count("SELECT sum(count) FROM memoryReading")
            #expect(read == 1)
        }
    }
}
