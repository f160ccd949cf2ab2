import Testing

@testable import Crypto

struct WebSignatureTests {
    @Test("HMAC and base64url make the signed text of RFC 7515, appendix A.1, to the byte")
    func published() throws {
        let record = try #require(try VectorFile.records("rfc-7515-a1.txt", endingWith: "Signature").first)
        let key = try #require(Base64URL.decode(record["Key"] ?? ""))
        let input = ["Protected", "Payload"].map { Base64URL.encode(record.bytes($0)) }.joined(separator: ".")
        #expect(input.hasPrefix("eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAi"))
        let signature = HMACSHA256.code(input.utf8, key: key)
        #expect(signature == record.bytes("Signature") && signature.count == 32)
        #expect(Base64URL.encode(signature) == "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
    }
}
