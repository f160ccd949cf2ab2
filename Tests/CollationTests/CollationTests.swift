import Collation
import Foundation
import Testing

@Suite("The order of names")
struct CollationTests {
    /// In ICU's order; `Interop/names.py` printed them.
    static let names: [String] = {
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Interop/names.txt")
        let text = (try? String(contentsOf: path, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").filter { !$0.hasPrefix("# ") }.map(String.init)
    }()

    @Test("is ICU's for each two of names in many languages")
    func icu() {
        #expect(Self.names.count > 200)
        for (place, name) in Self.names.enumerated() {
            for other in Self.names[(place + 1)...] {
                #expect(Collation.compare(name, other) < 0 && Collation.compare(other, name) > 0, "\(name), \(other)")
            }
        }
    }

    @Test("puts Ä by A, and lower case beside upper case")
    func german() {
        let names = ["Zebra", "äpfel", "Ofen", "Ärger", "zebra", "Apfel", "Öl", "Adam"]
        #expect(
            names.sorted { Collation.compare($0, $1) < 0 }
                == ["Adam", "Apfel", "äpfel", "Ärger", "Ofen", "Öl", "zebra", "Zebra"])
    }

    @Test("knows a letter with its mark by either spelling, and still tells the two apart")
    func spellings() {
        #expect(Collation.compare("e\u{301}a", "éb") < 0 && Collation.compare("e\u{301}b", "éa") > 0)
        #expect(Collation.compare("e\u{301}", "é") != 0 && Collation.compare("é", "é") == 0)
    }

    @Test("is one order whatever bytes there are: no two are alike, and none goes round in a circle")
    func bytes() {
        let pieces: [[UInt8]] = [
            [], [0], [0x41], [0x61], [0xc3], [0xc3, 0xa4], [0xff], [0xe2, 0x82], [0xf0, 0x9f, 0x98, 0x80],
        ]
        let texts = pieces.flatMap { first in pieces.flatMap { second in pieces.map { first + second + $0 } } }
        let sorted = Set(texts).sorted { Collation.compare($0, $1) < 0 }
        for (place, text) in sorted.enumerated() {
            #expect(Collation.compare(text, text) == 0)
            #expect(
                sorted[(place + 1)...].allSatisfy { Collation.compare(text, $0) < 0 && Collation.compare($0, text) > 0 }
            )
        }
    }
}
