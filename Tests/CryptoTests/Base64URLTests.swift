import Foundation
import Testing
import TestingElwosa

@testable import Crypto

struct Base64URLTests {
    @Test(
        "base64url gives RFC 4648's own examples, without their padding",
        arguments: [
            ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
            ("foobar", "Zm9vYmFy"),
        ])
    func published(text: String, encoded: String) {
        #expect(Base64URL.encode(Array(text.utf8)) == encoded)
        #expect(Base64URL.decode(encoded) == Array(text.utf8))
    }

    @Test("any bytes come back, spelled as Foundation spells them")
    func roundTrip() throws {
        var random = SeededRandom(seed: 1)
        for length in 0..<200 {
            let bytes = random.bytes(length)
            let text = Base64URL.encode(bytes)
            let other = Data(bytes).base64EncodedString().replacingOccurrences(of: "+", with: "-")
                .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
            try #require(text == other)
            try #require(Base64URL.decode(text) == bytes)
        }
    }

    @Test(
        "what is not the one spelling of a value is refused",
        arguments: [
            "Zg==", "Zg=", "Zm8=", "A", "Zm9vY", "Zh", "Zm9", "Z g", "Zg\n", "Zm9v+_", "Zm9v/w", "Zé", "Zm9v\u{0}",
            "====",
        ])
    func refused(text: String) {
        #expect(Base64URL.decode(text) == nil)
    }

    @Test("no two texts decode to the same bytes")
    func oneSpelling() throws {
        var random = SeededRandom(seed: 2)
        let alphabet = Array("ABab01-_=+/ \u{e9}")
        for _ in 0..<20_000 {
            let text = String(
                (0..<Int.random(in: 0...9, using: &random)).map { _ in alphabet.randomElement(using: &random)! })
            guard let bytes = Base64URL.decode(text) else { continue }
            try #require(Base64URL.encode(bytes) == text)
        }
    }

    @Test("hexadecimal is lower case, two digits a byte")
    func hexadecimal() {
        #expect(Hexadecimal.encode([0, 1, 15, 16, 171, 255]) == "00010f10abff")
        #expect(Hexadecimal.encode([]) == "")
    }
}
