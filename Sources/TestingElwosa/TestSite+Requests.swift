import Domain
import HTML
import Web

/// The representation that a client wants back.
package enum Wanted: String, Sendable {
    case json = "application/json"
    case page = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
}

extension TestSite {
    package typealias Headers = [(name: String, value: String)]

    /// JSON unless a page is wanted; nobody is signed in unless somebody is named.
    package func get(
        _ target: String, as person: Person? = nil, wants: Wanted = .json, headers: Headers = []
    ) throws -> TestReply {
        try send("GET", target, as: person, wants: wants, headers: headers)
    }

    /// Sends JSON, as a program does: no header that only browsers send.
    package func post(
        _ target: String, json: String = "{}", as person: Person? = nil, headers: Headers = []
    ) throws -> TestReply {
        try send("POST", target, json: json, as: person, headers: headers)
    }

    package func patch(
        _ target: String, json: String, as person: Person? = nil, headers: Headers = []
    ) throws -> TestReply {
        try send("PATCH", target, json: json, as: person, headers: headers)
    }

    package func delete(_ target: String, as person: Person? = nil, headers: Headers = []) throws -> TestReply {
        try send("DELETE", target, as: person, headers: headers)
    }

    /// Sends a form from a page of this site, as a browser does, with the page's form token.
    package func submit(
        _ target: String, _ fields: [(String, String)] = [], as person: Person? = nil, headers: Headers = []
    ) throws -> TestReply {
        let request = TestRequest.form(target, fields, as: person, origin: origin, headers: headers)
        return try send(request.signed(as: person, origin: origin, at: clock.now))
    }

    /// Any method, with the cookie of whoever is named.
    package func send(
        _ method: String, _ target: String, json: String? = nil, as person: Person? = nil, wants: Wanted = .json,
        headers: Headers = []
    ) throws -> TestReply {
        let request = TestRequest(method, target, headers: headers, body: json ?? "")
            .with("Content-Type", json.map { _ in "application/json" }).with("Accept", wants.rawValue)
        return try send(request.signed(as: person, origin: origin, at: clock.now))
    }

}

extension TestRequest {
    /// A form of a page of this site, as a browser sends it: with the form token of whoever is named.
    package static func form(
        _ target: String, _ fields: [(String, String)] = [], as person: Person? = nil,
        origin: String = DirectSite.plainOrigin, headers: TestSite.Headers = []
    ) -> TestRequest {
        let token = person.map { [(FormToken.fieldName, $0.formToken(key: DirectSite.formKey))] } ?? []
        let body = (token + fields).map { PercentEncoding.encode($0) + "=" + PercentEncoding.encode($1) }
        let browser = [
            (name: "Content-Type", value: "application/x-www-form-urlencoded"), (name: "Origin", value: origin),
            (name: "Sec-Fetch-Site", value: "same-origin"), (name: "Accept", value: Wanted.page.rawValue),
        ]
        return TestRequest("POST", target, headers: browser + headers, body: body.joined(separator: "&"))
    }

    /// With the access cookie of whoever is named, as this site would have set it at that time.
    package func signed(
        as person: Person?, origin: String = DirectSite.plainOrigin, at instant: Instant = TestClock.start
    ) -> TestRequest {
        let name = SetCookie.name("elwosa-access", isSecure: origin.hasPrefix("https:"))
        return with("Cookie", person.map { "\(name)=\($0.accessToken(origin: origin, at: instant))" })
    }
}
