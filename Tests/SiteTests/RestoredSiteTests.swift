import Domain
import Foundation
import Testing
import TestingElwosa

@Suite("A site after a backup was brought back", .timeLimit(.minutes(15)))
struct RestoredSiteTests {
    @Test("takes no number of before for one of its own, and no token that was revoked since the backup")
    func numbers() throws {
        let other = FileManager.default.temporaryDirectory.path + "/elwosa-restored-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: other) }
        var (tag, mark, life) = ("", "", "")
        var changes: [String] = []
        var tokens: [String] = []
        try withRunningSite { site throws in
            let ada = try site.signedIn()
            tokens = try (1...2).map { try Self.token("Token \($0)", site) }
            #expect(try ada.send("POST", "/tasks", json: #"{"title":"Before"}"#).status == 201)
            #expect(try site.run("backup", other + "/copy.db").status == 0)
            let lost = try ada.send("PATCH", "/tasks/1", json: #"{"title":"Lost"}"#)
            life = try #require(lost.header("Elwosa-Life"))
            changes = try [#require(lost.header("Elwosa-Change")), Self.number(of: lost)]
            tag = try #require(try ada.get("/tasks/1").header("ETag"))
            mark = try #require(try ada.get("/tasks/changes").object["last"] as? String)
            #expect(try site.run("token", "revoke", "2").status == 0)
            // What is replaced: the same log with what happened since.
            #expect(try site.run("backup", other + "/late.db").status == 0)
            try FileManager.default.copyItem(atPath: site.state + "/keys", toPath: other + "/keys")
        }
        for copy in ["late.db", "copy.db"] {
            let result = try Command.elwosa(["restore", "\(other)/\(copy)"], environment: ["ELWOSA_STATE": other])
            #expect(result.status == 0, "\(result.error)")
        }
        try withRunningSite(.init(copied: other)) { site throws in
            let program = site.client([("Authorization", "Bearer \(tokens[0])")])
            // Again the second version of the first task, and as many events or more.
            for title in ["New", "Newer"] {
                #expect(try program.send("PATCH", "/tasks/1", json: "{\"title\":\"\(title)\"}").status == 200)
            }
            let known = try program.send("GET", "/tasks/1", [("If-None-Match", tag)])
            #expect(known.status == 200 && known.object["title"] as? String == "Newer")
            let stale = try program.send("PATCH", "/tasks/1", json: #"{"title":"Over it"}"#, [("If-Match", tag)])
            #expect(stale.status == 412)
            try Self.bodies(program, life)
            // The same number is that of one of these changes, or of one before.
            for change in changes {
                #expect(try program.send("POST", "/tasks/changes/\(change)/undo", json: "{}").status == 409)
            }
            #expect(try program.get("/tasks/1").object["title"] as? String == "Newer")
            #expect(try program.get("/tasks/changes?after=\(mark)").status == 409)
            let refused = #expect(throws: HandshakeRefused.self) {
                _ = try site.eventStream(program, "topics=tasks", [("Last-Event-ID", mark)])
            }
            #expect(refused?.reply.status == 409)
            let revoked = site.client([("Authorization", "Bearer \(tokens[1])")])
            #expect(try revoked.get("/tasks/1").status == 401)
        }
    }

    /// A version in a body, with the life in which it was read and without one.
    private static func bodies(_ program: HTTPClient, _ life: String) throws {
        let command = #""commands":[{"update":{"id":1,"version":3,"title":"Over it"}}]"#
        let version = try #require(try program.get("/tasks/1").object["version"] as? Int)
        #expect(version == 3)
        let batch = try program.send("POST", "/tasks/batch", json: "{\(command)}")
        #expect(batch.status == 422 && batch.object["field"] as? String == "life")
        #expect(try program.send("POST", "/tasks/batch", json: #"{"life":"\#(life)",\#(command)}"#).status == 412)
        let type = [("Content-Type", "application/x-www-form-urlencoded"), ("Accept", "application/json")]
        for (fields, status) in [("", 422), ("&life=\(life)", 412)] {
            let form = "_method=PATCH&version=3&title=Over%20it" + fields
            #expect(try program.send("POST", "/tasks/1", type, body: Array(form.utf8)).status == status)
        }
    }

    /// The number alone of a change, as one might have noted it.
    private static func number(of reply: HTTPReply) throws -> String {
        String(try #require(reply.header("Elwosa-Change")?.split(separator: "-").last))
    }

    private static func token(_ name: String, _ site: RunningSite) throws -> String {
        let made = try site.run("token", "add", "--user", "ada", "--name", name)
        return String(try #require(made.output.split(separator: "\n").last))
    }
}
