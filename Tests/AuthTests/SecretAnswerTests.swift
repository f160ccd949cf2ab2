import Domain
import Store
import Testing
import TestingElwosa
import Web

@Suite("An answer that holds a secret")
struct SecretAnswerTests {
    private func isKept(_ reply: TestReply) -> Bool { reply.all("Cache-Control") != ["no-store"] }

    @Test("is kept by no cache and no browser: the key of a second factor and its recovery codes")
    func factor() async throws {
        try await withSite { site throws in
            let begun = try site.post("/account/factor", as: .ben)
            let app = try #require(begun["key"]?.text.flatMap(Authenticator.init))
            let (json, page) = (
                try site.get("/account/factor", as: .ben), try site.get("/account/factor", as: .ben, wants: .page)
            )
            #expect(!isKept(begun) && !isKept(json) && !isKept(page))
            let code = [("code", app.code(at: site.clock.now))]
            let codes = try site.submit("/account/factor/confirmation", code, as: .ben)
            #expect(codes.status == 200 && !isKept(codes))
            let others = try site.post("/account/factor/codes", as: .ben)
            #expect(others.status == 200 && !isKept(others))
        }
    }

    @Test("is kept by no cache and no browser: links of invitations and resets")
    func links() async throws {
        try await withSite { site throws in
            for address in ["/users/invitations", "/users/2/reset"] {
                let (page, json) = (try site.submit(address, as: .ada), try site.post(address, as: .ada))
                #expect(page.status == 201 && json.status == 201 && !isKept(page) && !isKept(json))
            }
        }
    }
}
