import Testing
import TestingElwosa

/// A space of memory that has as many entries as the settings let it have.
@Suite("A space that is full", .timeLimit(.minutes(15)))
struct FullSpaceTests {
    private static let limit = ["ELWOSA_MEMORY_ENTRIES": "2"]
    private static let boundary = "----form"

    /// A form of the API with a file of another system.
    private static func upload(_ text: String, _ token: String) -> [UInt8] {
        Array(
            """
            --\(boundary)\r\nContent-Disposition: form-data; name="formToken"\r\n\r\n\(token)\r
            --\(boundary)\r\nContent-Disposition: form-data; name="format"\r\n\r\nmcp\r
            --\(boundary)\r\nContent-Disposition: form-data; name="file"; filename="memory.json"\r\n\r\n\(text)\r
            --\(boundary)--\r\n
            """.utf8)
    }

    @Test("answers 507 whichever way an entry comes, names the limit, and keeps what it has")
    func full() throws {
        try withRunningSite(.init(environment: Self.limit)) { site throws in
            let ada = try site.signedIn()
            let made = try ada.send("POST", "/memory/spaces", json: #"{"kind":"personal","name":"Notes"}"#)
            #expect(made.status == 201)
            for key in ["a", "b"] {
                #expect(try ada.send("PUT", "/memory/1/\(key)", json: #"{"content":"x"}"#).status == 201)
            }
            let form = try ada.page("/memory/spaces/1/new").text
            let token = String(try #require(form.firstMatch(of: /name="formToken" value="([^"]+)"/)?.1))
            let line = #"{"key":"c","content":"x"}"#
            let entity = #"{"type":"entity","name":"c","entityType":"t","observations":["x"]}"#
            let (lines, json) = ([("Content-Type", "application/jsonl")], [("Accept", "application/json")])
            let type = [("Content-Type", "multipart/form-data; boundary=\(Self.boundary)")]
            for refused in [
                try ada.send("PUT", "/memory/1/c", json: #"{"content":"x"}"#),
                try ada.send("POST", "/memory/1", json: line),
                try ada.send("POST", "/memory/1", json: "{\"entries\":[\(line)]}"),
                try ada.send("POST", "/memory/spaces/1/import", lines + json, body: Array(line.utf8)),
                try ada.send("POST", "/memory/spaces/1/import", type + json, body: Self.upload(entity, token)),
            ] {
                #expect(refused.status == 507 && refused.contentType == "application/problem+json", "\(refused.text)")
                #expect(refused.object["detail"] as? String == "space: is full: it may have at most 2 entries.")
            }
            let page = try ada.submit("/memory/1", [("formToken", token), ("key", "c"), ("content", "typed")])
            #expect(page.status == 507 && page.text.contains("typed"))
            let command = try site.run(["memory", "put", "1", "c", "x"], environment: Self.limit)
            #expect(command.status == 1 && command.error.contains("at most 2 entries"), "\(command)")
            #expect(try ada.send("PUT", "/memory/1/a", json: #"{"content":"another version"}"#).status == 200)
            #expect(try ada.get("/memory/1/b").status == 200 && ada.get("/memory/1/c").status == 404)
        }
    }
}
