import Testing

@testable import Crypto

struct AESGCMTests {
    @Test("AES-256-GCM encrypts as NIST published")
    func encrypts() throws {
        let records = try VectorFile.paragraphs("gcmEncryptExtIV256.rsp")
        #expect(records.count == 90)
        for record in records {
            let sealed = AESGCM.seal(
                record.bytes("PT"), key: record.bytes("Key"), nonce: record.bytes("IV"),
                authenticating: record.bytes("AAD"))
            #expect(sealed == record.bytes("CT") + record.bytes("Tag"))
        }
    }

    @Test("AES-256-GCM opens what NIST published, and none of what is marked FAIL")
    func decrypts() throws {
        let records = try VectorFile.paragraphs("gcmDecrypt256.rsp")
        #expect(records.count == 90 && records.count { $0["FAIL"] != nil } == 40)
        for record in records {
            let opened = AESGCM.open(
                record.bytes("CT") + record.bytes("Tag"), key: record.bytes("Key"), nonce: record.bytes("IV"),
                authenticating: record.bytes("AAD"))
            #expect(opened == (record["FAIL"] == nil ? record.bytes("PT") : nil))
        }
    }

    @Test("a key or nonce of another length, and less than a tag, are refused instead of read past their end")
    func lengths() {
        let (key, nonce) = ([UInt8](repeating: 1, count: 32), [UInt8](repeating: 2, count: 12))
        #expect(AESGCM.seal([3], key: key, nonce: nonce, authenticating: [])?.count == 17)
        #expect(AESGCM.seal([3], key: Array(key.dropLast()), nonce: nonce, authenticating: []) == nil)
        #expect(AESGCM.seal([3], key: key, nonce: nonce + [2], authenticating: []) == nil)
        #expect(AESGCM.open([UInt8](repeating: 0, count: 15), key: key, nonce: nonce, authenticating: []) == nil)
    }
}
