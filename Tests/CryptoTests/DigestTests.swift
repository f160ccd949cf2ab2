import Testing

@testable import Crypto

struct DigestTests {
    @Test(
        "SHA-256 gives what NIST published, for short and for long messages",
        arguments: [("SHA256ShortMsg.rsp", 65), ("SHA256LongMsg.rsp", 64)])
    func sha256(file: String, count: Int) throws {
        let records = try VectorFile.records(file, endingWith: "MD")
        #expect(records.count == count)
        for record in records {
            // "Len" is in bits; the empty message is written as "00".
            let message = [UInt8](hexadecimal: record["Msg"]!).prefix(Int(record["Len"]!)! / 8)
            #expect(SHA256.hash(message) == [UInt8](hexadecimal: record["MD"]!))
        }
    }

    @Test("a text is hashed as its UTF-8")
    func text() {
        #expect(SHA256.hash("Grüße") == SHA256.hash(Array("Grüße".utf8)))
        #expect(SHA256.hash("Grüße") != SHA256.hash("Gru\u{308}ße"))
    }

    @Test("HMAC-SHA-256 gives what RFC 4231 published")
    func hmac() throws {
        let records = try VectorFile.records("rfc-4231-sha256.txt", endingWith: "MD")
        #expect(records.count == 6)
        for record in records {
            let message = [UInt8](hexadecimal: record["Msg"]!)
            let key = [UInt8](hexadecimal: record["Key"]!)
            #expect(HMACSHA256.code(message, key: key) == [UInt8](hexadecimal: record["MD"]!))
        }
    }

    @Test("HMAC takes an empty key and an empty message")
    func emptyHMAC() {
        let published = "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"
        #expect(HMACSHA256.code([], key: []) == [UInt8](hexadecimal: published))
    }

    @Test("two secrets are equal only when every byte is")
    func constantTime() {
        let secret = SHA256.hash("secret")
        #expect(constantTimeEqual(secret, secret) && constantTimeEqual([], []))
        for part in [[], Array(secret.dropLast()), secret + [0]] {
            #expect(!constantTimeEqual(secret, part) && !constantTimeEqual(part, secret))
        }
        for place in secret.indices {
            for bit in 0..<8 {
                var other = secret
                other[place] ^= 1 << UInt8(bit)
                #expect(!constantTimeEqual(secret, other))
            }
        }
    }

    @Test("random bytes are as many as were asked for, and never the same")
    func random() {
        #expect((0...64).allSatisfy { Random.bytes($0).count == $0 })
        let tokens = (0..<1_000).map { _ in Random.token() }
        #expect(Set(tokens).count == 1_000)
        #expect(tokens.allSatisfy { $0.utf8.count == 43 && Base64URL.decode($0)?.count == 32 })
    }
}
