import Domain
import JSON
import SQLite
import Store
import Testing
import TestingElwosa

extension TestSite {
    /// A personal space; its number.
    func makeSpace(_ more: String = "", of person: Person = .ada) throws -> Int64 {
        let made = try post("/memory/spaces", json: "{\"kind\": \"personal\", \"name\": \"Notes\"\(more)}", as: person)
        return try #require(made.integer("id"))
    }

    func put(_ target: String, json: String, as person: Person, headers: Headers = []) throws -> TestReply {
        try send("PUT", target, json: json, as: person, headers: headers)
    }
}

extension TestSite {
    /// The number that a statement selects.
    func count(_ sql: SQL) throws -> Int { try store.read { tx in try tx.value(sql) ?? 0 } }
}
