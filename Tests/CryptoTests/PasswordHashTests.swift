import Testing
import TestingElwosa

@testable import Crypto

struct PasswordHashTests {
    private static let cheap = Scrypt.CostParameters(cost: 16, blockSize: 8, parallelism: 1)
    private static let stored = PasswordHash("seven green bottles", parameters: cheap)!.text

    @Test("a hash written and read again knows its password and no other")
    func roundTrip() throws {
        let hash = try #require(PasswordHash(text: Self.stored))
        #expect(hash.text == Self.stored && hash.parameters == Self.cheap)
        #expect(hash.verifies("seven green bottles"))
        for wrong in ["", "seven green bottle", "seven green bottles ", "Seven green bottles"] {
            #expect(!hash.verifies(wrong))
        }
    }

    @Test("the same password never has the same hash")
    func salted() {
        #expect(
            PasswordHash("same", parameters: Self.cheap)!.text != PasswordHash("same", parameters: Self.cheap)!.text)
    }

    @Test("the text names scrypt and its parameters, as the PHC string format does")
    func format() {
        let hash = PasswordHash("x", parameters: Self.cheap, salt: Array(0..<16))!
        #expect(hash.text.wholeMatch(of: /\$scrypt\$ln=4,r=8,p=1\$AAECAwQFBgcICQoLDA0ODw\$[-_A-Za-z0-9]{43}/) != nil)
    }

    @Test(
        "what was never written by us is no hash",
        arguments: [
            "", "$", "$$$$", "plain", "$argon2$ln=4,r=8,p=1$AAAA$", "$scrypt$ln=4,r=8$AAAA$K",
            "$scrypt$r=8,ln=4,p=1$AAAA$K",
            "$scrypt$ln=4,r=8,p=1,x=1$AAAA$K", "$scrypt$ln=,r=8,p=1$AAAA$K", "$scrypt$ln=4=4,r=8,p=1$AAAA$K",
            "$scrypt$ln=0,r=8,p=1$AAAA$K", "$scrypt$ln=63,r=8,p=1$AAAA$K", "$scrypt$ln=-4,r=8,p=1$AAAA$K",
            "$scrypt$ln=4,r=0,p=1$AAAA$K", "$scrypt$ln=4,r=-8,p=1$AAAA$K", "$scrypt$ln=4,r=8,p=0$AAAA$K",
            "$scrypt$ln=4,r=8,p=-1$AAAA$K", "$scrypt$ln=4,r=9223372036854775807,p=1$AAAA$K",
            "$scrypt$ln=4,r=8,p=9223372036854775807$AAAA$K", "$scrypt$ln=24,r=255,p=1$AAAA$K",
            "$scrypt$ln=+4,r=8,p=1$AAAA$K", "$scrypt$ln=04,r=8,p=1$AAAA$K", "$scrypt$ln=4,r=8,p=1,$AAAA$K",
            "x$scrypt$ln=4,r=8,p=1$AAAA$K", "$scrypt$ln=4,r=8,p=1$AAAA=$K", "$scrypt$ln=4,r=8,p=1$A$K",
            "$scrypt$ln=4,r=8,p=1$AAAA$K$", "$scrypt$ln=4,r=8,p=1$AAAA$AAAA", "$scrypt$ln=4,r=8,p=1$AAAA$",
        ])
    func refused(text: String) {
        // K stands for a key of the right length, so that only what is meant is wrong.
        let whole = text.replacing("K", with: String(repeating: "A", count: 43))
        #expect(PasswordHash(text: whole) == nil)
    }

    @Test("a damaged hash is refused or verifies nothing, and never ends the process")
    func damaged() {
        var random = SeededRandom(seed: 3)
        let signs = Array("$=,-+0123456789lnrpA \u{0}\u{e9}")
        for _ in 0..<5_000 {
            var text = Array(Self.stored)
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = text.indices.randomElement(using: &random)!
                switch Int.random(in: 0...2, using: &random) {
                case 0: text[place] = signs.randomElement(using: &random)!
                case 1: text.remove(at: place)
                default: text.insert(signs.randomElement(using: &random)!, at: place)
                }
            }
            guard let hash = PasswordHash(text: String(text)), String(text) != Self.stored else { continue }
            #expect(hash.text == String(text))
            // Verified only where it is cheap: what costs more was well formed.
            if hash.parameters.memory! < 1 << 20 { #expect(!hash.verifies("seven green bottles")) }
        }
    }
}
