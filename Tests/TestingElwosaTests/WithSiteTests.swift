import Domain
import JSON
import SQLite
import Store
import TaskDomain
import Testing
import TestingElwosa

struct WithSiteTests {
    @Test("people are known by their session, and by nothing else")
    func people() async throws {
        try await withSite { site in
            for person in Person.allCases {
                let reply = try site.get("/tasks", as: person)
                #expect(reply.status == 200)
            }
            #expect(try site.get("/tasks").status == 401)
        }
    }

    @Test("a change is answered, stored and told in the log once")
    func change() async throws {
        try await withSite { site in
            let mark = try site.lastEvent()
            let reply = try site.post("/tasks", json: #"{"title": "Water the plants"}"#, as: .ada)
            #expect(reply.status == 201 && reply["title"] == "Water the plants" && reply.location == "/tasks/1")
            #expect(reply["createdAt"] == "2026-11-23T08:15:00Z")
            #expect(try site.events(after: mark) == ["task_created"])
        }
    }

    @Test("a form is taken from the person's own pages")
    func form() async throws {
        try await withSite(origin: "https://elwosa.example") { site in
            let task = try site.make(.task("Water the plants"), by: .ben)
            let reply = try site.submit("/tasks/\(task.id)/completion", as: .ben)
            #expect(reply.status == 303 && reply.location?.hasPrefix("/tasks/1?change=") == true)
            #expect(try site.get("/tasks/1", as: .ben)["status"] == "done")
        }
    }

    @Test("whoever has a password signs in with it")
    func signIn() async throws {
        try await withSite { site in
            for person in [Person.ada, .ben, .cleo] {
                let body = #"{"name": "\#(person.name)", "password": "\#(person.password)"}"#
                let reply = try site.post("/auth/login", json: body)
                #expect(reply.status == 200 && reply["account", "id"] == .integer(person.id))
            }
        }
    }

    @Test("a site whose log was tampered with fails its test")
    func tampered() async throws {
        await #expect(throws: TestSiteError.self) {
            try await withSite { site in
                try site.store.database.write { tx in
                    try tx.runScript(
                        "DROP TRIGGER eventIsNeverChanged; UPDATE event SET actor = 'nobody' WHERE seq = 2")
                }
            }
        }
    }
}
