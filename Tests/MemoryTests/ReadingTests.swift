import Domain
import JSON
import MemoryStore
import SQLite
import Store
import Testing
import TestingElwosa

struct ReadingTests {
    /// A shared space of Ada's that notes who reads, with Ben and Cleo in it, and the entries `a` to `c`.
    private func makeSpace(_ site: TestSite, notes: Bool = true) throws -> Int64 {
        let made = try site.post(
            "/memory/spaces", json: "{\"kind\": \"shared\", \"name\": \"House\", \"notesReaders\": \(notes)}", as: .ada)
        let space = try #require(made.integer("id"))
        for (name, role) in [("Ben", "writer"), ("Cleo", "reader")] {
            _ = try site.post(
                "/memory/spaces/\(space)/members", json: "{\"account\": \"\(name)\", \"role\": \"\(role)\"}", as: .ada)
        }
        for key in ["a", "b", "c"] {
            _ = try site.put("/memory/\(space)/\(key)", json: "{\"content\": \"of \(key)\"}", as: .ada)
        }
        return space
    }

    /// Who read what and how often, as the owner of the space reads it.
    private func readings(_ site: TestSite, _ space: Int64) throws -> [String] {
        try site.store.write(site.readings)
        guard case .array(let items) = try site.get("/memory/spaces/\(space)/readings", as: .ada)["readings"] else {
            return []
        }
        return items.map { item in
            guard case .object(let object) = item, case .string(let account)? = object["account"],
                case .array(let keys)? = object["entries"], case .integer(let count)? = object["count"]
            else { return "?" }
            let names = keys.map { if case .string(let key) = $0 { key } else { "?" } }
            return "\(account) \(names.sorted().joined()) \(count)"
        }
    }

    @Test(
        "everything by which an entry is read is noted",
        arguments: [
            ("/memory/{}/a", "Cleo a 1"), ("/memory/{}", "Cleo abc 3"), ("/memory/{}?prefix=b", "Cleo b 1"),
            ("/memory/{}/a/versions", "Cleo a 1"), ("/memory/{}/a?validAt=2100-01-01", "Cleo a 1"),
        ])
    func every(_ address: String, _ noted: String) async throws {
        try await withSite { site in
            let space = try makeSpace(site)
            #expect(try site.get(address.replacing("{}", with: "\(space)"), as: .cleo).status == 200)
            #expect(try readings(site, space) == [noted])
        }
    }

    @Test("so are pages, with what links to an entry and the last changes of the overview")
    func pages() async throws {
        try await withSite { site in
            let space = try makeSpace(site)
            _ = try site.put("/memory/\(space)/b", json: #"{"content": "see [[a]]"}"#, as: .ada)
            for address in ["/memory/\(space)/a", "/memory"] {
                _ = try site.get(address, as: .cleo, wants: .page)
            }
            #expect(try readings(site, space) == ["Cleo abc 5"])
        }
    }

    @Test("nothing is noted of what is not there, of other spaces, and of whoever only writes")
    func nothing() async throws {
        try await withSite { site in
            let space = try makeSpace(site)
            let quiet = try makeSpace(site, notes: false)
            #expect(try site.get("/memory/\(space)/none", as: .cleo).status == 404)
            #expect(try site.get("/memory/\(space)/a", as: .dot).status == 404)
            #expect(try site.get("/memory/\(space)?prefix=none", as: .cleo).status == 200)
            #expect(try site.put("/memory/\(space)/d", json: #"{"content": "x"}"#, as: .ben).status == 201)
            #expect(try site.get("/memory/\(quiet)/a", as: .cleo).status == 200)
            #expect(try readings(site, space) == [])
            #expect(try readings(site, quiet) == [])
        }
    }

    @Test("one minute of one account is one line, the last first, and names twenty entries at most")
    func lines() async throws {
        try await withSite { site in
            let space = try makeSpace(site)
            for number in 10..<40 {
                _ = try site.put("/memory/\(space)/\(number)", json: #"{"content": "x"}"#, as: .ada)
            }
            for key in ["a", "b", "a"] { _ = try site.get("/memory/\(space)/\(key)", as: .cleo) }
            #expect(try readings(site, space) == ["Cleo ab 3"])
            _ = try site.get("/memory/\(space)/c", as: .cleo)
            #expect(try readings(site, space) == ["Cleo abc 4"])
            site.clock.advance(seconds: 60)
            _ = try site.get("/memory/\(space)", as: .ben)
            let lines = try readings(site, space)
            #expect(lines.count == 2 && lines[0].hasPrefix("Ben") && lines[0].hasSuffix(" 33"))
            let first = try site.get("/memory/spaces/\(space)/readings?limit=1", as: .ada)
            let next = try #require(first["next"].flatMap { if case .string(let next) = $0 { next } else { nil } })
            let second = try site.get("/memory/spaces/\(space)/readings?limit=1&after=\(next)", as: .ada)
            #expect(second.text.contains("Cleo") && second["next"] == .null)
            #expect(try site.get("/memory/spaces/\(space)/readings?after=x", as: .ada).status == 400)
        }
    }

    @Test("only owners see it, and whoever reads there is told that it is noted")
    func sight() async throws {
        try await withSite { site in
            let space = try makeSpace(site)
            for (person, status) in [(Person.ada, 200), (.ben, 403), (.cleo, 403), (.dot, 404)] {
                #expect(try site.get("/memory/spaces/\(space)/readings", as: person).status == status)
            }
            #expect(try site.get("/memory/spaces/\(space)", as: .cleo, wants: .page).text.contains("It is noted here"))
        }
    }

    @Test("an entry that is erased is named no more, and a space that is deleted leaves nothing")
    func erased() async throws {
        try await withSite { site in
            let space = try makeSpace(site)
            _ = try site.get("/memory/\(space)", as: .cleo)
            try site.store.write(site.readings)
            _ = try site.post("/memory/\(space)/a/erasure", as: .ada)
            #expect(try readings(site, space) == ["Cleo bc 3"])
            #expect(try site.delete("/memory/spaces/\(space)?entries=2", as: .ada).status == 204)
            #expect(try site.count("SELECT count(*) FROM memoryReading") == 0)
        }
    }
}
