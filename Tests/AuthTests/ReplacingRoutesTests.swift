import AreaTables
import Auth
import Domain
import SQLite
import Store
import Tasks
import Testing
import TestingElwosa
import Web

/// Requests that a page sends again long after their answer, as it is reloaded: by then the secret may be handed on.
@Suite("A form whose answer is a secret, loaded anew later")
struct ReplacingRoutesTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        let route: String
        let path: String
        var fields: [(String, String)] = []
        var testDescription: String { route }
    }

    /// One for each route whose second time replaces the first; `everyRoute` finds one that is missing.
    static let samples = [
        Sample(
            route: "POST /auth/tokens", path: "/auth/tokens",
            fields: [("name", "laptop"), ("scopes", "tasks:read"), ("days", "30")]),
        Sample(
            route: "POST /users/{id}/tokens", path: "/users/4/tokens",
            fields: [("name", "laptop"), ("scopes", "tasks:read"), ("days", "30")]),
        Sample(
            route: "POST /users/invitations", path: "/users/invitations", fields: [("role", "member"), ("days", "7")]),
        Sample(route: "POST /users/{id}/reset", path: "/users/2/reset"),
        Sample(route: "POST /account/factor", path: "/account/factor"),
        Sample(route: "POST /account/factor/codes", path: "/account/factor/codes"),
    ]

    private static let key = (FormKey.fieldName, String(repeating: "r", count: 22))

    @Test("every route that replaces is tried here")
    func everyRoute() {
        let replacing = AreaName.allRoutes.filter { $0.repetition == .replaces }
        #expect(Set(replacing.map(\.name)) == Set(Self.samples.map(\.route)))
    }

    /// Everything that is stored of secrets.
    private func secrets(_ site: TestSite) throws -> [String] {
        try site.store.database.read { tx in
            try tx.all(
                """
                SELECT secret FROM credential UNION ALL SELECT hex(tokenHash) FROM invitation
                UNION ALL SELECT hex(tokenHash) FROM personalToken ORDER BY 1
                """
            ) { row in try row[0] }
        }
    }

    @Test("takes nothing away: the form is shown again, and says why", arguments: samples)
    func later(sample: Sample) async throws {
        try await withSite { site in
            if sample.path.hasSuffix("codes") { _ = try site.setUpFactor(of: .ada) }
            let first = try site.submit(sample.path, sample.fields + [Self.key], as: .ada)
            #expect([200, 201, 303].contains(first.status))
            let (before, mark) = (try secrets(site), try site.lastEvent())
            site.clock.advance(seconds: 31)
            let again = try site.submit(sample.path, sample.fields + [Self.key], as: .ada)
            #expect(again.status == 422 && again.text.contains("id=\"sent-before\""))
            #expect(again.text.contains("shown once"))
            #expect(try secrets(site) == before && site.events(after: mark) == [])
        }
    }
}
