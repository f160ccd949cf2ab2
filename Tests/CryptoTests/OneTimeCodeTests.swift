import Testing

@testable import Crypto

struct OneTimeCodeTests {
    @Test("HOTP gives the codes of RFC 4226, appendix D")
    func hotp() throws {
        let records = try VectorFile.records("rfc-4226.txt", endingWith: "SECRET")
        #expect(records.count == 10)
        for record in records {
            let code = HOTP.code(key: Array(record["SECRET"]!.utf8), counter: UInt64(record["COUNTER"]!)!)
            #expect(code == record["HOTP"])
        }
    }

    @Test("TOTP gives the codes of RFC 6238, appendix B")
    func totp() throws {
        let records = try VectorFile.records("rfc-6238.txt", endingWith: "SECRET").filter { $0["MODE"] == "SHA1" }
        #expect(records.count == 6)
        for record in records {
            let step = TOTP.step(atSeconds: Int64(record["TIME"]!)!)
            let key = Array(record["SECRET"]!.utf8)
            #expect(HOTP.code(key: key, counter: UInt64(step), digits: 8) == record["TOTP"])
            #expect(TOTP.code(key: key, step: step) == String(record["TOTP"]!.suffix(6)))
        }
    }

    @Test("a code is accepted in its own step and one beside it, and says which step it was")
    func window() {
        let key = Array("12345678901234567890".utf8)
        let code = TOTP.code(key: key, step: 100)
        for (seconds, accepted) in [(2_969, nil), (2_970, 100), (3_000, 100), (3_059, 100), (3_060, nil)]
            as [(Int64, Int64?)]
        {
            #expect(TOTP.acceptedStep(of: code, key: key, atSeconds: seconds) == accepted)
        }
        #expect(TOTP.acceptedStep(of: "", key: key, atSeconds: 3_000) == nil)
        #expect(TOTP.acceptedStep(of: code + "0", key: key, atSeconds: 3_000) == nil)
    }

    @Test(
        "Base32 gives what RFC 4648, section 10, published, less the padding",
        arguments: [
            ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ])
    func base32(text: String, encoded: String) {
        #expect(Base32.encode(Array(text.utf8)) == encoded)
    }
}
