import JSON
import Testing
import TestingElwosa

@Suite("A year that nobody means")
struct DateYearTests {
    /// A hand that slips in a field for a date leaves 0024 and 0202 behind.
    @Test(
        "is asked back and not stored, in JSON and forms, for each time of a task",
        arguments: ["startAt", "dueAt", "waitUntil"])
    func asked(field: String) async throws {
        try await withSite { site in
            for time in ["0024-11-25", "1899-12-31", "0024-11-25T09:00:00Z"] {
                let reply = try site.post("/tasks", json: #"{"title":"x","\#(field)":"\#(time)"}"#, as: .ada)
                #expect(reply.status == 422 && reply["field"] == .string(field), "\(time)")
                #expect(reply.text.contains("from 1900 to 9999"))
            }
            for clock in ["", "09:00"] {
                let sent = [("title", "x"), (field, "0024-11-25"), (field + "Time", clock)]
                let form = try site.submit("/tasks", sent, as: .ada)
                #expect(form.status == 422 && form.text.contains("The year must be between 1900 and 9999."))
            }
            #expect(try site.get("/tasks/1", as: .ada).status == 404)
            let first = try site.post("/tasks", json: #"{"title":"x","\#(field)":"1900-01-01"}"#, as: .ada)
            #expect(first.status == 201)
        }
    }
}
