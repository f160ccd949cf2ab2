import Domain
import JSON
import Testing
import TestingElwosa

@testable import Web

struct AdmissionTests {
    private let site = SampleSite.make()

    @Test("who may enter is decided by the role, on every line of the table")
    func roles() {
        func status(_ method: String, _ target: String, _ person: Person) -> Int {
            site.send(TestRequest(method, target).signed(as: person)).status
        }
        for person in Person.allCases {
            #expect(status("GET", "/notes", person) == 200)
            #expect(status("POST", "/notes", person) == (person == .cleo ? 403 : 200))
            #expect(status("GET", "/people", person) == (person == .ada ? 200 : 403))
        }
        #expect(
            site.send(TestRequest("POST", "/notes").signed(as: .cleo))["detail"]
                == "Your role lacks the permission tasks:write.")
    }

    @Test("nobody signed in is 401 to a program, also where the role would not suffice")
    func unauthenticated() {
        for request in [TestRequest("GET", "/notes"), TestRequest("POST", "/notes"), TestRequest("GET", "/people")] {
            #expect(site.send(request).status == 401)
        }
        #expect(site.send(TestRequest("GET", "/door")).text == "\"nobody\"")
    }

    @Test(
        "a person is taken to sign in, and from there back to the page that was wanted",
        arguments: [
            ("GET", "/", "/auth/login"), ("GET", "/notes", "/auth/login?next=%2Fnotes"),
            ("GET", "/notes?q=a%20b&after=3", "/auth/login?next=%2Fnotes%3Fq%3Da%2520b%26after%3D3"),
            ("POST", "/notes", "/auth/login"),
        ])
    func signInFirst(method: String, target: String, location: String) {
        let reply = site.send(TestRequest(method, target).with("Accept", Wanted.page.rawValue))
        #expect(reply.status == 303 && reply.location == location && reply.header("Cache-Control") == "no-store")
    }

    @Test(
        "what another proxy has passed on does not come from this machine, wherever that proxy runs",
        arguments: ["X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"])
    func forwarded(header: String) {
        #expect(site.send(TestRequest("GET", "/machine")).status == 200)
        for value in ["203.0.113.7", "127.0.0.1", ""] {
            #expect(site.send(TestRequest("GET", "/machine", headers: [(header, value)])).status == 404)
        }
    }

    @Test("a cookie of another form is nobody's, whatever its length")
    func wrongCookies() {
        let token = Person.ada.accessToken(origin: DirectSite.plainOrigin, at: TestClock.start)
        for cookie in [
            "elwosa-access=", "elwosa-access=\(token)x", "elwosa-access=\(token.dropLast())",
            "elwosa-access=\(token.lowercased())", "elwosa-access=\"\(token)\"", "elwosa-refresh=\(token)",
            "elwosa-access=\(token); elwosa-access=\(token)", "Elwosa-access=\(token)", "x=\(token)",
            "__Host-elwosa-access=\(token)",
        ] {
            #expect(site.send(TestRequest("GET", "/notes").with("Cookie", cookie)).status == 401)
        }
        #expect(site.send(TestRequest("GET", "/notes").with("Cookie", "a=b; elwosa-access=\(token);c=d")).status == 200)
    }

    @Test("under HTTPS only the cookie that is tied to this host counts")
    func hostCookie() {
        let secure = SampleSite.make(origin: "https://elwosa.example")
        #expect(
            secure.send(TestRequest("GET", "/notes").signed(as: .ada, origin: "https://elwosa.example")).status == 200)
        #expect(secure.send(TestRequest("GET", "/notes").signed(as: .ada)).status == 401)
    }

    @Test("what only this machine may see is not there for others, whoever asks")
    func thisMachine() {
        for network in ["127.0.0.1", "::1", "unix:"] {
            #expect(site.send(TestRequest("GET", "/machine", network: network)).status == 200)
            #expect(site.send(TestRequest("GET", "/metrics/test", network: network)).status == 200)
        }
        for network in ["192.0.2.1", "127.0.0.2", "10.0.0.1", "::ffff:127.0.0.1", "", "localhost"] {
            let request = TestRequest("GET", "/machine", network: network).with("X-Forwarded-For", "127.0.0.1").signed(
                as: .ada)
            #expect(site.send(request).status == 404)
        }
    }

    @Test("a database that cannot be asked is 503, and lets nobody in")
    func unavailable() {
        let busy = SampleSite.make(failure: Failure(.unavailable, "The database is busy."))
        for accept in ["application/json", "text/html"] {
            let reply = busy.send(TestRequest("GET", "/notes").signed(as: .ada).with("Accept", accept))
            #expect(reply.status == 503 && reply.header("Retry-After") == "2")
        }
    }

    @Test("an unknown address says nothing about itself, signed in or not")
    func unknown() {
        #expect(site.send(TestRequest("GET", "/none")).status == 404)
        #expect(site.send(TestRequest("GET", "/none").signed(as: .ada)).status == 404)
        #expect(site.send(TestRequest("GET", "/none").with("Accept", "text/html")).status == 404)
    }
}
