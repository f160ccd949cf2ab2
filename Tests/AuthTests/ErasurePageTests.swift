import Domain
import SQLite
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

/// The address at which whoever looks after accounts erases a text.
@Suite("The page that erases a text")
struct ErasurePageTests {
    private static let address = "/audit/erasure"

    @Test("JSON says how much held it and since when, and the same again is nothing more")
    func json() async throws {
        try await withSite { site throws in
            try site.make(.task("hunter2000", description: "and \"hunter2000\""), by: .ben)
            let mark = try site.lastEvent()
            let body = #"{"text":"hunter2000"}"#
            let reply = try site.post(Self.address, json: body, as: .ada)
            #expect(reply.status == 200)
            #expect(
                reply.text
                    == #"{"events":1,"rows":1,"since":"\#(site.clock.now.rfc3339)","isComplete":true}"#)
            #expect(try site.events(after: mark) == ["text_erased", "task_changed"])
            #expect(try site.store.tasks.find(1, for: Person.ben.caller).title == "[…]")
            let again = try site.post(Self.address, json: body, as: .ada)
            #expect(again.text == #"{"events":0,"rows":0,"since":null,"isComplete":true}"#)
        }
    }

    @Test("the page takes it by a form, says what came of it and never shows the text", arguments: ["de", "en"])
    func page(language: String) async throws {
        try await withSite { site throws in
            let headers = [(name: "Accept-Language", value: language)]
            try site.make(.task("hunter2000"), by: .ben)
            let audit = try site.get("/audit", as: .ada, wants: .page, headers: headers)
            #expect(audit.text.contains("href=\"\(Self.address)\""))
            let form = try site.get(Self.address, as: .ada, wants: .page, headers: headers)
            #expect(form.status == 200 && form.text.contains("type=\"password\""))
            let done = try site.submit(Self.address, [("text", "hunter2000")], as: .ada, headers: headers)
            #expect(done.status == 200 && done.text.contains("role=\"status\"") && !done.text.contains("hunter2000"))
            #expect(done.text.contains(language == "de" ? "Gelöscht aus 1 Ereignissen" : "Erased from 1 events"))
            let short = try site.submit(Self.address, [("text", "short")], as: .ada, headers: headers)
            #expect(short.status == 422 && !short.text.contains("value=\"short\""))
            #expect(done.markup.brokenRules() == [] && short.markup.brokenRules() == [])
        }
    }

    @Test("it is for whoever looks after accounts and has proved who they are within ten minutes")
    func whoMay() async throws {
        try await withSite { site throws in
            let body = #"{"text":"hunter2000"}"#
            for person in [Person.ben, .cleo] {
                #expect(try site.post(Self.address, json: body, as: person).status == 403)
                #expect(try site.get(Self.address, as: person, wants: .page).status == 403)
            }
            site.clock.advance(seconds: 601)
            #expect(try site.post(Self.address, json: body, as: .ada).status == 401)
        }
    }

    @Test("what is sent under a key is remembered nowhere, since its hash would be one of the text")
    func key() async throws {
        try await withSite { site throws in
            try site.make(.task("hunter2000"))
            let headers = [(name: "Idempotency-Key", value: "a-key")]
            _ = try site.post(Self.address, json: #"{"text":"hunter2000"}"#, as: .ada, headers: headers)
            let kept = try site.store.database.read { tx in try tx.value("SELECT count(*) FROM retry") as Int? }
            #expect(kept == 0)
        }
    }

    @Test("where it is in the name of an account it is said which, on the page too")
    func names() async throws {
        try await withSite { site throws in
            let reply = try site.post(Self.address, json: #"{"text":"hunter2000"}"#, as: .ada)
            #expect(reply.status == 200)
            _ = try site.makeAgent("hunter2000", of: .ben)
            #expect(try site.post(Self.address, json: #"{"text":"hunter2000"}"#, as: .ada).status == 409)
            let page = try site.submit(Self.address, [("text", "hunter2000")], as: .ada)
            #expect(page.status == 409 && page.markup.brokenRules() == [])
        }
    }
}
