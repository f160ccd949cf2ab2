import Foundation
import Testing
import TestingElwosa

/// The rights to hear, and how long they last, behind the real NGINX.
@Suite("Rights of live connections", .timeLimit(.minutes(15)))
struct LiveRightsTests {
    /// Both are closed as no longer signed in within a second of what `end` does.
    private func expectCut(_ socket: LiveSocket, _ stream: LiveStream, by end: () throws -> Void) throws {
        // Both listen before it happens.
        _ = try socket.subscribe("tasks")
        #expect(try stream.nextNotice()?.method == "hello")
        try end()
        let start = ContinuousClock.now
        let code = try socket.next()
        let rest = try stream.nextNotice()
        let pause = ContinuousClock.now - start
        #expect(code == .closed(4_001) && rest == nil && pause < .seconds(1), "\(code) after \(pause)")
        #expect(stream.client.comments.contains { $0.hasPrefix("4001 ") })
        try socket.client.close(4_001)
        #expect(try socket.next() == .closed(nil))
    }

    @Test("a session that ends, a token that is revoked and an account that is disabled are cut within a second")
    func cut() throws {
        try withRunningSite { site throws in
            let ada = try site.signedIn()
            let ben = try site.person("Ben")
            let other = try site.signIn("Ben")
            let kept = try site.webSocket(other)
            try kept.subscribe("tasks")
            try expectCut(site.webSocket(ben), site.eventStream(ben)) { () throws in
                #expect(try ben.send("POST", "/auth/logout", json: "{}").status == 204)
            }
            let program = try site.program(of: "Ben")
            try expectCut(site.webSocket(program), site.eventStream(program)) { () throws in
                // By a command, which is another process.
                #expect(try site.run("token", "revoke", "1").status == 0)
            }
            let agent = try site.program(of: "Ben")
            try expectCut(site.webSocket(agent), site.eventStream(agent)) { () throws in
                #expect(try ada.send("POST", "/users/2/disablement", json: "{}").status == 200)
            }
            #expect(try kept.next() == .closed(4_001))
            try kept.client.close(4_001)
        }
    }

    @Test("who loses a permission is told that the topics are gone, and hears nothing more")
    func lostRole() throws {
        try withRunningSite { site throws in
            let ada = try site.signedIn()
            #expect(try ada.send("POST", "/roles", json: #"{"name":"nothing","permissions":[]}"#).status == 201)
            let ben = try site.person("Ben")
            let socket = try site.webSocket(ben)
            try socket.subscribe("tasks")
            #expect(try ada.send("PATCH", "/users/2", json: #"{"role":"nothing"}"#).status == 200)
            let start = ContinuousClock.now
            let told = try socket.next()
            #expect(ContinuousClock.now - start < .seconds(1))
            guard case .notice(let notice) = told else { return #expect(told == .closed(4_001)) }
            #expect(notice.method == "gone" && notice.topic == "tasks")
            #expect(try ada.send("POST", "/tasks", json: #"{"title":"Not for Ben"}"#).status == 201)
            #expect(try socket.call("subscribe", #"{"topics":["tasks"]}"#)["code"] as? Int == -32_003)
        }
    }

    @Test("what leaves a listener's sight is told as gone: a task that moves, a membership, a project")
    func gone() throws {
        try withRunningSite { site throws in
            let ada = try site.signedIn()
            let ben = try site.person("Ben")
            let post = { (target: String, json: String) in
                try ada.send("POST", target, json: json).status
            }
            for name in ["Garden", "Cellar", "Common"] {
                #expect(try post("/projects", #"{"name":"\#(name)"}"#) == 201)
            }
            #expect(try post("/projects/3/members", #"{"account":"Ben","role":"viewer"}"#) == 200)
            #expect(try post("/tasks", #"{"title":"Water the plants","projectId":3}"#) == 201)
            let (his, hers, stream) = (try site.webSocket(ben), try site.webSocket(ada), try site.eventStream(ben))
            try his.subscribe("tasks")
            try hers.subscribe("tasks")
            #expect(try stream.nextNotice()?.method == "hello")
            // What he is told next, the same on both kinds; and to her always an event.
            let told = { () in
                let notice = try #require(try his.nextNotice())
                #expect(try stream.nextNotice() == notice)
                let event = try #require(try hers.nextNotice())
                #expect(event.method == "event" && event.seq == notice.seq)
                return notice
            }
            #expect(try ada.send("PATCH", "/tasks/1", json: #"{"projectId":1}"#).status == 200)
            let moved = try told()
            #expect(moved.method == "gone" && moved.topic == "tasks/1")
            #expect(try post("/projects/1/members", #"{"account":"Ben","role":"viewer"}"#) == 200)
            #expect(try told().kind == "member_set")
            #expect(try ada.send("PATCH", "/tasks/1", json: #"{"title":"Water them well"}"#).status == 200)
            #expect(try told().kind == "task_changed")
            #expect(try ada.send("DELETE", "/projects/1/members/2").status == 204)
            let removed = try told()
            #expect(removed.method == "gone" && removed.topic == "projects/1")
            #expect(try post("/projects/2/members", #"{"account":"Ben","role":"viewer"}"#) == 200)
            #expect(try told().kind == "member_set")
            #expect(try ada.send("DELETE", "/projects/2").status == 204)
            // It is gone for her, too.
            for deleted in try [his.nextNotice(), stream.nextNotice(), hers.nextNotice()] {
                #expect(deleted?.method == "gone" && deleted?.topic == "projects/2")
            }
            // Of what he does not see he hears nothing: the next is what is for all.
            #expect(try ada.send("PATCH", "/tasks/1", json: #"{"title":"Hidden"}"#).status == 200)
            #expect(try post("/tasks", #"{"title":"For all","projectId":3}"#) == 201)
            #expect(try his.nextNotice()?.taskId == 2 && stream.nextNotice()?.taskId == 2)
        }
    }

    @Test("an access token is renewed in place, by its own session alone")
    func renewal() throws {
        try withRunningSite { site throws in
            let ada = try site.signedIn()
            let again = try site.signIn("Ada")
            let (socket, stream) = (try site.webSocket(ada), try site.eventStream(ada))
            #expect(try stream.nextNotice()?.method == "hello")
            let renew = { (token: String?) in try socket.call("renew", #"{"token":"\#(token ?? "")"}"#) }
            #expect(try renew(again.cookies["elwosa-access"])["code"] as? Int == -32_006)
            let program = try site.run("token", "add", "--user", "Ada", "--name", "x").output
            #expect(try renew(program.split(separator: "\n").last.map(String.init))["code"] as? Int == -32_006)
            #expect(try renew(ada.cookies["elwosa-access"])["expiresAt"] as? String != nil)
            let all = try ada.send("POST", "/live/renewal", json: "{}")
            #expect(all.status == 200 && all.object["connections"] as? Int == 2)
            #expect(try again.send("POST", "/live/renewal", json: "{}").object["connections"] as? Int == 0)
        }
    }
}
