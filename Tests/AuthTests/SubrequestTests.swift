import AuthDomain
import Testing
import TestingElwosa
import Web

@Suite("What NGINX asks before another program")
struct SubrequestTests {
    @Test("no header that a client sends makes a renewed cookie readable for scripts")
    func noClient() async throws {
        try await withSite { site throws in
            site.clock.advance(seconds: 3_600)
            let headers = [
                (name: "Cookie", value: "elwosa-refresh=\(Person.ben.refreshToken.text)"),
                (name: "User-Agent", value: "tests"), (name: "Subrequest", value: "1"),
                (name: "Guarded-URI", value: "/elsewhere"),
            ]
            let reply = try site.get("/auth/verify", headers: headers)
            #expect(reply.status == 204 && reply.all("Set-Cookie").count == 2)
            #expect(reply.header("X-Elwosa-Cookie-1") == nil && reply.header("X-Elwosa-Cookie-2") == nil)
            let stranger = try site.get("/auth/verify", wants: .page, headers: [headers[2], headers[3]])
            #expect(stranger.location == "/auth/login?next=%2Fauth%2Fverify")
        }
    }
}
