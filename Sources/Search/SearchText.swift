/// Text as the search sees it, what is stored and what is typed alike.
///
/// Lower case, marks taken away, and `ä`, `ae` and `a` one letter, likewise `o`, `u` and `ß`, `ss`: an `e` behind `a`,
/// `o` or `u` and an `s` behind `s` fall away. Whether one does depends on what stands before it alone, so the beginning
/// of a word folds to the beginning of the folded word, and a word can be found while it is typed.
///
/// - Source: docs/design/0006-tasks.md.
package enum SearchText {
    /// - Shape: folding twice gives what folding once does. Words fold on their own: nothing but a letter before it in
    ///   the same word changes a letter.
    package static func fold(_ text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in
            // Nothing grows by more than half: a letter of two bytes becomes one of three at most.
            String(unsafeUninitializedCapacity: bytes.count + bytes.count / 2) { out in
                var count = 0
                forEachFolded(bytes) { scalar, _ in
                    if scalar < 0x80 {
                        out[count] = UInt8(truncatingIfNeeded: scalar)
                        count += 1
                    } else if scalar != fallsAway {
                        count = append(scalar, to: out, at: count)
                    }
                }
                return count
            }
        }
    }

    /// Calls `body` for every scalar with what it folds to, or `fallsAway`, and where in `bytes` it ends.
    @inline(__always)
    static func forEachFolded(_ bytes: UnsafeBufferPointer<UInt8>, _ body: (UInt32, Int) -> Void) {
        var last: UInt32 = 0
        var place = 0
        while place < bytes.count {
            var scalar = UInt32(bytes[place])
            if scalar < 0x80 {
                place += 1
                if (0x41...0x5a).contains(scalar) { scalar |= 0x20 }
            } else {
                scalar = letter(decode(bytes, &place))
            }
            if isSecond(scalar, behind: last) { scalar = fallsAway }
            if scalar != fallsAway { last = scalar }
            body(scalar, place)
        }
    }

    /// The `e` of `ae`, `oe` and `ue`, and the second `s`.
    @inline(__always)
    private static func isSecond(_ scalar: UInt32, behind last: UInt32) -> Bool {
        scalar == 0x65 ? last == 0x61 || last == 0x6f || last == 0x75 : scalar == 0x73 && last == 0x73
    }
}

/// One scalar beyond ASCII.
extension SearchText {
    static let fallsAway = UInt32.max

    /// - Shape: `fallsAway` for combining marks (U+0300 to U+036F) and the soft hyphen.
    private static func letter(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0xad, 0x300...0x36f: return fallsAway
        case 0xc0..<0x500: return changed(scalar, lettersFromC0[Int(scalar - 0xc0)])
        case 0x1e00..<0x2000: return changed(scalar, lettersFrom1E00[Int(scalar - 0x1e00)])
        // Scripts of East Asia have no case; asking Unicode costs more than the rest of the work.
        case 0x2e80..<0xa640, 0xac00..<0xd7b0: return scalar
        default:
            let lower = Unicode.Scalar(scalar)!.properties.lowercaseMapping.unicodeScalars.first!.value
            // Kelvin's sign is a k, Ångström's an å.
            return lower == scalar || lower < 0x80 ? lower : letter(lower)
        }
    }

    private static func changed(_ scalar: UInt32, _ entry: UInt32) -> UInt32 { entry == 0x20 ? scalar : entry }

    /// The scalar that begins at `place`, which moves behind it; a `String` holds no broken ones.
    private static func decode(_ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int) -> UInt32 {
        let first = UInt32(bytes[place])
        let length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
        var scalar = first & (0x7f >> UInt32(length))
        for byte in bytes[place + 1..<place + length] { scalar = scalar << 6 | UInt32(byte & 0x3f) }
        place += length
        return scalar
    }

    private static func append(_ scalar: UInt32, to out: UnsafeMutableBufferPointer<UInt8>, at count: Int) -> Int {
        var count = count
        for byte in UTF8.encode(Unicode.Scalar(scalar)!)! {
            out[count] = byte
            count += 1
        }
        return count
    }
}
