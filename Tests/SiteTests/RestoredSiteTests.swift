import Domain
import Foundation
import Testing
import TestingElwosa

@Suite("A site after a backup was brought back", .timeLimit(.minutes(10)))
struct RestoredSiteTests {
    @Test("takes no number of before for one of its own, and no token that was revoked since the backup")
    func numbers() throws {
        let other = FileManager.default.temporaryDirectory.path + "/elwosa-restored-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: other) }
        var (tag, mark) = ("", "")
        var tokens: [String] = []
        try withRunningSite { site throws in
            let ada = try site.signedIn()
            tokens = try (1...2).map { try Self.token("Token \($0)", site) }
            #expect(try ada.send("POST", "/tasks", json: #"{"title":"Before"}"#).status == 201)
            #expect(try site.run("backup", other + "/copy.db").status == 0)
            #expect(try ada.send("PATCH", "/tasks/1", json: #"{"title":"Lost"}"#).status == 200)
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
            #expect(try program.get("/tasks/changes?after=\(mark)").status == 409)
            let refused = #expect(throws: HandshakeRefused.self) {
                _ = try site.eventStream(program, "topics=tasks", [("Last-Event-ID", mark)])
            }
            #expect(refused?.reply.status == 409)
            let revoked = site.client([("Authorization", "Bearer \(tokens[1])")])
            #expect(try revoked.get("/tasks/1").status == 401)
        }
    }

    private static func token(_ name: String, _ site: RunningSite) throws -> String {
        let made = try site.run("token", "add", "--user", "ada", "--name", name)
        return String(try #require(made.output.split(separator: "\n").last))
    }
}
