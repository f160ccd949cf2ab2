import Foundation
import TestingElwosa
import Testing

@testable import Domain

struct NormalFormTests {
    private func isComposed(_ text: String) -> Bool {
        Array(NormalForm.composed(text).utf8) == Array(text.precomposedStringWithCanonicalMapping.utf8)
    }

    @Test("every character is taken apart as Foundation takes it apart")
    func decomposed() {
        let wrong = (0xa0...0x323af as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init).filter { scalar in
            let text = String(scalar)
            return scalar.properties.age.map { $0 <= (15, 0) } == true
                && Array(NormalForm.decomposed(text).utf8) != Array(text.decomposedStringWithCanonicalMapping.utf8)
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(10))")
    }

    @Test("every character, whole and taken apart, is composed as Foundation composes it")
    func characters() {
        let wrong = (0xa0...0x323af as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init).filter { scalar in
            let text = String(scalar)
            return scalar.properties.age.map { $0 <= (15, 0) } == true
                && !(isComposed(text) && isComposed(text.decomposedStringWithCanonicalMapping))
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(10))")
    }

    @Test("a syllable of Korean takes the consonant behind it, which Foundation leaves apart")
    func syllable() {
        #expect(Array(NormalForm.composed("\u{ac00}\u{11a8}").unicodeScalars) == ["\u{ac01}"])
        #expect(Array(NormalForm.composed("\u{ac01}\u{11a8}").unicodeScalars) == ["\u{ac01}", "\u{11a8}"])
    }

    @Test("marks in any order and number behind letters are composed as Foundation composes them")
    func marks() {
        var random = SeededRandom(seed: UInt64.random(in: 0...9_999))
        let scalars: [Unicode.Scalar] = [
            "a", "ä", "A", "\u{308}", "\u{301}", "\u{323}", "\u{328}", "\u{345}", "\u{1100}", "\u{1161}", "\u{11a8}",
            "\u{0d4d}", "\u{0b47}", "\u{0b3e}", "\u{11131}", "\u{11127}", "\u{1133e}", "\u{11347}", " ",
        ]
        for _ in 1...5_000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 1...8, using: &random) { text.append(scalars.randomElement(using: &random)!) }
            #expect(isComposed(String(text)), "\(Array(text.map(\.value)))")
        }
    }
}
