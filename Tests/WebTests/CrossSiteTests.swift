import Testing
import TestingElwosa

@testable import Web

struct CrossSiteTests {
    private let site = SampleSite.make()
    private static let origin = DirectSite.plainOrigin

    private func json(_ headers: [(name: String, value: String)], _ method: String = "POST") -> Int {
        let type = (name: "Content-Type", value: "application/json")
        return site.send(TestRequest(method, "/notes", headers: headers + [type], body: "{}").signed(as: .ada)).status
    }

    @Test(
        "a change that another site made the browser send is refused",
        arguments: [
            [("Sec-Fetch-Site", "cross-site")], [("Sec-Fetch-Site", "same-site")], [("Sec-Fetch-Site", "")],
            [("Sec-Fetch-Site", "Same-Origin")],
            [("Sec-Fetch-Site", "cross-site"), ("Origin", origin)], [("Origin", "https://evil.example")],
            [("Origin", "null")],
            [("Origin", "")], [("Origin", "http://127.0.0.1:8081")], [("Origin", "https://127.0.0.1:8080")],
            [("Origin", "http://127.0.0.1:8080/")], [("Origin", "http://127.0.0.1:8080.evil.example")],
            [("Origin", "http://127.0.0.1")],
        ] as [[(String, String)]])
    func refused(headers: [(String, String)]) {
        #expect(json(headers.map { (name: $0, value: $1) }) == 403)
        // The same from nobody: it could sign somebody in without their knowing.
        let door = TestRequest("POST", "/door", headers: headers.map { (name: $0, value: $1) }, body: "{}")
        #expect(site.send(door.with("Content-Type", "application/json")).status == 403)
    }

    @Test(
        "a change from our own pages, from an address that was typed, and from a program is carried out",
        arguments: [
            [], [("Sec-Fetch-Site", "same-origin")], [("Sec-Fetch-Site", "none")], [("Origin", origin)],
            [("Sec-Fetch-Site", "same-origin"), ("Origin", origin)],
        ] as [[(String, String)]])
    func taken(headers: [(String, String)]) {
        #expect(json(headers.map { (name: $0, value: $1) }) == 200)
    }

    @Test("reading is open to links from other sites", arguments: ["GET", "HEAD"])
    func reading(method: String) {
        let request = TestRequest(method, "/notes").with("Sec-Fetch-Site", "cross-site").with(
            "Origin", "https://evil.example")
        #expect(site.send(request.signed(as: .ada)).status == 200)
    }

    @Test("a form of somebody signed in carries the token of that very session")
    func formToken() {
        #expect(site.send(.form("/notes", [("title", "x")], as: .ada).signed(as: .ada)).status == 200)
        let good = Person.ada.formToken(key: DirectSite.formKey)
        let others = [
            TestRequest.form("/notes", [("title", "x")]), .form("/notes", as: .ben),
            .form("/notes", [("formToken", "")]),
            .form("/notes", [("formToken", good + "A")]), .form("/notes", [("formToken", String(good.dropLast()))]),
            .form("/notes", [("formToken", Person.ada.formToken(key: Array(repeating: 8, count: 32)))]),
            .form("/notes", [("formtoken", good)]),
        ]
        for request in others { #expect(site.send(request.signed(as: .ada)).status == 403) }
    }

    @Test("a form token in the address or in a header counts for nothing")
    func elsewhere() {
        let good = Person.ada.formToken(key: DirectSite.formKey)
        let request = TestRequest.form("/notes?formToken=\(good)", [("title", "x")]).with("formToken", good)
        #expect(site.send(request.signed(as: .ada)).status == 403)
    }

    @Test("a form of somebody signed in from a browser without either header needs the token still")
    func oldBrowser() {
        var request = TestRequest.form("/notes", [("title", "x")], as: .ada).signed(as: .ada)
        request.headers.removeAll { ["Origin", "Sec-Fetch-Site"].contains($0.name) }
        #expect(site.send(request).status == 200)
        request.body = Array("title=x".utf8)
        request.announcedLength = 7
        #expect(site.send(request).status == 403)
    }

    @Test("a form of nobody needs no token, since there is no session to ride on")
    func door() {
        #expect(site.send(.form("/door", [("title", "x")])).status == 200)
    }
}
