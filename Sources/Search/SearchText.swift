/// Text as the search sees it, what is stored and what is typed alike.
///
/// Unicode's folding without marks, and `ä`, `ae` and `a` one letter, likewise `o`, `u` and `ß`, `ss`: an `e` behind `a`,
/// `o` or `u` and an `s` behind `s` fall away. Whether one does depends on what stands before it alone, so the beginning
/// of a word folds to the beginning of the folded word, and a word can be found while it is typed. It is for finding
/// alone: `Bär` and `Bar` are two names.
///
/// - Source: `Folding`; docs/design/0011-search.md.
package enum SearchText {
    /// - Shape: folding twice gives what folding once does, and so does a text in any of Unicode's normal forms.
    package static func fold(_ text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in
            var out: [UInt8] = []
            out.reserveCapacity(bytes.count)
            var last: UInt32 = 0
            forEachFolded(bytes) { scalar, _ in
                guard scalar != fallsAway else { return }
                if let syllable = HangulSyllable.composed(last, scalar) {
                    // Every part and every syllable has three bytes.
                    out.removeLast(3)
                    last = syllable
                } else {
                    last = scalar
                }
                append(last, to: &out)
            }
            return String(decoding: out, as: UTF8.self)
        }
    }

    /// Calls `body` for every scalar with each one that it folds to, or `fallsAway`, and where in `bytes` it ends.
    @inline(__always)
    static func forEachFolded(_ bytes: UnsafeBufferPointer<UInt8>, _ body: (UInt32, Int) -> Void) {
        var last: UInt32 = 0
        var place = 0
        while place < bytes.count {
            let first = UInt32(bytes[place])
            if first < 0x80 {
                place += 1
                let scalar = (0x41...0x5a).contains(first) ? first | 0x20 : first
                if isSecond(scalar, behind: last) {
                    body(fallsAway, place)
                } else {
                    last = scalar
                    body(scalar, place)
                }
                continue
            }
            var isNothing = true
            Folding.fold(decode(bytes, &place)) { scalar in
                guard !isSecond(scalar, behind: last) else { return }
                (last, isNothing) = (scalar, false)
                body(scalar, place)
            }
            if isNothing { body(fallsAway, place) }
        }
    }

    static let fallsAway = UInt32.max

    /// The `e` of `ae`, `oe` and `ue`, and the second `s`.
    @inline(__always)
    private static func isSecond(_ scalar: UInt32, behind last: UInt32) -> Bool {
        scalar == 0x65 ? last == 0x61 || last == 0x6f || last == 0x75 : scalar == 0x73 && last == 0x73
    }

    /// The scalar that begins at `place`, which moves behind it; a `String` holds no broken ones.
    private static func decode(_ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int) -> UInt32 {
        let first = UInt32(bytes[place])
        let length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
        var scalar = first & (0x7f >> UInt32(length))
        for byte in bytes[place + 1..<place + length] { scalar = scalar << 6 | UInt32(byte & 0x3f) }
        place += length
        return scalar
    }

    @inline(__always)
    static func append(_ scalar: UInt32, to out: inout [UInt8]) {
        if scalar < 0x80 {
            out.append(UInt8(truncatingIfNeeded: scalar))
        } else {
            out.append(contentsOf: UTF8.encode(Unicode.Scalar(scalar)!)!)
        }
    }
}
