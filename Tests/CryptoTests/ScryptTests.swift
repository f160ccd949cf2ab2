import Testing

@testable import Crypto

struct ScryptTests {
    @Test("scrypt gives what RFC 7914 published")
    func published() throws {
        let records = try VectorFile.records("scrypt.txt", endingWith: "DERIVED_KEY")
        #expect(records.count == 4)
        // The fourth takes 1 GiB, which is what our machines have in all.
        for record in records.prefix(3) {
            let parameters = Scrypt.CostParameters(
                cost: Int(record["N"]!)!, blockSize: Int(record["r"]!)!, parallelism: Int(record["p"]!)!)
            let key = Scrypt.derive(
                Array(record["PASSWORD"]!.utf8), salt: Array(record["SALT"]!.utf8), parameters, length: 64)
            #expect(key == [UInt8](hexadecimal: record["DERIVED_KEY"]!))
        }
    }

    @Test("the standard parameters are those of the design, and libcrypto takes them")
    func standard() {
        let standard = Scrypt.CostParameters.standard
        #expect(standard == Scrypt.CostParameters(cost: 32_768, blockSize: 8, parallelism: 3))
        #expect(Scrypt.derive([1], salt: [2], standard, length: 32)?.count == 32)
    }

    @Test("a password that begins like another one has another key, also around a zero byte")
    func wholePassword() {
        let cheap = Scrypt.CostParameters(cost: 16, blockSize: 8, parallelism: 1)
        let keys = [[], [0], [0, 0], [97], [97, 0], [97, 0, 98]].map { (password: [UInt8]) in
            Scrypt.derive(password, salt: [1], cheap, length: 32)
        }
        // HMAC pads short keys with zeros, so passwords that end in zero bytes are the same ones to scrypt itself.
        #expect(keys[0] == keys[1] && keys[3] == keys[4])
        #expect(Set([keys[0], keys[3], keys[5]]).count == 3)
    }

    @Test(
        "parameters that scrypt does not have give no key",
        arguments: [
            (0, 8, 1), (1, 8, 1), (3, 8, 1), (16, 0, 1), (16, 8, 0), (-16, 8, 1), (16, -8, 1), (16, 8, -1),
            (16, .max, 1), (1 << 24, 255, 1),
        ])
    func impossible(cost: Int, blockSize: Int, parallelism: Int) {
        let parameters = Scrypt.CostParameters(cost: cost, blockSize: blockSize, parallelism: parallelism)
        #expect(Scrypt.derive([1], salt: [1], parameters, length: 32) == nil)
    }
}
