/// Texts of strangers as a terminal may be sent them, and a log that somebody reads in one.
///
/// A terminal obeys control characters, and shows what stands behind an override in another order than it is; so these
/// are written as in a JSON text, `\u001b`. What is JSON already means the same afterwards.
///
/// - Source: ECMA-48 (C0, DEL, C1); UAX #9 (U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069); U+2028 and
///   U+2029 end lines.
package enum VisibleText {
    /// Lines of a text; newlines and tabs stay, and CR LF is a newline.
    package static func lines(_ text: String) -> String {
        guard text.utf8.contains(where: mayHide) else { return text }
        // By scalars: CR and LF are one character.
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.enumerated().map { place, line in
            let endsInCR = place < lines.count - 1 && line.last == "\r"
            return written(Array(endsInCR ? line.dropLast() : line))
        }.joined(separator: "\n")
    }

    /// A text that shares its line with others, such as a name in a table: newlines and tabs are written out too.
    package static func cell(_ text: String) -> String {
        var out = ""
        for scalar in lines(text).unicodeScalars {
            if scalar == "\n" || scalar == "\t" { out += escape(scalar) } else { out.unicodeScalars.append(scalar) }
        }
        return out
    }

    /// C0 and DEL, and the bytes with which all others begin.
    private static func mayHide(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x7f || byte == 0xc2 || byte == 0xd8 || byte == 0xe2
    }

    private static func written(_ line: [Unicode.Scalar]) -> String {
        let unbalanced = unbalancedIsolates(line)
        var out = ""
        for (place, scalar) in line.enumerated() {
            if commands(scalar) || unbalanced.contains(place) {
                out += escape(scalar)
            } else {
                out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    private static func commands(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09: false
        case ..<0x20, 0x7f...0x9f, 0x061c, 0x200e, 0x200f, 0x2028...0x202e: true
        default: false
        }
    }

    /// An isolate that is ended on its line is good for nothing but itself; any other would reach beyond it.
    private static func unbalancedIsolates(_ line: [Unicode.Scalar]) -> Set<Int> {
        var open: [Int] = []
        var alone: Set<Int> = []
        for (place, scalar) in line.enumerated() {
            switch scalar.value {
            case 0x2066...0x2068: open.append(place)
            case 0x2069 where open.popLast() == nil: alone.insert(place)
            default: break
            }
        }
        return alone.union(open)
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": return "\\n"
        case "\t": return "\\t"
        default:
            let digits = String(scalar.value, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
    }
}
