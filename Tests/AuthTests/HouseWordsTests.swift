import Domain
import JSON
import Store
import Testing
import TestingElwosa
import Web

@Suite("A word of the house in a password")
struct HouseWordsTests {
    private static let word = "wappen von musterstadt"

    @Test(
        "is refused wherever a password is chosen, with the word and its field", arguments: ["join", "reset", "change"])
    func refused(way: String) async throws {
        try await withSite(passwordWords: ["Musterstadt"]) { site throws in
            let reply = try site.choose(Self.word, by: way)
            #expect(reply.status == 422 && reply["field"] == "password")
            #expect(reply["detail"] == "password: may not contain musterstadt, which is guessed first here.")
        }
        try await withSite { site throws in
            #expect([200, 204].contains(try site.choose(Self.word, by: way).status))
        }
    }

    @Test("is said beside the field of a form, in the reader's language")
    func page() async throws {
        try await withSite(passwordWords: ["Musterstadt"]) { site throws in
            let fields = [
                ("_method", "PUT"), ("currentPassword", Person.ben.password), ("password", Self.word),
            ]
            let german = [(name: "Accept-Language", value: "de")]
            let page = try site.submit("/account/password", fields, as: .ben, headers: german)
            #expect(page.status == 422 && page.text.contains("darf „musterstadt“ nicht enthalten"))
            #expect(page.markup.brokenRules() == [])
        }
    }
}

extension TestSite {
    /// Chooses a password by an invitation, by a reset link, or as one's own.
    fileprivate func choose(_ password: String, by way: String) throws -> TestReply {
        guard way != "change" else {
            let body = #"{"currentPassword":"\#(Person.ben.password)","password":"\#(password)"}"#
            return try send("PUT", "/account/password", json: body, as: .ben)
        }
        let made = try post(way == "join" ? "/users/invitations" : "/users/2/reset", as: .ada)
        let token = try #require(made["link"]?.text?.split(separator: "=").last)
        let name = way == "join" ? #","name":"Fay""# : ""
        return try post(
            way == "join" ? "/invitation" : "/reset", json: #"{"token":"\#(token)","password":"\#(password)"\#(name)}"#)
    }
}
