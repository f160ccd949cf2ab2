import Foundation
import Testing
import TestingElwosa

@Suite("A crowd at the door", .timeLimit(.minutes(1)))
struct CrowdTests {
    @Test("of sixteen who sign in at once some are asked to come back, and a page is answered meanwhile")
    func signIns() throws {
        try withRunningSite { site in
            _ = try site.signedIn()
            let replies = Lines()
            for _ in 0..<16 {
                Thread.detachNewThread {
                    let reply = try? site.client().send(
                        "POST", "/auth/login", json: #"{"name":"Ada","password":"not this one"}"#)
                    replies.add("\(reply?.status ?? 0) \(reply?.header("Retry-After") ?? "-")")
                }
            }
            #expect(replies.wait { $0 == "429 2" } != nil)
            // The door stays open: hashing does not keep every thread of the responder.
            #expect(try site.client().page("/auth/login").status == 200)
            #expect(replies.all.count < 16)
            #expect(replies.waits(until: 16) { _ in true })
            #expect(Set(replies.all) == ["401 -", "429 2"])
        }
    }
}
