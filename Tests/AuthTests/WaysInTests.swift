import AreaTables
import Auth
import AuthDomain
import AuthStore
import Domain
import Foundation
import HouseStore
import Store
import Tasks
import Testing
import TestingElwosa
import Web

/// `docs/security/asvs.md` names every way in; this holds it against what there is.
@Suite("The ways in")
struct WaysInTests {
    /// Such as `POST /auth/login`, from the table under that title.
    private static func written() throws -> Set<String> {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let text = try String(contentsOf: root.appending(path: "docs/security/asvs.md"), encoding: .utf8)
        let section = try #require(
            text.components(separatedBy: "\n## The ways in\n").last?.components(separatedBy: "\n## ").first)
        return Set(section.matches(of: /`((?:GET|POST|PUT|PATCH|DELETE) \/[^`]*)`/).map { String($0.1) })
    }

    /// The changes that ask nobody to be signed in: all that could let anybody in.
    private static let open =
        AreaName.allRoutes.filter { $0.needs == .nobody && !$0.method.isSafe }.map(\.name)

    @Test("are those that are written down, and no other")
    func written() throws {
        // Signing out lets nobody in, and a proof goes on with a session that is there.
        let expected = Set(Self.open).subtracting(["POST /auth/logout"]).union(["POST /auth/proof"])
        #expect(try Self.written() == expected)
    }

    @Test("let nobody in who brings no secret of theirs", arguments: open)
    func strangers(way: String) async throws {
        try await withSite { site throws in
            let parts = way.split(separator: " ").map(String.init)
            let names = ["name", "password", "token", "code", "ticket", "refresh_token"]
            let bodies =
                ["{}", "{" + names.map { #""\#($0)":"x""# }.joined(separator: ",") + "}"]
                + names.map { left in
                    "{" + names.filter { $0 != left }.map { #""\#($0)":"x""# }.joined(separator: ",") + "}"
                }
            for body in bodies {
                let reply = try site.send(parts[0], parts[1], json: body)
                let given = reply.all("Set-Cookie").filter { !$0.contains("Max-Age=0") }
                #expect(given == [] && !reply.text.contains("access_token"), "\(body): \(reply.text)")
            }
            #expect(try site.store.accounts.sessions(of: .everybody, at: site.clock.now).count == Person.allCases.count)
        }
    }
}
