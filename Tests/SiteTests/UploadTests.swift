import Foundation
import Testing
import TestingElwosa

@Suite("A file on its way through NGINX", .timeLimit(.minutes(15)))
struct UploadTests {
    private func send(_ lines: Int, _ client: HTTPClient) throws -> HTTPReply {
        let padding = String(repeating: "x", count: 2_000)
        let file = (0..<lines).map { number in
            #"{"id":"bd-\#(number)","title":"Issue \#(number)","description":"\#(padding)","status":"open","#
                + #""created_at":"2026-01-01T00:00:00Z"}"# + "\n"
        }
        let page = try client.page("/tasks/import").text
        let token = page.split(separator: "name=\"formToken\" value=\"").dropFirst().first?.prefix { $0 != "\"" } ?? ""
        let form = MultipartForm(
            [(name: "formToken", value: String(token)), (name: "format", value: "beads")], fileName: "a.jsonl",
            content: Array(file.joined().utf8))
        return try client.send(
            "POST", "/tasks/import", [("Content-Type", form.contentType), ("Sec-Fetch-Site", "same-origin")],
            body: form.body)
    }

    @Test("may be larger than other bodies, up to a limit of its own, and is handed out again by the same site")
    func large() throws {
        let limits = ["ELWOSA_BODY_LIMIT_KILOBYTES": "64", "ELWOSA_UPLOAD_LIMIT_MEGABYTES": "1"]
        try withRunningSite(.init(environment: limits)) { site throws in
            let ada = try site.signedIn()
            let taken = try send(300, ada)
            #expect(taken.status == 200 && taken.object["created"] as? Int == 300)
            #expect(try send(600, ada).status == 413)
            let table = try ada.get("/tasks/export?format=csv&q=is:open")
            #expect(table.status == 200 && table.text.split(separator: "\r\n").count == 301)
            #expect(table.header("Content-Disposition") == "attachment; filename=\"elwosa.csv\"")
            let other = try ada.send(
                "POST", "/tasks", [("Content-Type", "application/json")], body: [UInt8](repeating: 32, count: 65_537))
            #expect(other.status == 413)
        }
    }

    @Test("a file that stops at its first line leaves the connection in order")
    func stopped() throws {
        try withRunningSite { site throws in
            let ada = try site.signedIn()
            let form = MultipartForm(
                [(name: "format", value: "beads")], fileName: "a",
                content: Array("{}\n".utf8) + [UInt8](repeating: 10, count: 3_000_000))
            let page = try ada.page("/tasks/import").text
            let token =
                page.split(separator: "name=\"formToken\" value=\"").dropFirst().first?.prefix { $0 != "\"" } ?? ""
            var signed = form
            signed.fields.insert((name: "formToken", value: String(token)), at: 0)
            for _ in 0..<3 {
                let reply = try ada.send(
                    "POST", "/tasks/import", [("Content-Type", form.contentType)], body: signed.body)
                #expect(reply.status == 422 && reply.text.contains("Line 1"))
            }
            #expect(try ada.get("/tasks").status == 200)
        }
    }

    @Test("a table is shown first, and what its page carries on is imported by the columns that were chosen")
    func table() throws {
        try withRunningSite { site throws in
            let ada = try site.signedIn()
            func send(_ form: MultipartForm) throws -> HTTPReply {
                let page = try ada.page("/tasks/import").text
                let token =
                    page.split(separator: "name=\"formToken\" value=\"").dropFirst().first?.prefix { $0 != "\"" } ?? ""
                var form = form
                form.fields.insert((name: "formToken", value: String(token)), at: 0)
                let headers = [
                    ("Content-Type", form.contentType), ("Sec-Fetch-Site", "same-origin"), ("Accept", "text/html"),
                ]
                return try ada.send("POST", "/tasks/import", headers, body: form.body)
            }
            let rows = "Title;When;Tag\r\n" + String(repeating: "Dig;2026-12-24;a\r\n", count: 4_000)
            var form = MultipartForm([(name: "format", value: "csv")], fileName: "l.csv", content: Array(rows.utf8))
            let shown = try send(form)
            #expect(shown.status == 200 && shown.text.contains("name=\"column2\"") && shown.text.contains("<textarea"))
            form.fields += [
                (name: "fileName", value: "l.csv"), (name: "column1", value: "title"),
                (name: "column2", value: "dueAt"),
                (name: "column3", value: ""), (name: "step", value: "import"),
            ]
            form.isNamed = false
            #expect(try send(form).status == 200)
            let found = try ada.get("/tasks?q=due:2026-12-24&limit=200")
            #expect((found.object["tasks"] as? [[String: Any]])?.count == 200)
        }
    }
}
