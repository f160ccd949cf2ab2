import Domain
import HTML
import Store
import Testing
import TestingElwosa
import Texts

@testable import Auth

/// The pages on which somebody types a secret: the fields that they ask for, and how.
@Suite("Pages that ask for a secret")
struct CredentialPagesTests {
    @Test("hide every password while it is typed")
    func hidden() async throws {
        let passwords = try await Self.fields().filter { field in
            field.name.lowercased().contains("password") || field.autocomplete.hasSuffix("-password")
        }
        #expect(passwords.allSatisfy { $0.type == "password" })
        // Sign-in, proof, password (two), second factor, invitation, reset, setup.
        #expect(passwords.count == 8)
    }

    @Test("ask for no hint and no secret question: these fields there are, and no other")
    func noHints() async throws {
        // What has no name is not sent: a name that is shown to password managers.
        let seen = Set(try await Self.fields().filter { $0.type != "hidden" && $0.name != "" }.map(\.name))
        #expect(seen == ["name", "password", "currentPassword", "code"])
    }

    private struct Field {
        let name: String
        let type: String
        let autocomplete: String
    }

    /// The fields of all those pages.
    private static func fields() async throws -> [Field] {
        var pages = [
            Markup(SetupPage(context: .sample(.german), token: "t", name: "", failure: nil).main.text)
        ]
        try await withSite { site throws in
            let reset = try site.post("/users/3/reset", as: .ada)["link"]?.text ?? ""
            let join = try site.post("/users/invitations", as: .ada)["link"]?.text ?? ""
            let (app, _) = try site.setUpFactor(of: .ben)
            let login = try site.submit("/auth/login", [("name", "Ben"), ("password", Person.ben.password)])
            #expect(app.code(at: site.clock.now).count == 6 && login.text.contains("name=\"ticket\""))
            let addresses = ["/auth/login", reset, join].map { $0.replacing(site.origin, with: "") }
            for address in addresses { pages.append(try site.get(address, wants: .page).markup) }
            for address in ["/auth/proof", "/account/password", "/account/factor"] {
                pages.append(try site.get(address, as: .ben, wants: .page).markup)
            }
            pages.append(login.markup)
        }
        return pages.flatMap { page in
            // The frame signs out and nothing else; what is asked for stands in the page itself.
            page.root.all("input").map { input in
                Field(
                    name: input["name"] ?? "", type: input["type"] ?? "text", autocomplete: input["autocomplete"] ?? "")
            }
        }
    }
}
