import Domain
import JSON
import SQLite
import Testing
import TestingElwosa

struct SpaceTests {
    @Test("a personal space is its owner's alone, and everything in it is as if it were not there for others")
    func personal() async throws {
        try await withSite { site in
            let space = try site.makeSpace(of: .ben)
            _ = try site.put("/memory/\(space)/k", json: #"{"content": "x"}"#, as: .ben)
            for person in [Person.ada, .cleo, .dot] {
                #expect(try site.get("/memory", as: person)["spaces"] == .array([]))
                for address in [
                    "/memory/spaces/\(space)", "/memory/\(space)", "/memory/\(space)/k", "/memory/\(space)/k/versions",
                ] {
                    #expect(try site.get(address, as: person).status == 404, "\(person) \(address)")
                }
            }
            for reply in [
                try site.put("/memory/\(space)/k", json: #"{"content": "y"}"#, as: .ada),
                try site.put("/memory/\(space)/new", json: #"{"content": "y"}"#, as: .ada),
                try site.delete("/memory/\(space)/k", as: .ada), try site.delete("/memory/\(space)?count=1", as: .ada),
                try site.post("/memory/\(space)/k/erasure", as: .ada),
                try site.patch("/memory/spaces/\(space)", json: #"{"name": "Mine"}"#, as: .ada),
                try site.delete("/memory/spaces/\(space)", as: .ada),
            ] {
                #expect(reply.status == 404)
            }
        }
    }

    @Test("a shared space is read by readers, written by writers, and looked after by its owner")
    func shared() async throws {
        try await withSite { site in
            let made = try site.post("/memory/spaces", json: #"{"kind": "shared", "name": "House"}"#, as: .ada)
            let space = try #require(made.integer("id"))
            for (name, role) in [("Ben", "writer"), ("Cleo", "reader")] {
                let set = try site.post(
                    "/memory/spaces/\(space)/members", json: "{\"account\": \"\(name)\", \"role\": \"\(role)\"}",
                    as: .ada)
                #expect(set.status == 200)
            }
            #expect(try site.put("/memory/\(space)/k", json: #"{"content": "x"}"#, as: .ben).status == 201)
            #expect(try site.get("/memory/\(space)/k", as: .cleo).status == 200)
            #expect(try site.put("/memory/\(space)/k", json: #"{"content": "x"}"#, as: .cleo).status == 403)
            #expect(try site.patch("/memory/spaces/\(space)", json: #"{"name": "Mine"}"#, as: .ben).status == 403)
            #expect(try site.post("/memory/\(space)/k/erasure", as: .ben).status == 403)
            #expect(try site.get("/memory/\(space)/k", as: .dot).status == 404)
            #expect(try site.delete("/memory/spaces/\(space)/members/\(Person.cleo.id)", as: .cleo).status == 204)
            #expect(try site.get("/memory/\(space)/k", as: .cleo).status == 404)
            let twice = try site.post(
                "/memory/spaces/\(space)/members", json: #"{"account": "Ada", "role": "reader"}"#, as: .ada)
            #expect(twice.status == 409)
        }
    }

    @Test("a project's space follows its members")
    func project() async throws {
        try await withSite { site in
            let project = try #require(try site.post("/projects", json: #"{"name": "Garden"}"#, as: .ada).integer("id"))
            let made = try site.post(
                "/memory/spaces", json: "{\"kind\": \"project\", \"name\": \"Garden\", \"projectId\": \(project)}",
                as: .ada)
            let space = try #require(made.integer("id"))
            #expect(try site.get("/memory/\(space)", as: .ben).status == 404)
            for (role, status) in [("viewer", 403), ("commenter", 403), ("editor", 201)] {
                _ = try site.post(
                    "/projects/\(project)/members", json: "{\"account\": \"Ben\", \"role\": \"\(role)\"}", as: .ada)
                #expect(try site.get("/memory/\(space)", as: .ben).status == 200)
                #expect(try site.put("/memory/\(space)/\(role)", json: #"{"content": "x"}"#, as: .ben).status == status)
            }
            _ = try site.delete("/projects/\(project)/members/\(Person.ben.id)", as: .ada)
            #expect(try site.get("/memory/\(space)", as: .ben).status == 404)
            let second = try site.post(
                "/memory/spaces", json: "{\"kind\": \"project\", \"name\": \"More\", \"projectId\": \(project)}",
                as: .ada)
            #expect(second.status == 409)
            let foreign = try site.post(
                "/memory/spaces", json: "{\"kind\": \"project\", \"name\": \"More\", \"projectId\": \(project)}",
                as: .ben)
            #expect(foreign.status == 422 && foreign["field"] == "projectId")
        }
    }

    @Test("an agent's space is the agent's and its person's; of the person's own it reaches none")
    func agent() async throws {
        try await withSite { site in
            let agent = try site.makeAgent(of: .ben)
            let bearer = try site.bearer(of: agent)
            let own = try site.makeSpace(of: .ben)
            let made = try site.post(
                "/memory/spaces", json: #"{"kind": "agent", "name": "Eve's"}"#, headers: [bearer])
            let space = try #require(made.integer("id"))
            let put = try site.send(
                "PUT", "/memory/\(space)/k", json: #"{"content": "x"}"#, headers: [bearer])
            #expect(put.status == 201)
            #expect(try site.get("/memory/\(space)/k", as: .ben)["createdBy"] == "Eve")
            #expect(try site.get("/memory/\(space)/k", as: .ada).status == 404)
            #expect(try site.get("/memory/\(own)", headers: [bearer]).status == 404)
            let personal = try site.post(
                "/memory/spaces", json: #"{"kind": "personal", "name": "Mine"}"#, headers: [bearer])
            #expect(personal.status == 422 && personal["field"] == "kind")
            let ofPerson = try site.post(
                "/memory/spaces", json: #"{"kind": "agent", "name": "Eve", "owner": "Eve"}"#, as: .ben)
            #expect(ofPerson.status == 201)
            #expect(
                try site.post("/memory/spaces", json: #"{"kind": "agent", "name": "Eve", "owner": "Eve"}"#, as: .ada)
                    .status == 422)
        }
    }

    @Test("a space is deleted with all that is in it once its entries are counted, and nothing is left")
    func deleted() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            for key in ["a", "b"] {
                _ = try site.put("/memory/\(space)/\(key)", json: #"{"content": "geheim"}"#, as: .ada)
            }
            let asked = try site.delete("/memory/spaces/\(space)", as: .ada)
            #expect(asked.status == 409 && asked["field"] == "entries" && asked.text.contains("2 entries"))
            #expect(try site.delete("/memory/spaces/\(space)?entries=2", as: .ada).status == 204)
            #expect(try site.get("/memory/\(space)", as: .ada).status == 404)
            let left = try site.count(
                "SELECT (SELECT count(*) FROM memoryText) + (SELECT count(*) FROM eventBody WHERE content LIKE '%geheim%')"
            )
            #expect(left == 0)
        }
    }

    @Test("an entry that is erased is nowhere any more, and its key is free")
    func erased() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            let place = "/memory/\(space)/k"
            for text in ["geheim 1", "geheim 2"] {
                _ = try site.put(place, json: "{\"content\": \"\(text)\"}", as: .ada)
            }
            #expect(try site.post(place + "/erasure", as: .ada).status == 204)
            #expect(try site.get(place + "/versions", as: .ada).status == 404)
            let left = try site.count(
                "SELECT (SELECT count(*) FROM memoryText) + (SELECT count(*) FROM eventBody WHERE content LIKE '%geheim%')"
            )
            #expect(left == 0)
            #expect(try site.get("/memory/spaces/\(space)", as: .ada)["bytes"] == 0)
            #expect(try site.put(place, json: #"{"content": "new"}"#, as: .ada)["version"] == 1)
        }
    }
}
