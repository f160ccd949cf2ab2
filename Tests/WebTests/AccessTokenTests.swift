import Crypto
import Domain
import Testing
import TestingElwosa

@testable import Web

@Suite("Access tokens")
struct AccessTokenTests {
    private let now = TestClock.start
    private let issuer = DirectSite.plainOrigin

    private func token(_ text: String, issuer: String? = nil, after seconds: Int64 = 0) -> AccessToken? {
        AccessToken(text: text, issuer: issuer ?? self.issuer, ring: DirectSite.ring, at: now.adding(seconds: seconds))
    }

    private var good: String { Person.ben.accessToken(origin: issuer, at: now) }

    @Test("are read back, until their fifteen minutes are over")
    func roundTrip() {
        #expect(token(good) == AccessToken(accountId: 2, sessionId: 2, issuedAt: now))
        #expect(token(good, after: 899) != nil)
        #expect(token(good, after: 900) == nil)
        #expect(token(good, after: -6) == nil)
    }

    @Test("of another issuer, key or form are refused")
    func refused() throws {
        #expect(token(good, issuer: "https://elwosa.example") == nil)
        let other = KeyRing(keys: [KeyRing.Key(id: "test", secret: [UInt8](repeating: 1, count: 32))])
        let forged = AccessToken(accountId: 1, sessionId: 1, issuedAt: now).text(issuer: issuer, ring: other)
        #expect(token(forged) == nil)
        let unknown = KeyRing(keys: [KeyRing.Key(id: "other", secret: [UInt8](repeating: 9, count: 32))])
        #expect(
            token(AccessToken(accountId: 1, sessionId: 1, issuedAt: now).text(issuer: issuer, ring: unknown)) == nil)
        for text in ["", ".", "..", "a.b.c", good + ".", good + "=", " " + good, good.uppercased()] {
            #expect(token(text) == nil)
        }
        #expect(token(good + String(repeating: "A", count: 2_000)) == nil)
    }

    @Test("are good to the byte: any single character that differs spoils one")
    func everyCharacter() {
        let characters = Array(good)
        for index in characters.indices {
            var changed = characters
            changed[index] = changed[index] == "A" ? "B" : "A"
            #expect(token(String(changed)) == nil, "\(index)")
        }
    }

    @Test(
        "signed rightly but with another header are refused: the algorithm and type are ours to choose",
        arguments: [
            #"{"alg":"none","typ":"at+jwt","kid":"test"}"#, #"{"alg":"HS256","typ":"JWT","kid":"test"}"#,
            #"{"alg":"HS256","kid":"test"}"#, #"{"alg":"HS512","typ":"at+jwt","kid":"test"}"#,
            #"{"alg":"HS256","typ":"at+jwt","kid":"test","crit":["exp"]}"#,
            #"{"alg":"HS256","typ":"at+jwt","kid":"test","jwk":{"kty":"oct","k":"AA"}}"#,
            #"{"typ":"at+jwt","alg":"HS256","kid":"test"}"#, #"{"alg":"HS256","typ":"at+jwt","kid":"test" }"#,
        ])
    func headers(header: String) {
        #expect(token(signed(header, Self.claims(issuer: issuer))) == nil)
    }

    @Test(
        "signed rightly but with claims that are not good are refused",
        arguments: [
            claims(issuer: "http://evil.example"), claims(audience: "other"), claims(subject: "\"x\""),
            claims(subject: "2"), claims(expiry: "1"), claims(expiry: "\"9999999999\""), claims(expiry: "9999999999.5"),
            claims(session: "null"), claims(issued: "9999999999"), "{}", "[]", "x",
        ])
    func wrongClaims(claims: String) {
        let header = #"{"alg":"HS256","typ":"at+jwt","kid":"test"}"#
        #expect(token(signed(header, claims)) == nil)
        #expect(token(signed(header, Self.claims(issuer: issuer))) != nil)
    }

    private static func claims(
        issuer: String = DirectSite.plainOrigin, audience: String? = nil, subject: String = "\"2\"",
        issued: String = "1795421000", expiry: String = "9999999999", session: String = "2"
    ) -> String {
        #"{"iss":"\#(issuer)","aud":"\#(audience ?? DirectSite.plainOrigin)","sub":\#(subject),"iat":\#(issued),"#
            + #""exp":\#(expiry),"jti":"x","sid":\#(session)}"#
    }

    private func signed(_ header: String, _ claims: String) -> String {
        let input = Base64URL.encode(Array(header.utf8)) + "." + Base64URL.encode(Array(claims.utf8))
        return input + "." + Base64URL.encode(HMACSHA256.code(input.utf8, key: DirectSite.ring.signing.secret))
    }
}
