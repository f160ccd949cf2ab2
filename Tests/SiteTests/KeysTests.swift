import Foundation
import SQLite
import Testing
import TestingElwosa

/// Keys that change under a running site, and clients that all renew at once.
@Suite("Keys and renewals of a running site", .timeLimit(.minutes(15)))
struct KeysTests {
    /// The `kid` of a token's header.
    private func keyId(_ token: String) -> String? {
        let head = String(token.prefix { $0 != "." }).replacing("-", with: "+").replacing("_", with: "/")
        let padded = head + String(repeating: "=", count: (4 - head.count % 4) % 4)
        let members = Data(base64Encoded: padded).flatMap { try? JSONSerialization.jsonObject(with: $0) }
        return (members as? [String: Any])?["kid"] as? String
    }

    /// Renews until a token is signed with that key; nil when none is within the limit that is promised.
    private func renew(_ site: RunningSite, _ refresh: inout String, untilKey id: String) throws -> String? {
        let limit = Date(timeIntervalSinceNow: 12)
        while Date() < limit {
            let reply = try site.client().send("POST", "/auth/refresh", json: #"{"refresh_token":"\#(refresh)"}"#)
            let access = try #require(reply.object["access_token"] as? String)
            refresh = try #require(reply.object["refresh_token"] as? String)
            if keyId(access) == id { return access }
        }
        return nil
    }

    private func bearer(_ token: String) -> [(String, String)] { [("Authorization", "Bearer \(token)")] }

    @Test("keys are listed by age, and a rotation signs nobody out: old tokens verify, new ones carry the new key")
    func rotate() throws {
        try withRunningSite { site throws in
            let ada = try site.signedIn()
            let signing = try site.client().send(
                "POST", "/auth/login", json: #"{"name":"Ada","password":"\#(RunningSite.password)"}"#)
            let old = try #require(signing.object["access_token"] as? String)
            var refresh = try #require(signing.object["refresh_token"] as? String)
            let before = try site.run("keys", "list").output
            #expect(before == "\(keyId(old) ?? "-")  HS256  signs\n")
            let rotated = try site.run("keys", "rotate")
            #expect(rotated.status == 0 && rotated.output.contains("signs from now on"))
            let new = String(rotated.output.prefix { $0 != " " })
            let listed = try site.run("keys", "list").output
            #expect(listed == "\(new)  HS256  signs\n\(keyId(old) ?? "-")  HS256  verifies\n")
            let fresh = try #require(try renew(site, &refresh, untilKey: new))
            for target in ["/tasks", "/auth/verify"] {
                #expect(try site.client().get(target, bearer(old)).status < 300)
                #expect(try site.client().get(target, bearer(fresh)).status < 300)
                #expect(try ada.get(target).status < 300)
            }
        }
    }

    @Test("browsers that renew with one refresh token on both responders at once all get the same one, by one rotation")
    func renewTogether() throws {
        try withRunningSite { site throws in
            let ada = try site.signedIn()
            let refresh = try #require(ada.cookies["elwosa-refresh"])
            // What is left of an access cookie once its 15 minutes are over: a text that is not good any more.
            let dead = String(try #require(ada.cookies["elwosa-access"]).dropLast(2)) + "AA"
            let answers = Lines()
            let threads = DispatchGroup()
            for number in 0..<24 {
                DispatchQueue.global().async(group: threads) {
                    let client = site.client()
                    client.cookies = ["elwosa-access": dead, "elwosa-refresh": refresh]
                    let reply = try? client.get(number % 2 == 0 ? "/tasks" : "/auth/verify")
                    answers.add("\(reply?.status ?? 0) \(client.cookies["elwosa-refresh"] ?? "none")")
                }
            }
            threads.wait()
            let successors = Set(answers.all.map { String($0.split(separator: " ")[1]) })
            #expect(answers.all.count == 24 && answers.all.allSatisfy { $0.hasPrefix("20") }, "\(answers.all)")
            #expect(successors.count == 1 && successors != [refresh])
            #expect(try site.numbers("SELECT rotationCount FROM session") == [1])
            #expect(try site.numbers("SELECT seq FROM event WHERE kind = 'session_replayed'") == [])
        }
    }
}
