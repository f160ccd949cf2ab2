import Domain
import JSON
import SQLite
import Store
import Testing
import TestingElwosa

extension TestSite {
    /// Sets a second factor up over JSON, as somebody would before the test begins.
    ///
    /// - Shape: the app, and the ten recovery codes. The code of the present step is used up.
    func setUpFactor(of person: Person) throws -> (app: Authenticator, codes: [String]) {
        let begun = try post("/account/factor", as: person)
        #expect(begun.status == 201)
        let app = try #require(begun["key"]?.text.flatMap(Authenticator.init))
        let confirmed = try post(
            "/account/factor/confirmation", json: Self.code(app.code(at: clock.now)), as: person)
        #expect(confirmed.status == 200)
        let codes = (0..<20).compactMap { confirmed["recoveryCodes", $0]?.text }
        return (app, codes)
    }

    static func code(_ code: String) -> String { #"{"code":"\#(code)"}"# }

    static func login(_ person: Person, code: String? = nil) -> String {
        let member = code.map { #","code":"\#($0)""# } ?? ""
        return #"{"name":"\#(person.name)","password":"\#(person.password)"\#(member)}"#
    }

    static func proof(_ password: String, code: String? = nil) -> String {
        let member = code.map { #","code":"\#($0)""# } ?? ""
        return #"{"password":"\#(password)"\#(member)}"#
    }

    /// The body of the newest event, as it is stored.
    func newestBody() throws -> String {
        try store.database.read { tx in
            try tx.value("SELECT content FROM eventBody ORDER BY seq DESC LIMIT 1") ?? ""
        }
    }
}

extension JSON {
    var text: String? { if case .string(let text) = self { text } else { nil } }
}
