import Foundation
import Testing
import TestingElwosa

/// Our access tokens read by a library that others use (PyJWT), and its tokens shown to us.
@Suite("Access tokens and another JWT library", .timeLimit(.minutes(15)))
struct InteropTests {
    private static let repository = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    /// The interpreter that `.ci/python` sets up.
    private static let python = repository.appending(path: ".build/venv/bin/python")

    /// The library reads this token, and makes others by what is wrong with them.
    private func tokens(_ site: RunningSite, _ access: String) throws -> [String: String] {
        let process = Process()
        process.executableURL = Self.python
        let script = Bundle.module.bundleURL.appending(path: "Interop/tokens.py").path
        process.arguments = ["-W", "ignore", script, site.origin, site.state + "/keys/access"]
        let (given, printed) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput) = (given, printed)
        try process.run()
        given.fileHandleForWriting.write(Data(access.utf8))
        try given.fileHandleForWriting.close()
        let output = printed.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "what it complains about is above")
        return try #require(try JSONSerialization.jsonObject(with: output) as? [String: String])
    }

    /// The words of a refusal, but for the number of the request.
    private func words(_ reply: HTTPReply) -> String {
        let body = reply.object.filter { $0.key != "requestId" }.sorted { $0.key < $1.key }
        return "\(reply.status) \(reply.header("WWW-Authenticate") ?? "-") \(body)"
    }

    @Test(
        "it reads ours with every claim and header, and of its own we take the right one alone, all others with one 401",
        .enabled(if: FileManager.default.isExecutableFile(atPath: python.path), "run .ci/python first"))
    func bothWays() throws {
        try withRunningSite { site throws in
            let ada = try site.signedIn()
            var tokens = try tokens(site, try #require(ada.cookies["elwosa-access"]))
            let found = tokens.removeValue(forKey: "right")
            let right = try #require(found)
            let program = site.client()
            #expect(try program.get("/tasks", [("Authorization", "Bearer \(right)")]).status == 200)
            let refused = words(try program.get("/tasks", [("Authorization", "Bearer x")]))
            #expect(refused.hasPrefix("401 Bearer") && tokens.count >= 35)
            for (fault, token) in tokens.sorted(by: { $0.key < $1.key }) {
                let bearer = words(try program.get("/tasks", [("Authorization", "Bearer \(token)")]))
                #expect(bearer == refused, "\(fault)")
                program.cookies = ["elwosa-access": token]
                #expect(try program.get("/tasks").status == 401, "\(fault), as a cookie")
                program.cookies = [:]
            }
            #expect(try program.get("/tasks", [("Authorization", "Bearer \(right)")]).status == 200)
        }
    }
}
